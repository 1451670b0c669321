package import Domain

/// Fetches punches from terminals into the ledger and has the days they touch worked out.
package struct CollectionService: Sendable {
    /// Reads what is new on a terminal.
    ///
    /// Cancel by cancelling the task that reads the stream, or by dropping the stream: what was stored stays, nothing
    /// is stored twice, and the next collection goes on from there.
    ///
    /// The stream ends after `finished`, or fails with `DeviceError`, `StorageError` or ``ServiceError``.
    package func sync(
        device: ID<Device>, by actor: Actor
    ) -> AsyncThrowingStream<SyncProgress, any Error> {
        AsyncThrowingStream { $0.finish(throwing: ServiceError.unknownDevice("\(device.rawValue)")) }
    }

    /// Reads the stream to its end, for callers who wait for nothing but the outcome.
    @discardableResult
    package func run(device: ID<Device>, by actor: Actor) async throws -> SyncReport {
        for try await progress in sync(device: device, by: actor) {
            if case .finished(let report) = progress { return report }
        }
        throw CancellationError()
    }
}
