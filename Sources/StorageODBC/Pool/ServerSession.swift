import Storage
import Synchronization

/// One connection with the thread that it lives on.
actor ServerSession {
    private let queue = ConnectionQueue()
    nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

    private nonisolated let canceller = Canceller()
    private let failures: FailureReader
    private var open: (link: ODBCLink, server: ServerProfile)?
    private nonisolated let lastUse = Mutex<ContinuousClock.Instant?>(nil)

    private init(_ failures: FailureReader) { self.failures = failures }

    /// Connects, and has the server behave as the stores expect.
    /// - Parameter profile: what is known of the server; nil: it is asked.
    /// - Throws: ``StorageError``
    static func connect(to endpoint: ServerEndpoint, profile: ServerProfile?) async throws -> ServerSession {
        let session = ServerSession(endpoint.failures)
        try await session.connect(endpoint, profile)
        return session
    }

    private func connect(_ endpoint: ServerEndpoint, _ known: ServerProfile?) throws {
        let link: ODBCLink
        do {
            link = try ODBCLink(to: endpoint, canceller: canceller)
        } catch let failure as ODBCFailure {
            throw failures.connectError(failure)
        }
        if let port = endpoint.watchedPort { Keepalive(connectTimeout: endpoint.timeout).apply(toPort: port) }
        do {
            let server = try known ?? ServerProfile(of: link, endpoint)
            for statement in server.sessionStatements { try link.run(statement) }
            open = (link, server)
        } catch let failure as ODBCFailure {
            throw failures.error(failure, isDead: link.isDead)
        }
    }

    /// Interrupts what it is doing, from any thread.
    nonisolated func cancel() { canceller.cancel() }

    nonisolated func noteUse() { lastUse.withLock { $0 = .now } }

    /// Nobody has heard of the server for so long that it may be gone: a second, or since the connection was made.
    nonisolated var hasRested: Bool { lastUse.withLock { $0.map { .now - $0 > .seconds(1) } ?? true } }

    func profile() throws -> ServerProfile { try opened().server }

    /// Whether the server still answers.
    func isAlive() -> Bool {
        guard let open else { return false }
        return (try? open.link.run(open.server.aliveStatement)) != nil
    }

    func isWritable() throws -> Bool {
        let (link, server) = try opened()
        return try connection(link, server).integer(server.dialect.isWritable) == 1
    }

    /// - Throws: ``StorageError/unfitDatabase(database:lack:remedy:)``
    func checkRequirements() throws {
        let (link, server) = try opened()
        for requirement in server.dialect.requirements
        where try connection(link, server).integer(requirement.query) != 1 {
            throw StorageError.unfitDatabase(
                database: failures.database, lack: requirement.lack, remedy: requirement.remedy)
        }
    }

    func close() { open = nil }

    private func opened() throws -> (link: ODBCLink, server: ServerProfile) {
        guard let open else { throw StorageError.server(ServerError(.connectionLost, database: failures.database)) }
        return open
    }

    private func connection(_ link: ODBCLink, _ server: ServerProfile) -> ODBCConnection {
        ODBCConnection(link, dialect: server.dialect, failures: server.failures)
    }

    /// Opens a transaction.
    func begin(_ kind: TransactionKind) throws {
        let (link, server) = try opened()
        try Task.checkCancellation()
        try undoing(link) {
            let statements = kind == .read ? server.readStatements : server.writeStatements
            try reporting(link, server) { for statement in statements { try link.run(statement) } }
        }
    }

    /// - Parameter isBegun: in the transaction that was begun; it is ended.
    func read<T: Sendable>(isBegun: Bool = false, _ body: @Sendable (any SQLConnection) throws -> T) throws -> T {
        if !isBegun { try begin(.read) }
        let (link, server) = try opened()
        let result = try undoing(link) { try body(connection(link, server)) }
        // Nothing was written that could be lost; ending it is a courtesy to the server.
        try reporting(link, server) { try link.rollback() }
        return result
    }

    /// - Parameters:
    ///   - isBegun: in the transaction that was begun; it is ended.
    ///   - prepare: done before `body`, in the same transaction.
    ///   - isOwn: whether what `prepare` did is still there.
    /// - Throws: ``UncertainCommit`` where the connection was lost while committing.
    func write<T: Sendable>(
        isBegun: Bool = false,
        _ prepare: @Sendable (any SQLConnection) throws -> Void,
        isOwn: @escaping @Sendable (any SQLConnection) throws -> Bool = { _ in true },
        _ body: @Sendable (any SQLConnection) throws -> T
    ) throws -> T {
        if !isBegun { try begin(.write) }
        let (link, server) = try opened()
        let result = try undoing(link) {
            let connection = connection(link, server)
            try prepare(connection)
            connection.isOwnTransaction = { [unowned connection] in try isOwn(connection) }
            return try body(connection)
        }
        do {
            try reporting(link, server) { try link.commit() }
        } catch StorageError.server(let error) where error.endsConnection {
            throw UncertainCommit(result: result)
        } catch {
            try? link.rollback()
            throw error
        }
        return result
    }

    /// Statements that commit by themselves, on databases where changing the schema does so anyway.
    func withoutTransaction<T: Sendable>(_ body: @Sendable (any SchemaConnection) throws -> T) throws -> T {
        let (link, server) = try opened()
        try reporting(link, server) { try link.setAutocommit(true) }
        defer {
            link.forgetStatements()
            try? link.setAutocommit(false)
        }
        return try body(connection(link, server))
    }

    private func undoing<T>(_ link: ODBCLink, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch {
            try? link.rollback()
            throw error
        }
    }

    private func reporting<T>(_ link: ODBCLink, _ server: ServerProfile, _ body: () throws -> T) throws -> T {
        do { return try body() } catch let failure as ODBCFailure {
            throw server.failures.error(failure, isDead: link.isDead)
        }
    }
}

enum TransactionKind: Hashable, Sendable {
    case read, write
}

/// The connection was lost between COMMIT and its answer; `result` is what holds if it was kept.
struct UncertainCommit<Result: Sendable>: Error {
    var result: Result
}
