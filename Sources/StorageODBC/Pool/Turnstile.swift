import Synchronization

/// Lets a number of tasks through at a time, the others in the order in which they came.
final class Turnstile: Sendable {
    private struct State {
        var free: Int
        var waiting: [(id: UInt64, continuation: CheckedContinuation<Bool, Never>)] = []
        var lastID: UInt64 = 0
        /// Tasks that gave up before they came to wait.
        var gone: Set<UInt64> = []
    }

    private let state: Mutex<State>

    init(permits: Int) { state = Mutex(State(free: permits)) }

    var waitingCount: Int { state.withLock { $0.waiting.count } }

    /// Waits for a permit; ``leave()`` gives it back.
    /// - Returns: false where it did not come in time.
    /// - Throws: `CancellationError`
    func enter(within limit: Duration?) async throws -> Bool {
        let id = state.withLock { state -> UInt64? in
            if state.free > 0, state.waiting.isEmpty {
                state.free -= 1
                return nil
            }
            state.lastID += 1
            return state.lastID
        }
        guard let id else { return true }
        let alarm = limit.map { limit in
            Task {
                try await Task.sleep(for: limit)
                giveUp(id)
            }
        }
        defer {
            alarm?.cancel()
            state.withLock { _ = $0.gone.remove(id) }
        }
        let entered = await withTaskCancellationHandler {
            await withCheckedContinuation { wait(id, $0) }
        } onCancel: {
            giveUp(id)
        }
        if Task.isCancelled {
            if entered { leave() }
            throw CancellationError()
        }
        return entered
    }

    func leave() {
        let next = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst().continuation }
            state.free += 1
            return nil
        }
        next?.resume(returning: true)
    }

    private func wait(_ id: UInt64, _ continuation: CheckedContinuation<Bool, Never>) {
        let answer = state.withLock { state -> Bool? in
            if state.gone.remove(id) != nil { return false }
            if state.free > 0, state.waiting.isEmpty {
                state.free -= 1
                return true
            }
            state.waiting.append((id, continuation))
            return nil
        }
        if let answer { continuation.resume(returning: answer) }
    }

    private func giveUp(_ id: UInt64) {
        let continuation = state.withLock { state -> CheckedContinuation<Bool, Never>? in
            guard let place = state.waiting.firstIndex(where: { $0.id == id }) else {
                state.gone.insert(id)
                return nil
            }
            return state.waiting.remove(at: place).continuation
        }
        continuation?.resume(returning: false)
    }
}
