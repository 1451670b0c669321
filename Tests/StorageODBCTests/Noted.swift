import Synchronization

/// What one task notes and another one reads.
final class Noted<Value: Sendable>: Sendable {
    private let state: Mutex<Value>

    init(_ value: Value) { state = Mutex(value) }

    var value: Value { state.withLock { $0 } }

    func set(_ value: Value) { state.withLock { $0 = value } }

    func withLock<T: Sendable>(_ body: @Sendable (inout Value) -> T) -> T {
        state.withLock { value in body(&value) }
    }
}

extension Noted<Int> {
    /// Counts one up and gives the new value.
    @discardableResult
    func next() -> Int {
        state.withLock { value in
            value += 1
            return value
        }
    }
}
