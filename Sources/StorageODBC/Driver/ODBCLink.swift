import CODBC
import Storage

/// One connection to a server. Confined to the thread that uses it, but for ``canceller``.
final class ODBCLink {
    let traits: DriverTraits
    /// What the driver is connected to; nil: a database this program has no words for.
    let product: DatabaseProduct?
    private let handle: ODBCHandle
    private var cache = StatementCache(limit: 64)
    let canceller: Canceller

    /// Connects.
    /// - Throws: ``ODBCFailure``
    init(to endpoint: ServerEndpoint, canceller: Canceller) throws {
        self.canceller = canceller
        handle = try ODBCHandle(.connection, under: ODBCEnvironment.handle())
        try Self.connect(handle, to: endpoint)
        product = try endpoint.product ?? Self.product(of: handle)
        traits = DriverTraits(
            product, try endpoint.driver ?? Self.driver(of: handle), executesDirectly: endpoint.isTransactionPooled)
        try setAutocommit(false)
    }

    private static func connect(_ handle: ODBCHandle, to endpoint: ServerEndpoint) throws {
        let text = endpoint.connectionString.reveal()
        // Not every driver knows it; those that do not have it in the connection string.
        SQLSetConnectAttr(handle.raw, SQL_ATTR_LOGIN_TIMEOUT, .number(endpoint.timeout), SQLINTEGER(SQL_IS_UINTEGER))
        try handle.check(
            endpoint.driver?.takesWideStrings == true
                ? text.withUTF16 {
                    SQLDriverConnectW(
                        handle.raw, nil, $0, SQLSMALLINT($1), nil, 0, nil, SQLUSMALLINT(SQL_DRIVER_NOPROMPT))
                }
                : text.withSQL {
                    SQLDriverConnect(
                        handle.raw, nil, $0, SQLSMALLINT($1), nil, 0, nil, SQLUSMALLINT(SQL_DRIVER_NOPROMPT))
                })
    }

    /// Whether each statement is kept by itself. Where the server has statements that begin a transaction it always is, outside
    /// of one.
    func setAutocommit(_ isOn: Bool) throws {
        guard traits.usesDriverTransactions else { return }
        let value = isOn ? Int(SQL_AUTOCOMMIT_ON) : Int(SQL_AUTOCOMMIT_OFF)
        try handle.check(SQLSetConnectAttr(handle.raw, SQL_ATTR_AUTOCOMMIT, .number(value), 0))
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

    /// A column of the first row of a query without parameters; empty where there is none.
    func text(_ sql: String, column: Int = 0) throws -> String {
        let statement = try ODBCStatement(sql, on: handle, traits: traits)
        try statement.execute([])
        var text = ""
        try statement.forEachRow { if text.isEmpty { text = $0.text(column) } }
        return text
    }

    private static func product(of handle: ODBCHandle) throws -> DatabaseProduct? {
        let text = try information(SQL_DBMS_NAME, handle).lowercased()
        let known: [(String, DatabaseProduct)] = [
            ("postgres", .postgresql), ("maria", .mysql), ("mysql", .mysql), ("sql server", .sqlServer),
            ("oracle", .oracle),
        ]
        return known.first { text.contains($0.0) }?.1
    }

    private static func driver(of handle: ODBCHandle) throws -> ODBCDriver.Kind? {
        ODBCDriver.Kind(library: try information(SQL_DRIVER_NAME, handle))
    }

    private static func information(_ type: Int32, _ handle: ODBCHandle) throws -> String {
        var text = [UInt8](repeating: 0, count: 256)
        var length: SQLSMALLINT = 0
        try handle.check(SQLGetInfo(handle.raw, SQLUSMALLINT(type), &text, SQLSMALLINT(text.count), &length))
        return String(decoding: text.prefix { $0 != 0 }, as: UTF8.self)
    }

    func commit() throws { try end("COMMIT", SQL_COMMIT) }

    func rollback() throws { try end("ROLLBACK", SQL_ROLLBACK) }

    private func end(_ sql: String, _ completion: Int32) throws {
        guard traits.usesDriverTransactions else { return try run(sql) }
        try handle.check(SQLEndTran(SQLSMALLINT(SQL_HANDLE_DBC), handle.raw, SQLSMALLINT(completion)))
    }
}
