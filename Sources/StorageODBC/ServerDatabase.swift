import Storage
import Synchronization

/// A database on a server. Readers share a pool; writers take turns on one connection.
final class ServerDatabase: Database {
    let url: DatabaseURL
    let dialect: any Dialect
    private let connector: ServerConnector
    private let readers: ConnectionPool
    private let writers: ConnectionPool
    private let patience: Patience
    private let turn = WriteTurn()
    /// The next write of this program waits until it is known how the one before ended: it overwrites what tells.
    private let entrance = Turnstile(permits: 1)
    private let longestWait: Duration
    /// How long a transaction may take to begin. A pooler lets it wait for a server, perhaps for one that is gone.
    private let longestBeginning: Duration
    private let writes = Mutex((count: Int64(0), isPrepared: false))
    private let reaper: Task<Void, Never>

    /// Connects once, so that a wrong address is told at once.
    /// - Throws: ``StorageError``
    init(_ url: DatabaseURL, patience: Patience = Patience()) async throws {
        self.url = url
        self.patience = patience
        connector = ServerConnector(url)
        let limits = ConnectionPool.Limits(url)
        let readers = ConnectionPool(limits, connector: connector)
        var one = limits
        one.size = 1
        // As long as the longest transaction may take, for those before.
        one.wait = max(limits.wait, .seconds(600))
        writers = ConnectionPool(one, connector: connector)
        longestWait = one.wait
        longestBeginning = limits.wait
        self.readers = readers
        let first = try await readers.acquire()
        let server = try await first.profile().dialect
        dialect = server
        hasTransactionalDDL = server.hasTransactionalDDL
        try await first.checkRequirements()
        await readers.release(first, broken: false)
        reaper = Task { [readers, writers] in
            while (try? await Task.sleep(for: limits.idle / 2)) != nil {
                await readers.reap()
                await writers.reap()
            }
        }
    }

    deinit { reaper.cancel() }

    func read<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await patience.retrying(wasThere: true) {
            try await using(readers, for: .read) { try await $0.read(isBegun: $1, body) }
        }
    }

    func write<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        try await patience.retrying(wasThere: true) {
            try await prepareWriting()
            guard try await entrance.enter(within: longestWait) else {
                throw StorageError.server(ServerError(.poolExhausted, database: connector.database))
            }
            defer { entrance.leave() }
            return try await attempt(body)
        }
    }

    private func attempt<T: Sendable>(_ body: @Sendable (any SQLConnection) throws -> T) async throws -> T {
        let number = writes.withLock { writes in
            writes.count += 1
            return writes.count
        }
        do {
            return try await using(writers, for: .write) { [turn] in
                try await $0.write(
                    isBegun: $1, { try turn.take(number, $0) }, isOwn: { try turn.isHeld(number, $0) }, body)
            }
        } catch let uncertain as UncertainCommit<T> {
            return try await settle(uncertain, number)
        }
    }

    let hasTransactionalDDL: Bool

    func alter<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) async throws -> T {
        try await using(writers) { session, _ in try await session.withoutTransaction(body) }
    }

    /// - Returns: the result of a commit that was kept.
    /// - Throws: ``ServerError/Kind/connectionLost`` for one that was not, so that it is run again.
    private func settle<T: Sendable>(_ uncertain: UncertainCommit<T>, _ number: Int64) async throws -> T {
        let kept: Bool
        do {
            kept = try await patience.retrying(wasThere: true) { try await wasKept(number) }
        } catch {
            throw StorageError.server(ServerError(.outcomeUnknown, database: connector.database))
        }
        if kept { return uncertain.result }
        throw StorageError.server(ServerError(.connectionLost, database: connector.database))
    }

    /// Asked in a write, which waits for the one that it asks about.
    private func wasKept(_ number: Int64) async throws -> Bool {
        do {
            return try await using(writers, for: .write) { [turn] in
                try await $0.write(isBegun: $1, { _ in }) { try turn.wasKept(number, $0) }
            }
        } catch is UncertainCommit<Bool> {
            // It changed nothing that matters, so it may be asked again.
            throw StorageError.server(ServerError(.connectionLost, database: connector.database))
        }
    }

    private func prepareWriting() async throws {
        guard !writes.withLock({ $0.isPrepared }) else { return }
        if try await !using(readers, for: .read, { try await $0.read(isBegun: $1, WriteTurn.isPrepared) }) {
            try await using(writers) { session, _ in try await session.withoutTransaction { try WriteTurn.prepare($0) }
            }
        }
        writes.withLock { $0.isPrepared = true }
    }

    /// - Parameters:
    ///   - kind: of the transaction that `body` is about; nil: none.
    ///   - body: is told whether the transaction has been begun already.
    private func using<T: Sendable>(
        _ pool: ConnectionPool, for kind: TransactionKind? = nil,
        _ body: @Sendable (ServerSession, _ isBegun: Bool) async throws -> T
    ) async throws -> T {
        let session = try await pool.acquire()
        do {
            let result = try await withTaskCancellationHandler {
                // To wait with an eye on the clock costs as much as a short transaction.
                guard let kind, connector.isTransactionPooled || session.hasRested else {
                    return try await body(session, false)
                }
                try await begin(kind, on: session)
                return try await body(session, true)
            } onCancel: {
                session.cancel()
            }
            session.noteUse()
            await pool.release(session, broken: false)
            return result
        } catch let left as LeftBehind {
            await pool.release(session, broken: true)
            throw left.cause
        } catch {
            await pool.release(session, broken: Self.isBroken(error))
            throw error
        }
    }

    /// - Throws: ``LeftBehind`` where the session goes on waiting.
    private func begin(_ kind: TransactionKind, on session: ServerSession) async throws {
        do {
            if try await within(longestBeginning, { try await session.begin(kind) }) != nil { return }
        } catch is CancellationError {
            throw LeftBehind(cause: CancellationError())
        }
        let words = "no answer within \(longestBeginning.components.seconds) s"
        throw LeftBehind(
            cause: StorageError.server(ServerError(.connectionLost, database: connector.database, message: words)))
    }

    private static func isBroken(_ error: any Error) -> Bool {
        switch error {
        case StorageError.server(let error): error.endsConnection
        case is any UncertainError: true
        default: false
        }
    }

    func close() async throws {
        reaper.cancel()
        await writers.drain()
        await readers.drain()
    }
}

/// A session of which nobody knows what it is at.
private struct LeftBehind: Error {
    var cause: any Error
}

/// Whatever its result is.
protocol UncertainError: Error {}
extension UncertainCommit: UncertainError {}

extension ConnectionPool.Limits {
    init(_ url: DatabaseURL) {
        self.init()
        guard case .server(let address) = url.location else { return }
        if let size = address.pool.size { self.size = size }
        if let seconds = address.pool.timeout { wait = .seconds(seconds) }
        if let seconds = address.pool.idle { idle = .seconds(seconds) }
    }
}
