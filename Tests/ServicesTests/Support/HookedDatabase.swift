import Storage
import Synchronization

@testable import Services

/// A database beside which something happens once, after one of its transactions.
final class HookedDatabase: Database {
    typealias Hook = @Sendable () async throws -> Bool

    private let inner: any Database
    private let turns = TurnQueue()
    private let state = Mutex<(hook: Hook?, happened: Bool)>((nil, false))

    init(_ inner: any Database) { self.inner = inner }

    /// - Parameter hook: called after each transaction until it says that it has done what it is for; it must not wait for
    ///   another transaction here.
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
        // One that ends while another's hook is at it waits for that: what it is for may be this one's.
        try await turns.turn {
            guard let hook = state.withLock({ $0.hook }), try await hook() else { return }
            state.withLock { $0 = (nil, true) }
        }
        return result
    }

    func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T {
        try await inner.alter(body)
    }

    func close() async throws {}
}
