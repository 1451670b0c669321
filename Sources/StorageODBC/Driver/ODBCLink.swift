import CODBC
import Storage
import Synchronization

/// One connection to a server. Confined to the thread that uses it, but for ``canceller``.
final class ODBCLink {
    let traits: DriverTraits
    private let handle: ODBCHandle
    private var cache = StatementCache(limit: 64)
    let canceller: Canceller

    /// Connects.
    /// - Throws: ``ODBCFailure``
    init(_ connectionString: Secret, traits: DriverTraits, timeout seconds: Int, canceller: Canceller) throws {
        self.traits = traits
        self.canceller = canceller
        handle = try ODBCHandle(.connection, under: ODBCEnvironment.handle())
        // Not every driver knows it; those that do not have it in the connection string.
        SQLSetConnectAttr(handle.raw, SQL_ATTR_LOGIN_TIMEOUT, .number(seconds), SQLINTEGER(SQL_IS_UINTEGER))
        try handle.check(
            traits.connectsInUTF16
                ? connectionString.reveal().withUTF16 {
                    SQLDriverConnectW(
                        handle.raw, nil, $0, SQLSMALLINT($1), nil, 0, nil, SQLUSMALLINT(SQL_DRIVER_NOPROMPT))
                }
                : connectionString.reveal().withSQL {
                    SQLDriverConnect(
                        handle.raw, nil, $0, SQLSMALLINT($1), nil, 0, nil, SQLUSMALLINT(SQL_DRIVER_NOPROMPT))
                })
        if traits.usesDriverTransactions {
            try handle.check(SQLSetConnectAttr(handle.raw, SQL_ATTR_AUTOCOMMIT, .number(Int(SQL_AUTOCOMMIT_OFF)), 0))
        }
    }

    deinit {
        cache.removeAll()
        SQLDisconnect(handle.raw)
    }

    /// Whether the driver has noticed that the connection is gone.
    var isDead: Bool {
        var dead: SQLUINTEGER = 0
        let result = SQLGetConnectAttr(handle.raw, SQL_ATTR_CONNECTION_DEAD, &dead, 0, nil)
        return ODBCResult(result).isSuccess && dead == SQLUINTEGER(SQL_CD_TRUE)
    }

    func statement(for sql: String, adapted: (String) -> String) throws -> ODBCStatement {
        try cache.statement(for: sql) { try ODBCStatement(adapted(sql), on: handle, traits: traits) }
    }

    /// A statement that failed is not to be run again: FreeTDS leaves it in a state that refuses that.
    func forgetStatement(for sql: String) { cache.remove(sql) }

    /// After the schema changed, plans made before it may not hold.
    func forgetStatements() { cache.removeAll() }

    /// Runs a statement without parameters and results, unprepared.
    func run(_ sql: String) throws {
        let statement = try ODBCHandle(.statement, under: handle)
        try statement.check(sql.withSQL { SQLExecDirect(statement.raw, $0, SQLINTEGER($1)) })
    }

    /// The first column of the first row of a query without parameters.
    func text(_ sql: String) throws -> String {
        let statement = try ODBCStatement(sql, on: handle, traits: traits)
        try statement.execute([])
        var text = ""
        try statement.forEachRow { if text.isEmpty { text = $0.text(0) } }
        return text
    }

    /// What the driver says it is connected to; nil where that is a database this program has no words for.
    func product() throws -> DatabaseProduct? {
        var name = [UInt8](repeating: 0, count: 128)
        var length: SQLSMALLINT = 0
        try handle.check(SQLGetInfo(handle.raw, SQLUSMALLINT(SQL_DBMS_NAME), &name, SQLSMALLINT(name.count), &length))
        let text = String(decoding: name.prefix { $0 != 0 }, as: UTF8.self).lowercased()
        let known: [(String, DatabaseProduct)] = [
            ("postgres", .postgresql), ("maria", .mysql), ("mysql", .mysql), ("sql server", .sqlServer),
            ("oracle", .oracle),
        ]
        return known.first { text.contains($0.0) }?.1
    }

    func commit() throws { try end("COMMIT", SQL_COMMIT) }

    func rollback() throws { try end("ROLLBACK", SQL_ROLLBACK) }

    private func end(_ sql: String, _ completion: Int32) throws {
        guard traits.usesDriverTransactions else { return try run(sql) }
        try handle.check(SQLEndTran(SQLSMALLINT(SQL_HANDLE_DBC), handle.raw, SQLSMALLINT(completion)))
    }
}

/// Interrupts, from any thread, the statement that a connection is running.
final class Canceller: Sendable {
    // The address of the handle: pointers may not cross threads, and ODBC allows this one to.
    private let running = Mutex<UInt?>(nil)

    func during<T>(_ statement: ODBCHandle, _ body: () throws -> T) rethrows -> T {
        let outer = running.withLock { running in
            defer { running = UInt(bitPattern: statement.raw) }
            return running
        }
        defer { running.withLock { $0 = outer } }
        return try body()
    }

    func cancel() {
        running.withLock { address in
            if let address { SQLCancel(SQLHSTMT(bitPattern: address)) }
        }
    }
}
