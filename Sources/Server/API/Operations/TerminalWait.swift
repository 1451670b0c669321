import Domain
import Services
import Storage

// A terminal may be away for long, and whoever asks over HTTP does not wait for it for long.
extension Call {
    private static let patience = Duration.seconds(20)
    private static let look = Duration.milliseconds(250)

    /// Does what waits of the order, as far as it can be done now.
    func performed(_ id: ID<DeviceRun>) async throws -> FleetRun {
        let (services, actor) = (services, actor)
        return try await withThrowingTaskGroup(of: FleetRun.self) { group in
            group.addTask { try await services.fleet.perform(id, by: actor) }
            group.addTask {
                let end = ContinuousClock.now + Self.patience
                while true {
                    try await Task.sleep(for: Self.look)
                    let run = try await services.fleet.run(id, by: actor)
                    if run.rests(at: services.now()) || ContinuousClock.now > end { return run }
                }
            }
            defer { group.cancelAll() }
            guard let run = try await group.next() else { throw CancellationError() }
            return run
        }
    }

    /// - Throws: ``ProblemDocument`` where it is not answered in time; then nobody waits for it any more.
    func answered<T: Sendable>(_ ask: @escaping @Sendable () async throws -> T) async throws -> T {
        try await withThrowingTaskGroup(of: T.self) { group in
            group.addTask { try await ask() }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                throw ProblemDocument(
                    502, "terminal", "The terminal did not do it",
                    "A terminal did not answer in time; nothing waits there for it. Ask again when it can be reached.")
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw CancellationError() }
            return answer
        }
    }
}

extension FleetRun {
    /// Nothing of it is under way or could begin.
    fileprivate func rests(at now: Instant) -> Bool {
        tasks.allSatisfy { $0.task.state.hasEnded || $0.task.state == .waiting && $0.task.dueAt > now }
    }
}
