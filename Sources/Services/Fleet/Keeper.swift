import Devices
import Domain
import Logging
import Storage

/// Whoever looks after one terminal in a collector.
protocol Keeper: AnyObject, Sendable {
    /// Until the task is cancelled, the terminal is not collected any more, or another program has it.
    func run() async
    /// There is something to do at the terminal: a task, or somebody who does not want to wait.
    func wake()
}

/// What a keeper knows of its terminal, and what becomes of it after a failure.
actor KeeperCare {
    let device: ID<Device>
    let family: DeviceRecord.Family
    nonisolated let tools: CollectorTools
    private var reconnection: Reconnection
    /// While the database, or the spool, cannot be had: that is no failure of the terminal's.
    private var storage = Reconnection(maxRetryAttempts: 1, isUrgent: true)
    private var chance = SystemRandomNumberGenerator()
    private var lastKnown: DeviceRecord?
    /// Of the last failure that was told.
    private var lastWhy: String?
    /// Of its last failure, which the log has.
    private var loggedWhy: String?

    init(_ device: ID<Device>, _ family: DeviceRecord.Family, _ tools: CollectorTools) {
        self.device = device
        self.family = family
        self.tools = tools
        reconnection = Reconnection(
            maxRetryAttempts: tools.settings.maxRetryAttempts, isUrgent: family == .lines)
    }

    /// As it is configured now; the last one known while the database is away. Nil where it is not to be collected.
    ///
    /// Whoever has lost it to another program learns that before connecting: some readers serve the newest connection alone.
    /// - Throws: `StorageError.leaseLost`
    func record(_ lease: Lease) async throws -> DeviceRecord? {
        try Task.checkCancellation()
        do {
            let found = try await tools.context.database.read { [device] db in
                try LeaseStore(db).check(lease)
                return try DeviceStore(db).find(device)
            }
            lastKnown = found.flatMap { $0.retiredAt == nil && $0.family == family ? $0 : nil }
        } catch  where error.isDatabaseAway {}
        return lastKnown
    }

    /// It answered.
    /// - Parameter isNews: Whether that is told.
    func succeeded(
        telling isNews: Bool = true, _ change: @Sendable (inout DeviceHealth) -> Void = { _ in }
    ) async {
        reconnection.succeeded()
        storage.succeeded()
        lastWhy = nil
        if loggedWhy != nil {
            loggedWhy = nil
            tools.context.logger.notice("A terminal answers again", metadata: ["device": "\(device.rawValue)"])
        }
        if isNews { tools.tell(.connected(device)) }
        await health {
            $0.count(failed: false, at: $1)
            change(&$0)
        }
    }

    /// What is found while it is connected, which is the same conversation still.
    func noted(_ change: @Sendable (inout DeviceHealth) -> Void) async {
        await health {
            $0.checkedAt = $1
            change(&$0)
        }
    }

    /// - Returns: how long to wait before the next try; nil where there is none.
    func failed(_ error: any Error) async -> Duration? {
        if error is CancellationError || Task.isCancelled { return nil }
        if case StorageError.leaseLost = error { return nil }
        let why = String(describing: error)
        if error.isDatabaseAway || error is SpoolError {
            tell(.disconnected(device, why: why), unlessLast: why)
            return storage.failed(&chance)
        }
        reconnection.maxRetryAttempts = tools.settings.maxRetryAttempts
        let wasDead = reconnection.state == .dead
        let pause = reconnection.failed(&chance)
        let isDead = reconnection.state == .dead
        let next = isDead ? tools.context.now() + pause.components.seconds : nil
        await tools.context.note(failure: error, of: device, isKnown: why == loggedWhy)
        loggedWhy = why
        await health {
            $0.count(failed: true, at: $1)
            $0.nextTryAt = next
        }
        if isDead && !wasDead {
            tools.tell(.dead(device, why: why))
        } else {
            // Where it is tried every few seconds, nobody wants to read as many lines.
            tell(.disconnected(device, why: why), unlessLast: family == .lines ? why : nil)
        }
        lastWhy = why
        return pause
    }

    private func tell(_ event: FleetEvent, unlessLast why: String?) {
        if why == nil || why != lastWhy { tools.tell(event) }
        lastWhy = why
    }

    /// Has the terminal visited again and again, with a pause after each failure, until it is not to be collected any more.
    func keep(_ bell: Bell, _ lease: Lease, _ visit: @Sendable (DeviceRecord) async throws -> Void) async throws {
        let performer = TaskPerformer(tools: tools, device: device)
        while let record = try await record(lease) {
            let tried = await performer.newest()
            do {
                try await visit(record)
            } catch {
                guard let pause = await failed(error) else { throw error }
                await performer.note(error, of: tried)
                try await rest(pause, bell, after: tried)
            }
        }
    }

    /// What was under way when it was retired waits again, and nobody else would look.
    private nonisolated func callOffWhereRetired() async throws {
        let context = tools.context
        let isLeft = try await context.database.read { [device] db in
            try DeviceStore(db).find(device)?.retiredAt != nil && DeviceTaskStore(db).openCounts()[device] != nil
        }
        guard isLeft else { return }
        let work = LeasedWork(database: context.database, name: CollectorLease.name(of: device), clock: tools.clock)
        _ = try await work.run { [device, tools] lease in
            try await TaskPerformer(tools: tools, device: device).callOff(lease)
        }
        context.hub.send(.devices)
    }

    /// Waits until the terminal is to be tried again, or somebody wants something of it.
    /// - Parameter tried: what was asked before it was tried in vain; that waits with it.
    private func rest(_ pause: Duration, _ bell: Bell, after tried: ID<DeviceTask>?) async throws {
        let performer = TaskPerformer(tools: tools, device: device)
        var left = pause
        while left > .zero {
            let slice = min(left, tools.settings.scanInterval)
            if try await bell.wait(atMost: slice, tools.clock) { return }
            left -= slice
            if let newest = await performer.newest(), tried.map({ newest > $0 }) ?? true { return }
        }
    }

    private func health(_ change: @Sendable (inout DeviceHealth, Instant) -> Void) async {
        let now = tools.context.now()
        try? await tools.context.database.write { [device] db in
            var health = try DeviceHealthStore(db).find(device) ?? DeviceHealth(device: device, checkedAt: now)
            change(&health, now)
            try DeviceHealthStore(db).save(health)
        }
        tools.context.hub.send(.devices)
    }

    /// Stores a reading, tells of it, and has its days worked out; or puts it into the spool, from where it is stored and told
    /// of.
    @discardableResult
    func take(_ reading: TerminalReading, of record: DeviceRecord, _ lease: Lease?) async throws -> Intake.Outcome {
        let outcome = try await tools.intake.take(reading, of: record, lease: lease, by: CollectorTools.actor)
        switch outcome {
        case .stored(let report):
            tools.tell(.collected(report))
            tools.daysBell.ring()
        case .spooled: tools.spoolBell.ring()
        case .skipped: break
        }
        return outcome
    }

    /// Runs while it alone, of all programs, has the terminal.
    func exclusively(_ body: @Sendable (Lease) async throws -> Void) async {
        let work = LeasedWork(
            database: tools.context.database, name: CollectorLease.name(of: device), clock: tools.clock)
        _ = try? await work.run { lease in
            try await TaskPerformer(tools: tools, device: device).settleInterrupted(lease)
            try await body(lease)
        }
        // Not this task: whoever is not collected any more is cancelled.
        await Task { try? await callOffWhereRetired() }.value
        tools.tell(.disconnected(device, why: nil))
    }
}

extension DeviceRecord {
    /// Whether a connection made for the other serves this one.
    func isReached(like other: DeviceRecord) -> Bool {
        (host, port, transport, commKey, zone) == (other.host, other.port, other.transport, other.commKey, other.zone)
            && (family, connection) == (other.family, other.connection)
    }
}
