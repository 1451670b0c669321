import Devices
import Domain
import Storage

/// Looks after one terminal that keeps a log: connected for as long as there is a slot, it fetches what is new when the
/// terminal reports a punch and when its counter has moved; after a failure it comes back.
///
/// What a terminal reports is a hint: nothing is stored that was not read from its log.
actor DeviceKeeper {
    /// Between two notes in the database that nothing is new.
    static let quiet: Int64 = 60

    let device: ID<Device>
    let tools: CollectorTools
    private let bell = Bell()
    private var reconnection: Reconnection
    private var chance = SystemRandomNumberGenerator()
    /// Where the log goes on, as this program knows it.
    private var start: ReadingStart?
    private var users: Set<DeviceUserID> = []
    private var storedAt: Instant?
    private var lastKnown: DeviceRecord?

    init(_ device: ID<Device>, _ tools: CollectorTools) {
        self.device = device
        self.tools = tools
        reconnection = Reconnection(maxRetryAttempts: tools.settings.maxRetryAttempts)
    }

    /// There is something to do at the terminal: a task, or somebody who does not want to wait.
    nonisolated func wake() { bell.ring() }

    /// Until the task is cancelled, the terminal is not collected any more, or another program has it.
    func run() async {
        let work = LeasedWork(database: tools.context.database, name: Self.lease(of: device))
        _ = try? await work.run { lease in try await self.keep(lease) }
        tools.tell(.disconnected(device, why: nil))
    }

    static func lease(of device: ID<Device>) -> String { "collect/\(device.rawValue)" }

    private func keep(_ lease: Lease) async throws {
        try await TaskPerformer(tools: tools, device: device).settleInterrupted()
        while let record = try await record() {
            do {
                try await tools.slots.withSlot { try await visit(record, lease) }
            } catch {
                guard let pause = await failed(error) else { throw error }
                try await bell.wait(atMost: pause, tools.clock)
            }
        }
    }

    /// As it is configured now; the last one known while the database is away. Nil where it is not to be collected.
    private func record() async throws -> DeviceRecord? {
        try Task.checkCancellation()
        do {
            let found = try await tools.context.database.read { [device] in try DeviceStore($0).find(device) }
            lastKnown = found.flatMap { $0.retiredAt == nil && $0.family == .zk ? $0 : nil }
        } catch where error.isDatabaseAway {}
        return lastKnown
    }

    /// - Returns: how long to wait before the next try; nil where there is none.
    private func failed(_ error: any Error) async -> Duration? {
        if error is CancellationError || Task.isCancelled { return nil }
        if case StorageError.leaseLost = error { return nil }
        let wasDead = reconnection.state == .dead
        let pause = reconnection.failed(&chance)
        let why = String(describing: error)
        let isDead = reconnection.state == .dead
        await tools.context.note(failure: error, of: device)
        await health { $0.nextTryAt = isDead ? $1 + pause.components.seconds : nil }
        tools.tell(isDead && !wasDead ? .dead(device, why: why) : .disconnected(device, why: why))
        return pause
    }
}

// One connection.
extension DeviceKeeper {
    private func visit(_ record: DeviceRecord, _ lease: Lease) async throws {
        let context = tools.context
        tools.context.hub.send(.devices)
        try await context.terminals.with(record, within: tools.settings.connectionTimeout) { terminal in
            let reader = try TerminalReader(record, now: context.now)
            try await self.begin(terminal, reader, record, lease)
            let listener = await Self.listen(to: terminal, ringing: self.bell)
            defer { listener?.cancel() }
            try await self.follow(terminal, reader, record, lease)
        }
        tools.tell(.disconnected(device, why: nil))
    }

    private func begin(
        _ terminal: any DeviceAdapter, _ reader: TerminalReader, _ record: DeviceRecord, _ lease: Lease
    ) async throws {
        do {
            let fresh = try await tools.context.database.read { [device] in try ReadingStart(device, $0) }
            if await tools.intake.spool.waiting == 0 || start == nil { start = fresh }
        } catch where error.isDatabaseAway && start != nil {}
        let reading = try await reader.read(terminal, from: start ?? ReadingStart())
        users = Set((reading.users ?? []).map(\.userID))
        try await take(reading, record, lease)
        let latency = try await tools.clock.measure { _ = try await terminal.recordCount() }
        reconnection.succeeded()
        tools.tell(.connected(device))
        let sizes = reading.information?.sizes
        await health { health, _ in
            health.latency = Int(latency / .microseconds(1))
            health.users = sizes?.users.map(Int.init) ?? health.users
            health.userCapacity = sizes?.userCapacity.map(Int.init) ?? health.userCapacity
            health.fingerprints = sizes?.fingerprints.map(Int.init) ?? health.fingerprints
            health.fingerprintCapacity = sizes?.fingerprintCapacity.map(Int.init) ?? health.fingerprintCapacity
        }
    }

    private func follow(
        _ terminal: any DeviceAdapter, _ reader: TerminalReader, _ record: DeviceRecord, _ lease: Lease
    ) async throws {
        let performer = TaskPerformer(tools: tools, device: device)
        while true {
            if try await performer.perform(at: terminal, record, lease) { return }
            let rang = try await bell.wait(atMost: tools.settings.scanInterval, tools.clock)
            if !rang, await tools.slots.isWanted { return }
            guard let now = try await self.record(), now.isReached(like: record) else { return }
            let reading = try await reader.readAgain(terminal, from: start ?? ReadingStart(), knowing: users)
            if let list = reading.users { users = Set(list.map(\.userID)) }
            try await take(reading, record, lease)
        }
    }

    private func take(_ reading: TerminalReading, _ record: DeviceRecord, _ lease: Lease) async throws {
        defer { start = SystemZones.rules(of: record.zone).map { reading.next(in: $0) } ?? start }
        if reading.isQuiet, let storedAt, reading.readAt - storedAt < Self.quiet, reading.readAt >= storedAt { return }
        switch try await tools.intake.take(reading, of: record, lease: lease, by: CollectorTools.actor) {
        case .stored(let report):
            storedAt = reading.readAt
            tools.tell(.collected(report))
            tools.daysBell.ring()
        case .spooled:
            tools.spoolBell.ring()
            tools.tell(.spooled(device, punches: reading.log.records.count))
        case .skipped: break
        }
    }

    /// Rings for each punch that the terminal reports, and when it stops reporting.
    private static func listen(to terminal: any DeviceAdapter, ringing bell: Bell) async -> Task<Void, Never>? {
        guard terminal.capabilities.contains(.events), let events = try? await terminal.events() else { return nil }
        return Task {
            do {
                for try await event in events {
                    if case .punch = event { bell.ring() }
                }
            } catch {
                bell.ring()
            }
        }
    }

    private func health(_ change: @Sendable (inout DeviceHealth, Instant) -> Void) async {
        let now = tools.context.now()
        let failed = reconnection.state != .well
        try? await tools.context.database.write { [device] db in
            var health = try DeviceHealthStore(db).find(device) ?? DeviceHealth(device: device, checkedAt: now)
            health.count(failed: failed, at: now)
            change(&health, now)
            try DeviceHealthStore(db).save(health)
        }
        tools.context.hub.send(.devices)
    }
}

extension DeviceRecord {
    /// Whether a connection made for the other serves this one.
    fileprivate func isReached(like other: DeviceRecord) -> Bool {
        (host, port, transport, commKey, zone) == (other.host, other.port, other.transport, other.commKey, other.zone)
            && (family, connection) == (other.family, other.connection)
    }
}
