package import Domain
import Storage

/// Fetches punches from terminals into the ledger and has the days they touch worked out.
package struct CollectionService: Sendable {
    let context: ServiceContext

    /// Reads what is new on a terminal.
    ///
    /// Cancel by cancelling the task that reads the stream, or by dropping the stream: what was stored stays, nothing
    /// is stored twice, and the next collection goes on from there. A second collection of the same device is refused
    /// while one is under way, in this program or in another one on the same database; one that died is taken over.
    ///
    /// - Parameter consent: what is taken although a collection refuses it otherwise.
    ///
    /// The stream ends after `finished`, or fails with `DeviceError`, `StorageError` or ``ServiceError``.
    package func sync(
        device: ID<Device>, accepting consent: SyncConsent = [], by actor: Actor
    ) -> AsyncThrowingStream<SyncProgress, any Error> {
        let context = context
        return AsyncThrowingStream { continuation in
            let task = Task {
                do {
                    try actor.requires(.collectPunches)
                    let collected = try await Self.exclusively(device, context) { record, lease in
                        try await Collection(
                            context: context, record: record, actor: actor, consent: consent, lease: lease
                        ) { continuation.yield($0) }.run()
                    }
                    let report =
                        switch collected {
                        case .success(let report): report
                        case .failure(let held):
                            try await Self.byWhoHasIt(device, held, consent, context, actor) { continuation.yield($0) }
                        }
                    continuation.yield(.finished(report))
                    continuation.finish()
                } catch {
                    continuation.finish(throwing: error)
                }
            }
            continuation.onTermination = { _ in task.cancel() }
        }
    }

    /// Reads the stream to its end, for callers who wait for nothing but the outcome.
    @discardableResult
    package func run(
        device: ID<Device>, accepting consent: SyncConsent = [], by actor: Actor
    ) async throws -> SyncReport {
        for try await progress in sync(device: device, accepting: consent, by: actor) {
            if case .finished(let report) = progress { return report }
        }
        throw CancellationError()
    }

    private static func exclusively(
        _ device: ID<Device>, _ context: ServiceContext,
        _ body: @Sendable (DeviceRecord, Lease) async throws -> SyncReport
    ) async throws -> Result<SyncReport, LeaseHeld> {
        let record = try await context.device(device)
        if record.retiredAt != nil { throw ServiceError.deviceRetired(device: record.name) }
        if let lack = DeviceLack(DeviceOrder.collect(accepting: 0).needs, of: record) {
            throw ServiceError.notOffered([lack])
        }
        guard context.devices.begin(device) else { throw ServiceError.syncAlreadyRunning(device: record.name) }
        context.hub.send(.devices)
        defer {
            context.devices.end(device)
            context.hub.send(.devices)
        }
        do {
            let work = LeasedWork(database: context.database, name: CollectorLease.name(of: device))
            return try await work.run { try await body(record, $0) }
        } catch {
            await context.note(failure: error, of: device)
            throw error
        }
    }

    /// A collector has the terminal: it is asked to look at it, and its report is waited for.
    private static func byWhoHasIt(
        _ device: ID<Device>, _ held: LeaseHeld, _ consent: SyncConsent, _ context: ServiceContext, _ actor: Actor,
        _ tell: @Sendable (SyncProgress) -> Void
    ) async throws -> SyncReport {
        let collectors = try await context.database.read { try CollectorLease.collectors($0) }
        guard collectors.values.contains(held.holder) else {
            let name = try await context.device(device).name
            throw ServiceError.collectedElsewhere(device: name, by: ProcessIdentity(held.holder)?.words ?? held.holder)
        }
        tell(.connecting)
        let fleet = FleetService(context: context)
        let asked = try await fleet.ask(.collect(accepting: consent.rawValue), of: [device], by: actor)
        let done = try await fleet.finish(asked, by: actor)
        let task = done.tasks.first
        guard task?.task.state == .done, let outcome = task?.task.outcome, let report = SyncReport(stored: outcome)
        else {
            throw ServiceError.notCollected(task?.sentence ?? "", lifting: task?.consent)
        }
        return report
    }
}
