import Logging
import Storage
import Synchronization

@testable import Services

/// A database that can be away, and that can be lost in the moment in which a transaction was kept.
final class FlakyDatabase: Database {
    enum State: Sendable {
        case there, away
        /// The next so many transactions are kept, and whoever made them is told that the connection was lost.
        case losingAnswers(Int)
        /// For a reason that nobody knows.
        case refusingReads
        /// Away once the next transaction is kept.
        case leaving
    }

    private let inner: any Database
    private let state = Mutex(State.there)
    private let refused = Mutex(0)

    init(_ inner: any Database) { self.inner = inner }

    func become(_ new: State) { state.withLock { $0 = new } }

    /// How often it was wanted while it was away.
    var refusals: Int { refused.withLock { $0 } }

    var url: DatabaseURL { inner.url }
    var dialect: any Dialect { inner.dialect }
    var hasTransactionalDDL: Bool { inner.hasTransactionalDDL }

    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try check()
        if case .refusingReads = state.withLock({ $0 }) { throw lost(.other) }
        return try await inner.read(body)
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try check()
        let result = try await inner.write(body)
        if losesAnswer() { throw lost(.outcomeUnknown) }
        leave()
        return result
    }

    func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T {
        try await inner.alter(body)
    }

    func close() async throws {}

    private func check() throws {
        guard case .away = state.withLock({ $0 }) else { return }
        refused.withLock { $0 += 1 }
        throw lost(.connectionLost)
    }

    private func losesAnswer() -> Bool {
        state.withLock { state in
            guard case .losingAnswers(let left) = state else { return false }
            state = left > 1 ? .losingAnswers(left - 1) : .there
            return true
        }
    }

    private func leave() {
        state.withLock { state in
            if case .leaving = state { state = .away }
        }
    }

    private func lost(_ kind: ServerError.Kind) -> StorageError {
        .server(ServerError(kind, database: "postgresql://etime@db/etime"))
    }
}

extension TestCompany {
    /// The use cases over a database that can be away.
    func context(on database: any Database, logger: Logger? = nil) -> ServiceContext {
        let own = services.attendance.context
        return ServiceContext(
            database: database, now: own.now, hub: own.hub, logger: logger ?? own.logger,
            recalculation: own.recalculation,
            devices: own.devices, terminals: own.terminals, fleet: own.fleet)
    }
}

/// Sleeps a hundredth of what it is asked for.
struct HastyClock: Clock {
    typealias Instant = ContinuousClock.Instant

    var now: Instant { ContinuousClock.now }
    var minimumResolution: Duration { .nanoseconds(1) }

    func sleep(until deadline: Instant, tolerance: Duration?) async throws {
        try await ContinuousClock().sleep(for: (deadline - now) / 100)
    }
}
