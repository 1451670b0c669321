import Devices
import Domain
import Logging
import Storage
import Synchronization

/// Looks after one reader that sends a line per punch and keeps none: each line is safe on this computer before the next
/// one is asked for.
actor LineKeeper: Keeper {
    /// Between two tries to keep a line that nothing takes.
    private static let pause = Duration.seconds(1)

    private let bell = Bell()
    private let care: KeeperCare
    private var gaps = LineGaps()
    /// Whether a line is in hand that neither the spool nor the database takes.
    private var isHeldBack = false
    private let hasStopped = Mutex(false)

    private var tools: CollectorTools { care.tools }

    init(_ device: ID<Device>, _ tools: CollectorTools) { care = KeeperCare(device, .lines, tools) }

    nonisolated func wake() { bell.ring() }

    func run() async {
        await care.exclusively { lease in
            try await self.care.keep(self.bell, lease) { record in try await self.visit(record, lease) }
        }
    }

    /// Without a slot: such a reader is connected always, for what it sends meanwhile would be lost.
    private func visit(_ record: DeviceRecord, _ lease: Lease) async throws {
        try await tools.context.terminals.with(record, within: tools.settings.connectionTimeout) { reader in
            try await follow(reader, record, lease)
        }
    }

    private func follow(_ reader: any DeviceAdapter, _ record: DeviceRecord, _ lease: Lease) async throws {
        gaps.listens(from: tools.context.now())
        let events = try await reader.events()
        await care.succeeded()
        // Ends when the line ends, when the reader is configured anew, and with this task.
        let watching = Task { try await watch(reader, record, lease) }
        // No child of this task: what has arrived is taken also where this one is cancelled.
        let taking = Task {
            defer { watching.cancel() }
            try await takeEach(events, of: record)
        }
        try await withTaskCancellationHandler {
            let watched = await watching.result
            await reader.endEvents()
            try await taking.value
            try watched.get()
        } onCancel: {
            hasStopped.withLock { $0 = true }
            watching.cancel()
        }
    }

    // MARK: Lines

    private func takeEach(_ events: AsyncThrowingStream<LiveEvent, any Error>, of record: DeviceRecord) async throws {
        let isRepeated = try DeviceConnection(stored: record.connection, of: record.name).isRepeated
        var failure: (any Error)?
        for try await event in events {
            var reading = TerminalReading.arriving(.live, at: tools.context.now())
            reading.ticket = TerminalReading.newTicket()
            switch event {
            case .record(let punch): reading.log.records = [punch]
            case .unreadable(let line, let reason): reading.unreadable = [.init(line: line, reason: reason)]
            default: continue
            }
            do { try await keep(reading, of: record) } catch {
                // Each of those that are left is named as well. Asking for the next one would acknowledge this one: who waits
                // for that says it again.
                guard hasStopped.withLock({ $0 }), !isRepeated else { throw error }
                failure = error
            }
        }
        if let failure { throw failure }
    }

    /// Tries until it is safe, so that the sender is held back meanwhile; once only where the program is to end.
    private func keep(_ reading: TerminalReading, of record: DeviceRecord) async throws {
        defer { isHeldBack = false }
        while true {
            do {
                try await care.take(reading, of: record, nil)
                return
            } catch {
                guard !hasStopped.withLock({ $0 }) else { return try giveUp(reading, of: record, because: error) }
                if !isHeldBack { tools.tell(.heldBack(record.id, why: String(describing: error))) }
                isHeldBack = true
                try await tools.clock.sleep(for: Self.pause)
            }
        }
    }

    private func giveUp(_ reading: TerminalReading, of record: DeviceRecord, because error: any Error) throws {
        let lines =
            reading.unreadable.map(\.line) + reading.log.records.map { "\($0.userID), \(PunchPlacer.shown($0))" }
        // A sender that hears no answer says it again.
        if try !DeviceConnection(stored: record.connection, of: record.name).isRepeated {
            tools.context.logger.error(
                "The program ended while neither the database nor this computer took punches: enter by hand what is missing",
                metadata: ["device": "\(record.name)", "punch": "\(lines.joined())", "why": "\(error)"])
        }
        throw error
    }

    // MARK: How far all is in

    private func watch(_ reader: any DeviceAdapter, _ record: DeviceRecord, _ lease: Lease) async throws {
        while let now = try await care.record(lease), now.isReached(like: record) {
            try await note(await reader.presence(), record, lease)
            try await bell.wait(atMost: .seconds(60), tools.clock)
        }
    }

    /// While a reader is connected, everything up to now is in; where nothing tells whether it is there, up to when it was
    /// heard last. That somebody listened is kept in any case.
    private func note(_ presence: DevicePresence, _ record: DeviceRecord, _ lease: Lease) async throws {
        let now = tools.context.now()
        gaps.listened(until: now)
        let through: Instant?
        do { through = try await noteGaps(record, lease) } catch  where error.isDatabaseAway {
            // The mark would pass over a gap that nobody has been told of.
            return
        }
        let heard: Instant? =
            switch presence {
            case .connected: now
            case .heard(let last): last
            case .unknown: through
            }
        guard let heard, !isHeldBack else { return }
        var quiet = TerminalReading.arriving(.live, at: now)
        quiet.completeThrough = heard
        try await care.take(quiet, of: record, lease)
    }

    /// What was punched while nobody listened is gone, unless the reader keeps it: somebody has to know.
    /// - Returns: up to when all is in.
    private func noteGaps(_ record: DeviceRecord, _ lease: Lease) async throws -> Instant? {
        guard !gaps.all.isEmpty else {
            return try await tools.context.database.read { db in
                try LeaseStore(db).check(lease)
                return try WatermarkStore(db).find(record.id)?.completeThrough
            }
        }
        let (all, now, zone) = (gaps.all, tools.context.now(), try record.zoneRules)
        let through = try await tools.context.database.write { db in
            try LeaseStore(db).check(lease)
            let (mark, notes) = (try WatermarkStore(db).find(record.id), DeviceNoteStore(db))
            for gap in all {
                guard let from = gap.from ?? mark?.readAt, gap.to - from > LineGaps.shortest else { continue }
                let sentence =
                    "Nobody listened to \(record.name) from \(zone.local(at: from).toTheMinute) to "
                    + "\(zone.local(at: gap.to).toTheMinute). It keeps no punches: what was punched on it then is not in, so "
                    + "ask the people about that time."
                // It is known already where the answer to the last time got lost.
                guard try !notes.all(of: record.id).contains(where: { $0.sentence == sentence }) else { continue }
                try notes.add(DeviceNote(device: record.id, notedAt: now, topic: .log, sentence: sentence))
            }
            return mark?.completeThrough
        }
        gaps.noted(all.count)
        return through
    }
}

/// Times in which nobody listened to a reader, until somebody has been told of them.
struct LineGaps: Sendable {
    struct Gap: Hashable, Sendable {
        /// Nil: since what the database says.
        var from: Instant?
        var to: Instant
    }

    /// In seconds: less is not worth a note.
    static let shortest: Int64 = 180

    private(set) var all: [Gap] = []
    private var heard: Instant?

    /// Somebody listens again, or for the first time.
    mutating func listens(from now: Instant) {
        if heard.map({ now - $0 > Self.shortest }) ?? true { all.append(Gap(from: heard, to: now)) }
        heard = now
    }

    mutating func listened(until now: Instant) { heard = now }

    /// The first ones are told of.
    mutating func noted(_ count: Int) { all.removeFirst(count) }
}
