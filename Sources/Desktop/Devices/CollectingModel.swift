package import Domain
package import Services

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

    /// Has one terminal looked at now. Whoever collects continuously does it; of one that fails a person wants to know why,
    /// and may have to accept what it came to, so that its outcome is waited for. Collecting goes on meanwhile: readers keep
    /// nothing for one that comes back.
    ///
    /// - Returns: what is to be said; nil where the collection itself tells.
    package func look(
        at device: DeviceSummary, with sync: SyncModel, accepting consent: SyncConsent = []
    ) async -> String? {
        if isOn, device.lastError == nil, consent.isEmpty {
            wake(device.id)
            return "\(device.name) is looked at now."
        }
        sync.start([device.id], accepting: consent)
        while isOn, sync.isRunning, await !isAsked(device.id) { try? await Task.sleep(for: .milliseconds(100)) }
        wake(device.id)
        await sync.wait()
        return nil
    }

    /// Whether something is in its queue. Whoever has it must not be woken before: it would fail without what is asked, and
    /// the asking be given up.
    private func isAsked(_ device: ID<Device>) async -> Bool {
        let runs = try? await session.services.fleet.runs(at: device, limit: 1, by: session.actor)
        return runs?.contains { !$0.hasEnded } ?? false
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
            let consequence =
                "Terminals keep their punches until they are read. Readers that only send lines keep none: what is punched "
                + "on them until they are collected again is lost, unless they send it again."
            problem = Problem("Terminals are not collected any more", error, consequence: consequence)
        }
        (collector, work) = (nil, nil)
        state = .off
    }
}
