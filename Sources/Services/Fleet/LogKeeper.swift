import Devices
import Domain
import Logging
import Storage

/// Looks after one terminal that keeps a log: connected for as long as there is a slot, it fetches what is new when the
/// terminal reports a punch and when its counter has moved; after a failure it comes back.
///
/// What a terminal reports is a hint: nothing is stored that was not read from its log.
actor LogKeeper: Keeper {
    /// Between two notes in the database that nothing is new.
    static let quiet: Int64 = 60
    /// Fewer punches come between two looks at a terminal.
    private static let burst = 32

    private let bell = Bell()
    private let care: KeeperCare
    /// Where the log goes on, as this program knows it.
    private var start: ReadingStart?
    private var users: Set<DeviceUserID> = []
    private var storedAt: Instant?
    /// Records that its log holds; nil where it does not say.
    private var capacity: Int?
    private var operations = OperationWatch()
    private var health = HealthWatch()
    /// What it has said of itself and of its users, until that is stored: of a reading without punches nothing is kept while
    /// the database is away.
    private var untold: Said?
    /// Whether nothing was looked at yet since orders began to be carried out: one of them may have cleared the log.
    private var isFirstLook = true

    private struct Said {
        var information: DeviceInformation?
        var users: [DeviceUser]?
    }

    private var tools: CollectorTools { care.tools }

    init(_ device: ID<Device>, _ tools: CollectorTools) { care = KeeperCare(device, .zk, tools) }

    nonisolated func wake() { bell.ring() }

    func run() async {
        await care.exclusively { lease in
            try await self.care.keep(self.bell, lease) { record in
                try await self.care.tools.slots.withSlot { try await self.visit(record, lease) }
            }
        }
    }

    private func visit(_ record: DeviceRecord, _ lease: Lease) async throws {
        tools.context.hub.send(.devices)
        try await tools.context.terminals.with(record, within: tools.settings.connectionTimeout) { terminal in
            let reader = try TerminalReader(record, now: tools.context.now)
            do {
                try await begin(terminal, reader, record, lease)
            } catch  where SyncConsent(liftingRefusal: error) != nil || error.isImpossibleTime {
                let performer = TaskPerformer(tools: tools, device: care.device)
                let outcome = try await performer.perform(at: terminal, record, lease, despite: error)
                guard case .gone = outcome else { throw error }
                return
            }
            let listener = await Self.listen(to: terminal, ringing: bell)
            defer { listener?.cancel() }
            try await follow(terminal, reader, record, lease)
        }
        tools.tell(.disconnected(care.device, why: nil))
    }

    private func begin(
        _ terminal: any DeviceAdapter, _ reader: TerminalReader, _ record: DeviceRecord, _ lease: Lease
    ) async throws {
        do {
            let fresh = try await tools.context.database.read { try ReadingStart(record.id, $0) }
            if await tools.intake.spool.waiting == 0 || start == nil { start = fresh }
        } catch  where error.isDatabaseAway && start != nil {}
        let reading = try await reader.read(terminal, from: start ?? ReadingStart())
        users = Set((reading.users ?? []).map(\.userID))
        try await takeAll(reading, terminal, reader, record, lease)
        health = HealthWatch()
        let found = try await lookAtHealth(terminal)
        capacity = found?.sizes.recordCapacity.map(Int.init)
        await care.succeeded { health in if let found { health.note(found) } }
    }

    private func lookAtHealth(_ terminal: any DeviceAdapter) async throws -> HealthWatch.Reading? {
        var watch = health
        defer { health = watch }
        return try await watch.look(at: terminal, now: tools.context.now(), tools.clock)
    }

    private func follow(
        _ terminal: any DeviceAdapter, _ reader: TerminalReader, _ record: DeviceRecord, _ lease: Lease
    ) async throws {
        let performer = TaskPerformer(tools: tools, device: care.device)
        let began = tools.context.now()
        while true {
            let outcome: TaskPerformer.Outcome
            isFirstLook = true
            do {
                outcome = try await performer.perform(at: terminal, record, lease) {
                    try await self.lookBetween(terminal, reader, record, lease)
                }
            } catch is OrderBrokenOff { return }
            if case .gone = outcome { return }
            // What was done may have changed them, and has been noted.
            if case .changed = outcome { untold?.users = nil }
            let rang = try await bell.wait(atMost: tools.settings.scanInterval, tools.clock)
            // One that has something new again and again gives way too.
            if await tools.slots.isWanted, !rang || tools.context.now() - began >= Self.quiet { return }
            guard let now = try await care.record(lease), now.isReached(like: record) else { return }
            let tells = counterTells(after: outcome)
            try await lookAtLog(terminal, reader, record, lease, counterTells: tells)
            try await lookAround(terminal, record, lease)
        }
    }

    private func lookAtLog(
        _ terminal: any DeviceAdapter, _ reader: TerminalReader, _ record: DeviceRecord, _ lease: Lease,
        counterTells: Bool
    ) async throws {
        let reading = try await reader.readAgain(
            terminal, from: start ?? ReadingStart(), knowing: users, counterTells: counterTells)
        if let list = reading.users { users = Set(list.map(\.userID)) }
        try await takeAll(reading, terminal, reader, record, lease)
    }

    /// Between the parts of an order that takes long. What speaks against the log alone is no failure of the order: the next
    /// visit begins with it, and decides.
    private func lookBetween(
        _ terminal: any DeviceAdapter, _ reader: TerminalReader, _ record: DeviceRecord, _ lease: Lease
    ) async throws {
        guard let now = try await care.record(lease), now.isReached(like: record) else { throw OrderBrokenOff() }
        // The order may have changed them, and has noted it.
        untold?.users = nil
        let tells = counterTells(after: isFirstLook ? .changed : .untouched)
        do {
            try await lookAtLog(terminal, reader, record, lease, counterTells: tells)
            isFirstLook = false
        } catch  where error.isOfTheLogAlone { throw OrderBrokenOff(cause: error) }
    }

    /// Worth less than punches: where it fails, the connection tells by itself whether it still holds.
    private func lookAround(_ terminal: any DeviceAdapter, _ record: DeviceRecord, _ lease: Lease) async throws {
        do {
            if let found = try await lookAtHealth(terminal) { await care.noted { $0.note(found) } }
            try await lookAtOperations(terminal, record, lease)
        } catch DeviceError.cancelled {
            throw CancellationError()
        } catch let error as DeviceError {
            tools.context.logger.warning(
                "A terminal could not be asked how it is",
                metadata: ["device": "\(record.name)", "why": "\(error)"])
        }
    }

    private func lookAtOperations(_ terminal: any DeviceAdapter, _ record: DeviceRecord, _ lease: Lease) async throws {
        var watch = operations
        defer { operations = watch }
        do {
            guard let found = try await watch.look(at: terminal, now: tools.context.now()) else { return }
            try await OperationIntake.keep(found.map { DeviceOperation($0, of: record.id) }, of: record, tools, lease)
        } catch  where error.isDatabaseAway {
            watch.forget()
        }
    }

    /// A log that is full may drop its oldest record for each new one, and one that was cleared by order may have as many
    /// records again: then the log itself is asked whether it still ends where it ended.
    private func counterTells(after outcome: TaskPerformer.Outcome) -> Bool {
        guard case .untouched = outcome else { return false }
        return capacity.map { (start?.position?.recordCount ?? 0) + Self.burst < $0 } ?? true
    }

    private func takeAll(
        _ reading: TerminalReading, _ terminal: any DeviceAdapter, _ reader: TerminalReader, _ record: DeviceRecord,
        _ lease: Lease
    ) async throws {
        do {
            try await reader.handOver(reading, of: terminal, knowing: users) { try await take($0, record, lease) }
        } catch is ReadingOvertaken {
            // What waited in another program's spool was brought in meanwhile.
            start = (try? await tools.context.database.read { try ReadingStart(record.id, $0) }) ?? start
            bell.ring()
        }
    }

    private func take(_ reading: TerminalReading, _ record: DeviceRecord, _ lease: Lease) async throws {
        let isDue = reading.readAt.isDue(Self.quiet, after: storedAt)
        let saysMore = reading.information != nil || untold != nil
        if !reading.isQuiet || isDue || saysMore { try await tell(reading, record, lease) }
        start = SystemZones.rules(of: record.zone).map { reading.next(in: $0) } ?? start
    }

    private func tell(_ reading: TerminalReading, _ record: DeviceRecord, _ lease: Lease) async throws {
        var reading = reading
        reading.information = reading.information ?? untold?.information
        reading.users = reading.users ?? untold?.users
        let said = Said(information: reading.information, users: reading.users)
        do {
            switch try await care.take(reading, of: record, lease) {
            case .stored: (storedAt, untold) = (reading.readAt, nil)
            case .spooled: untold = nil
            case .skipped: untold = said
            }
        } catch let overtaken as ReadingOvertaken {
            untold = said
            throw overtaken
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
}

extension Error {
    /// Whether neither the connection nor the database is what failed, and nobody has ended it.
    fileprivate var isOfTheLogAlone: Bool {
        if self is CancellationError || isDatabaseAway { return false }
        if case StorageError.leaseLost = self as any Error { return false }
        return !((self as? DeviceError)?.endsConnection ?? false)
    }

    /// Whether the terminal's clock has to be set before anything can be collected.
    fileprivate var isImpossibleTime: Bool {
        if case DeviceError.impossibleTime = self as any Error { true } else { false }
    }
}
