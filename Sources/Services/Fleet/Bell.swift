import Synchronization

/// Wakes one task that waits. A ring that nobody waits for is remembered; several count as one.
final class Bell: Sendable {
    private struct State {
        var hasRung = false
        var waiter: CheckedContinuation<Bool, Never>?
    }

    private let state = Mutex(State())

    func ring() {
        let waiter = state.withLock { state in
            defer { state.waiter = nil }
            if state.waiter == nil { state.hasRung = true }
            return state.waiter
        }
        waiter?.resume(returning: true)
    }

    /// - Returns: whether it rang before the time was over.
    /// - Throws: `CancellationError`
    @discardableResult
    func wait(atMost limit: Duration, _ clock: any Clock<Duration>) async throws -> Bool {
        // Both are waited for: a ring at the very end of the time would be lost with a child that nobody asked.
        let rang = await withTaskGroup(of: Bool.self) { group in
            group.addTask { await self.ringing() }
            group.addTask {
                try? await clock.sleep(for: limit)
                return false
            }
            var rang = false
            for await didRing in group {
                rang = rang || didRing
                group.cancelAll()
            }
            return rang
        }
        try Task.checkCancellation()
        return rang
    }

    /// Ends with the ring, or when the task is cancelled.
    private func ringing() async -> Bool {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let answer: Bool? = state.withLock { state in
                    if state.hasRung {
                        state.hasRung = false
                        return true
                    }
                    if Task.isCancelled { return false }
                    state.waiter = continuation
                    return nil
                }
                if let answer { continuation.resume(returning: answer) }
            }
        } onCancel: {
            takeWaiter()?.resume(returning: false)
        }
    }

    private func takeWaiter() -> CheckedContinuation<Bool, Never>? {
        state.withLock { state in
            defer { state.waiter = nil }
            return state.waiter
        }
    }
}
