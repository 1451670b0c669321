import Synchronization

/// Hands each event to every subscriber.
final class EventHub<Event: Sendable>: Sendable {
    private struct Subscribers {
        var next = 0
        var continuations: [Int: AsyncStream<Event>.Continuation] = [:]
    }

    private let subscribers = Mutex(Subscribers())

    /// The stream ends when its consumer drops it or the hub is finished.
    func subscribe() -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(of: Event.self)
        let key = subscribers.withLock { all in
            all.next += 1
            all.continuations[all.next] = continuation
            return all.next
        }
        continuation.onTermination = { [weak self] _ in self?.drop(key) }
        return stream
    }

    func send(_ events: Event...) {
        let all = subscribers.withLock { Array($0.continuations.values) }
        for continuation in all {
            for event in events { continuation.yield(event) }
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
