import Devices
import Synchronization

/// A clock that goes on only when a test says so.
final class ManualClock: Sendable {
    private struct State {
        var now = Duration.zero
        var count = 0
        var sleepers: [Int: (until: Duration, wake: CheckedContinuation<Void, any Error>)] = [:]
    }

    private let state = Mutex(State())

    var clock: PushClock {
        PushClock(now: { self.state.withLock(\.now) }, sleep: { try await self.sleep($0) })
    }

    var sleeperCount: Int { state.withLock { $0.sleepers.count } }

    func advance(_ duration: Duration) {
        let awake = state.withLock { state in
            state.now += duration
            let due = state.sleepers.filter { $0.value.until <= state.now }
            for key in due.keys { state.sleepers[key] = nil }
            return due.values.map(\.wake)
        }
        for sleeper in awake { sleeper.resume() }
    }

    private func sleep(_ duration: Duration) async throws {
        let key = state.withLock { state in
            state.count += 1
            return state.count
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { wake in
                state.withLock { $0.sleepers[key] = ($0.now + duration, wake) }
                if Task.isCancelled { self.wake(key) }
            }
        } onCancel: {
            wake(key)
        }
    }

    private func wake(_ key: Int) {
        state.withLock { $0.sleepers.removeValue(forKey: key)?.wake }?.resume(throwing: CancellationError())
    }
}

/// Waits until something holds that other tasks bring about.
func until(_ condition: () -> Bool) async {
    while !condition() { await Task.yield() }
}
