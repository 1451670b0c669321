package import Domain
import Services

/// Collecting from all terminals while the window is open: this program is a collector like any other.
package final class CollectingModel {
    package enum State: Equatable {
        case off, starting, on, stopping
    }

    package private(set) var state = State.off {
        didSet { if state != oldValue { onChange() } }
    }
    /// Why it ended by itself.
    package private(set) var problem: Problem?
    package var onChange: () -> Void = {}

    private let session: Session
    private let spool: String?
    private var collector: Collector?
    private var work: Task<Void, Never>?

    /// - Parameter spool: where punches wait while the database is away; nil: the user's own folder.
    package init(session: Session, spool: String? = nil) {
        self.session = session
        self.spool = spool
    }

    package var isOn: Bool { state == .starting || state == .on }

    package func start() {
        guard work == nil else { return }
        problem = nil
        state = .starting
        work = Task { await run() }
    }

    /// Returns when every terminal is let go.
    package func stop() async {
        guard let work else { return }
        state = .stopping
        work.cancel()
        await work.value
    }

    /// Does something for which the terminals have to be free, and goes on collecting afterwards.
    package func paused(_ body: () async -> Void) async {
        let wasOn = isOn
        if wasOn { await stop() }
        await body()
        if wasOn { start() }
    }

    /// Somebody does not want to wait until the terminal's turn comes; nil: any terminal's.
    package func wake(_ device: ID<Device>? = nil) {
        guard let collector else { return }
        Task { await collector.wake(device) }
    }

    /// Somebody asks something of a terminal: what a service is asked is in its queue a moment later.
    package func wakeSoon(_ device: ID<Device>? = nil) {
        wake(device)
        Task {
            try? await Task.sleep(for: .milliseconds(400))
            wake(device)
        }
    }

    private func run() async {
        do {
            let collector = try await session.services.fleet.collector(spool: spool, by: session.actor)
            try Task.checkCancellation()
            self.collector = collector
            state = .on
            try await collector.run()
        } catch is CancellationError {
        } catch {
            let consequence = "Nothing is lost: the terminals keep their punches until they are read."
            problem = Problem("Terminals are not collected any more", error, consequence: consequence)
        }
        (collector, work) = (nil, nil)
        state = .off
    }
}
