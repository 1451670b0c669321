import Storage
import Synchronization

/// Breaks off after a number of transactions, as a program that is killed.
final class StoppingDatabase: Database {
    private let inner: any Database
    private let left: Mutex<Int>

    init(_ inner: any Database, after writes: Int) {
        self.inner = inner
        left = Mutex(writes)
    }

    var url: DatabaseURL { inner.url }
    var dialect: any Dialect { inner.dialect }
    var hasTransactionalDDL: Bool { inner.hasTransactionalDDL }

    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await inner.read(body)
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        let isLast = left.withLock { left in
            left -= 1
            return left <= 0
        }
        return try await inner.write { db in
            let result = try body(db)
            // All of the transaction is lost.
            if isLast { throw Interruption() }
            return result
        }
    }

    func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T {
        try await inner.alter(body)
    }

    func close() async throws { try await inner.close() }
}

/// What was told, in order.
final class Recorder: Sendable {
    private let steps = Mutex<[CopyProgress]>([])

    var all: [CopyProgress] { steps.withLock { $0 } }

    func add(_ step: CopyProgress) { steps.withLock { $0.append(step) } }
}
