import Synchronization

/// Hands each change to every subscriber.
///
/// It hangs on the use cases and not on a database's own notices, so it is the same for every database.
final class ChangeHub: Sendable {
    private struct Subscribers {
        var next = 0
        var continuations: [Int: AsyncStream<Change>.Continuation] = [:]
    }

    private let subscribers = Mutex(Subscribers())

    /// The stream ends when its consumer drops it or the hub is finished.
    func subscribe() -> AsyncStream<Change> {
        let (stream, continuation) = AsyncStream.makeStream(of: Change.self)
        let key = subscribers.withLock { all in
            all.next += 1
            all.continuations[all.next] = continuation
            return all.next
        }
        continuation.onTermination = { [weak self] _ in self?.drop(key) }
        return stream
    }

    func send(_ changes: Change...) {
        let all = subscribers.withLock { Array($0.continuations.values) }
        for continuation in all {
            for change in changes { continuation.yield(change) }
        }
    }

    /// Ends every stream.
    func finish() {
        let all = subscribers.withLock { all in
            defer { all.continuations = [:] }
            return Array(all.continuations.values)
        }
        for continuation in all { continuation.finish() }
    }

    private func drop(_ key: Int) {
        subscribers.withLock { $0.continuations[key] = nil }
    }
}
