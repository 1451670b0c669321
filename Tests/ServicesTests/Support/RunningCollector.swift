import Domain
import Foundation
import Logging
import Storage
import Synchronization
import Testing

@testable import Services

/// A collector at work, and what it tells.
final class RunningCollector: Sendable {
    struct NeverHappened: Error {
        var told: [FleetEvent]
    }

    let collector: Collector
    private let work: Task<Void, any Error>
    private let listening: Task<Void, Never>
    private let told = Told()
    private let bell: Bell
    private let folder: URL

    /// - Parameter hasty: whether its pauses pass a hundred times faster.
    init(
        _ company: TestCompany, _ settings: FleetSettings = FleetSettings(scanInterval: .seconds(1)),
        on database: (any Database)? = nil, hasty: Bool = true, spool: URL? = nil, logger: Logger? = nil
    ) async throws {
        folder = spool ?? FileManager.default.temporaryDirectory.appendingPathComponent("spool-\(UUID().uuidString)")
        var context = company.context(on: database ?? company.database, logger: logger)
        context.fleet = EventHub()
        let (events, bell) = (context.fleet.subscribe(), Bell())
        self.bell = bell
        let tools = CollectorTools(
            context, settings, spool: folder.path, clock: hasty ? HastyClock() : ContinuousClock())
        let collector = Collector(tools)
        self.collector = collector
        work = Task { try await collector.run() }
        listening = Task { [told] in
            for await event in events {
                told.append(event)
                bell.ring()
            }
        }
    }

    /// All that was told, in its order.
    var events: [FleetEvent] { told.all }

    /// Waits for an event that is told from now on, or that was told since the last wait ended.
    func until(_ matches: @escaping @Sendable (FleetEvent) -> Bool) async throws {
        let limit = ContinuousClock.now + .seconds(60)
        while !told.take(matches) {
            guard ContinuousClock.now < limit else { throw NeverHappened(told: told.all) }
            _ = try await bell.wait(atMost: .seconds(1), ContinuousClock())
        }
    }

    /// Waits until it has so many terminals.
    func untilHeld(_ count: Int) async throws { try await until(holds: { await self.collector.held == count }) }

    /// Waits until something holds that no event tells. Hundreds of tests wait so beside each other, and each look costs.
    func until(holds condition: () async throws -> Bool) async throws {
        let limit = ContinuousClock.now + .seconds(60)
        while try await !condition() {
            guard ContinuousClock.now < limit else { throw NeverHappened(told: told.all) }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    func stop() async throws {
        work.cancel()
        try? await work.value
        listening.cancel()
    }

    /// What waits in files.
    var spoolFiles: [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}

/// What was told and nobody has waited for yet.
private final class Told: Sendable {
    private struct State {
        var all: [FleetEvent] = []
        var seen = 0
    }

    private let state = Mutex(State())

    var all: [FleetEvent] { state.withLock { $0.all } }

    func append(_ event: FleetEvent) { state.withLock { $0.all.append(event) } }

    func take(_ matches: (FleetEvent) -> Bool) -> Bool {
        state.withLock { state in
            guard let index = state.all[state.seen...].firstIndex(where: matches) else { return false }
            state.seen = index + 1
            return true
        }
    }
}
