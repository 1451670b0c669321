import Synchronization

/// What `body` comes to; nil where it takes longer than `limit`.
///
/// A call that blocks cannot be ended from outside: it is left behind with its thread, and what it comes to is dropped.
/// - Throws: what `body` throws in time, `CancellationError`
func within<T: Sendable>(_ limit: Duration, _ body: @escaping @Sendable () async throws -> T) async throws -> T? {
    let answer = FirstAnswer<T?>()
    let work = Task {
        do { answer.give(.success(try await body())) } catch { answer.give(.failure(error)) }
    }
    let alarm = Task {
        try await Task.sleep(for: limit)
        answer.give(.success(nil))
    }
    defer {
        alarm.cancel()
        work.cancel()
    }
    return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { answer.wait($0) }
    } onCancel: {
        answer.give(.failure(CancellationError()))
    }
}

/// Passes on the first of several answers and drops the others.
private final class FirstAnswer<T: Sendable>: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<T, any Error>)
        case given(Result<T, any Error>)
        case done
    }

    private let state = Mutex(State.open)

    func wait(_ continuation: CheckedContinuation<T, any Error>) {
        let given = state.withLock { state -> Result<T, any Error>? in
            if case .given(let answer) = state {
                state = .done
                return answer
            }
            state = .waiting(continuation)
            return nil
        }
        if let given { continuation.resume(with: given) }
    }

    func give(_ answer: Result<T, any Error>) {
        let waiting = state.withLock { state -> CheckedContinuation<T, any Error>? in
            switch state {
            case .open: state = .given(answer)
            case .waiting(let continuation):
                state = .done
                return continuation
            case .given, .done: break
            }
            return nil
        }
        waiting?.resume(with: answer)
    }
}
