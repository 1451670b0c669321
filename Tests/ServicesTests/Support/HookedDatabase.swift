import Storage
import Synchronization

/// A database beside which something happens once, after one of its transactions.
final class HookedDatabase: Database {
    typealias Hook = @Sendable () async throws -> Bool

    private let inner: any Database
    private let state = Mutex<(hook: Hook?, happened: Bool)>((nil, false))

    init(_ inner: any Database) { self.inner = inner }

    /// - Parameter hook: called after each transaction until it says that it has done what it is for.
    func afterWrites(_ hook: @escaping Hook) { state.withLock { $0 = (hook, false) } }

    var hasHappened: Bool { state.withLock { $0.happened } }

    var url: DatabaseURL { inner.url }
    var dialect: any Dialect { inner.dialect }
    var hasTransactionalDDL: Bool { inner.hasTransactionalDDL }

    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await inner.read(body)
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        let result = try await inner.write(body)
        let hook = state.withLock { state in
            defer { state.hook = nil }
            return state.hook
        }
        if let hook {
            if try await hook() { state.withLock { $0.happened = true } } else { state.withLock { $0.hook = hook } }
        }
        return result
    }

    func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T {
        try await inner.alter(body)
    }

    func close() async throws {}
}
