import Domain
import Services

extension Session {
    /// Waits until all of a run has ended.
    /// - Parameter onLook: called with how far it is whenever that has changed.
    func finish(_ run: FleetRun, onLook: (FleetRun) -> Void) async throws -> FleetRun {
        let (looks, told) = AsyncStream.makeStream(of: FleetRun.self)
        async let ended = finish(run, telling: told)
        for await look in looks { onLook(look) }
        return try await ended
    }

    private nonisolated func finish(
        _ run: FleetRun, telling told: AsyncStream<FleetRun>.Continuation
    ) async throws -> FleetRun {
        defer { told.finish() }
        return try await services.fleet.finish(run, by: actor) { told.yield($0) }
    }
}
