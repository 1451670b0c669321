import Synchronization

/// What is between us and one terminal that calls when it likes: commands wait here until it polls, and whoever gave
/// one waits here for what became of it.
package final class PushMailbox: Sendable {
    typealias Answer = Result<PushOutcome, DeviceError>

    private let state: Mutex<PushMailboxState>
    package let clock: PushClock

    /// - Parameter run: Differs each time that the program starts, such as the seconds since 1970.
    package init(run: UInt64, clock: PushClock = .continuous, resendAfter: Duration = .seconds(60)) {
        let prefix = String(String(run, radix: 36, uppercase: true).suffix(8))
        state = Mutex(PushMailboxState(queue: PushQueue(prefix: prefix, resendAfter: resendAfter)))
        self.clock = clock
    }

    /// What the terminal said of itself when it called.
    package var information: PushInformation? { state.withLock { $0.information } }
    package var options: [String: String] { state.withLock { $0.options } }
    package var waitingCount: Int { state.withLock { $0.queue.entries.count } }
    /// The fingerprints of an upload for which nobody waits: a query of one person says nothing of the others.
    package func unasked(_ templates: [FingerTemplate]) -> [FingerTemplate] {
        let queries = state.withLock { state in
            state.queue.entries.filter { state.gatherings[$0.id] != nil }.map(\.command)
        }
        return templates.filter { template in !queries.contains { $0.asks(for: template) } }
    }

    /// Gives the terminal a command and waits for what became of it.
    ///
    /// - Parameter limit: How long the terminal may say nothing of it.
    package func run(_ command: PushCommand, within limit: Duration) async throws(DeviceError) -> PushOutcome {
        let id = state.withLock { $0.queue.newID() }
        let timer = Task { [weak self, clock] in
            var rest = limit
            while rest > .zero {
                try await clock.sleep(rest)
                guard let self else { return }
                rest = limit - (clock.now() - self.lastActivity(id, default: clock.now() - limit))
            }
            self?.finish(id, .failure(.timedOut(waitingFor: command.request)))
        }
        defer { timer.cancel() }
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { enqueue(command, id, $0) }
        } onCancel: {
            finish(id, .failure(.cancelled))
        }
        return try answer.get()
    }

    /// Gives the terminal a command whose outcome nobody waits for. False where too many wait already.
    @discardableResult
    package func post(_ command: PushCommand) -> Bool {
        state.withLock { state in
            if state.queue.entries.contains(where: { $0.command == command && $0.sentAt == nil }) { return true }
            let id = state.queue.newID()
            return state.queue.add(command, id: id)
        }
    }

    private func enqueue(
        _ command: PushCommand, _ id: String, _ continuation: CheckedContinuation<Answer, Never>
    ) {
        let isFull = state.withLock { state in
            guard state.queue.add(command, id: id) else { return true }
            state.waiting[id] = continuation
            return false
        }
        if isFull {
            let answer = "nothing yet to what waits for it"
            continuation.resume(returning: .failure(.refused(request: command.request, answer: answer)))
        } else if Task.isCancelled {
            // The handler may have looked before there was anything to end.
            finish(id, .failure(.cancelled))
        }
    }

    private func finish(_ id: String, _ answer: Answer) {
        let continuation = state.withLock { state in
            state.queue.remove(id)
            state.gatherings[id] = nil
            return state.waiting.removeValue(forKey: id)
        }
        continuation?.resume(returning: answer)
    }

    private func lastActivity(_ id: String, default start: Duration) -> Duration {
        state.withLock { $0.gatherings[id]?.lastActivity } ?? start
    }
}

// What the endpoint tells: the terminal called.
extension PushMailbox {
    /// The terminal polls: what it is told, as lines; empty where there is nothing.
    package func poll(_ information: PushInformation? = nil) -> String {
        let now = clock.now()
        let (lines, finished) = state.withLock { state in
            if let information { state.information = information }
            let finished = state.polled(now: now)
            let taken = state.queue.take(now: now, isUploading: state.openUploads > 0)
            for entry in taken { state.handedOut(entry, now: now) }
            return (taken.map(\.line).joined(), finished)
        }
        for (id, answer) in finished { finish(id, answer) }
        return lines
    }

    /// The terminal says what became of commands. Answers to commands that nobody knows any more are let go.
    package func answered(_ results: [PushResult]) {
        let now = clock.now()
        for result in results {
            let outcome = state.withLock { $0.answered(result, now: now) }
            if let outcome { finish(result.id, .success(outcome)) }
        }
    }

    /// While an upload is on its way, no query ends: a slow line can take longer than two polls. Of new punches nobody knows
    /// whether they were counted before the log is cleared: then it is not.
    package func uploadBegins(_ table: PushTable) {
        let clearings = state.withLock { state in
            state.openUploads += 1
            guard table == .attendance else { return [String]() }
            return state.queue.entries.filter { $0.command == .clearLog && $0.sentAt == nil }.map(\.id)
        }
        for id in clearings { finish(id, .failure(.logMovedOn)) }
    }

    package func uploadEnds() { state.withLock { $0.openUploads -= 1 } }

    /// The terminal uploaded: what queries wait for is in it.
    package func received(_ content: PushContent) {
        let now = clock.now()
        let overfull = state.withLock { $0.received(content, now: now) }
        for id in overfull {
            finish(id, .failure(.refused(request: "an end", answer: "more than any terminal holds")))
        }
    }

    /// The terminal has started: what it was told to restart for, it has done.
    package func shookHands() {
        let restarts = state.withLock { state in
            state.queue.entries.filter { $0.command == .restart && $0.sentAt != nil }.map(\.id)
        }
        for id in restarts { finish(id, .success(PushOutcome(result: PushResult(id: id, code: 0)))) }
    }
}
