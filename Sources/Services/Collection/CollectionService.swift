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
                    let report = try await Self.collect(device, consent, context, actor) { continuation.yield($0) }
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

    /// Where a collector has the terminal, it is asked to look at it.
    private static func collect(
        _ device: ID<Device>, _ consent: SyncConsent, _ context: ServiceContext, _ actor: Actor,
        _ tell: @escaping @Sendable (SyncProgress) -> Void
    ) async throws -> SyncReport {
        let record = try await context.device(device)
        if record.retiredAt != nil { throw ServiceError.deviceRetired(device: record.name) }
        guard context.devices.begin(device) else { throw ServiceError.syncAlreadyRunning(device: record.name) }
        context.hub.send(.devices)
        defer {
            context.devices.end(device)
            context.hub.send(.devices)
        }
        let talk = TerminalTalk(context: context, record: record, actor: actor) { tell(.connecting) }
        return try await talk.ask(.collect(accepting: consent.rawValue), answer: { SyncReport(stored: $0) }) { lease in
            do {
                return try await Collection(
                    context: context, record: record, actor: actor, consent: consent, lease: lease, tell: tell
                ).run()
            } catch {
                await context.note(failure: error, of: device)
                throw error
            }
        }
    }
}
