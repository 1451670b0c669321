import GRDB
import GRDBSQLite

/// A GRDB connection inside a transaction. GRDB opens, pools, locks and caches; the statements run on SQLite's own interface.
final class SQLiteConnection: SchemaConnection {
    private let database: GRDB.Database
    private let handle: OpaquePointer
    private let path: String
    let dialect: any Dialect
    var gathering: JournalGathering?

    init(_ database: GRDB.Database, path: String, dialect: any Dialect) throws {
        guard let handle = database.sqliteConnection else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection is closed")
        }
        self.database = database
        self.handle = handle
        self.path = path
        self.dialect = dialect
    }

    @discardableResult
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int {
        let statement = try prepare(sql)
        defer { statement.finish() }
        statement.bind(arguments)
        try statement.send()
        return statement.changed
    }

    func query(_ sql: String, _ arguments: [SQLValue], _ row: (any SQLRow) throws -> Void) throws {
        let statement = try prepare(sql)
        defer { statement.finish() }
        statement.bind(arguments)
        while try statement.step() { try row(statement) }
    }

    func insert(into table: String, _ columns: [String], _ values: [SQLValue]) throws -> Int64 {
        try execute(dialect.insert(into: table, columns), values)
        return sqlite3_last_insert_rowid(handle)
    }

    func nested<T>(_ body: () throws -> T) throws -> T {
        var result: Result<T, any Error>?
        try database.inSavepoint {
            let inner = Result { try body() }
            result = inner
            if case .failure = inner { return .rollback }
            return .commit
        }
        guard let result else { throw DatabaseError(resultCode: .SQLITE_INTERNAL, message: "nothing was done") }
        return try result.get()
    }

    func transaction<T>(_ body: () throws -> T) throws -> T {
        try execute("BEGIN IMMEDIATE", [])
        do {
            let result = try body()
            try execute("COMMIT", [])
            return result
        } catch {
            _ = try? execute("ROLLBACK", [])
            throw error
        }
    }

    @discardableResult
    func bulk(_ statement: BulkStatement, _ rows: (any SQLBulk) throws -> Void) throws -> Int {
        let statement = try prepare(statement.rowSQL(dialect))
        defer { statement.finish() }
        try rows(statement)
        return statement.changed
    }

    // A cached statement that is still stepping belongs to an outer query with the same text; binding it anew would
    // end that one.
    private func prepare(_ sql: String) throws -> SQLiteStatement {
        do {
            let cached = try database.cachedStatement(sql: sql)
            let isFree = sqlite3_stmt_busy(cached.sqliteStatement) == 0
            return SQLiteStatement(isFree ? cached : try database.makeStatement(sql: sql), on: handle, path: path)
        } catch {
            throw storageError(error, path: path)
        }
    }
}
