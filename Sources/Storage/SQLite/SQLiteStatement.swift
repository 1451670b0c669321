import GRDB
import GRDBSQLite

/// A prepared statement, driven by SQLite's own interface: binding and reading integers here costs a few nanoseconds,
/// where a value type for each cell would cost more than the database does.
///
/// GRDB owns and caches the statement; this is a view of it while it runs.
final class SQLiteStatement: SQLRow, SQLBulk {
    private let statement: Statement
    private let handle: OpaquePointer
    private let connection: OpaquePointer
    private let isReadonly: Bool
    private let path: String
    private(set) var changed = 0

    init(_ statement: Statement, on connection: OpaquePointer, path: String) {
        self.statement = statement
        self.handle = statement.sqliteStatement
        self.connection = connection
        self.isReadonly = statement.isReadonly
        self.path = path
    }

    // Resetting repeats the error of the last step, which has been thrown already.
    func finish() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
    }

    /// - Returns: false after the last row.
    func step() throws -> Bool {
        switch sqlite3_step(handle) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        default: throw storageError(lastError, path: path, on: connection)
        }
    }

    private var lastError: DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
            message: String(cString: sqlite3_errmsg(connection)))
    }

    func send() throws {
        _ = try step()
        if !isReadonly { changed += Int(sqlite3_changes(connection)) }
        sqlite3_reset(handle)
    }
}

extension SQLiteStatement {
    // Tells SQLite to copy the bytes before the call returns: the macro SQLITE_TRANSIENT, which Swift does not import.
    private static var copying: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    func bind(_ values: [SQLValue]) {
        for (parameter, value) in values.enumerated() {
            switch value {
            case .null: bindNull(parameter)
            case .int64(let integer): bind(integer, parameter)
            case .text(let text): bind(text, parameter)
            case .blob(let bytes): bind(bytes, parameter)
            }
        }
    }

    func bind(_ value: Int64, _ parameter: Int) {
        sqlite3_bind_int64(handle, Int32(parameter + 1), value)
    }

    func bindNull(_ parameter: Int) {
        sqlite3_bind_null(handle, Int32(parameter + 1))
    }

    func bind(_ text: String, _ parameter: Int) {
        var text = text
        _ = text.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { chars in
                // A null pointer would bind NULL, not the empty text.
                if let start = chars.baseAddress {
                    sqlite3_bind_text(handle, Int32(parameter + 1), start, Int32(chars.count), Self.copying)
                } else {
                    sqlite3_bind_text(handle, Int32(parameter + 1), "", 0, Self.copying)
                }
            }
        }
    }

    func bind(_ bytes: [UInt8], _ parameter: Int) {
        if bytes.isEmpty {
            sqlite3_bind_zeroblob(handle, Int32(parameter + 1), 0)
        } else {
            sqlite3_bind_blob(handle, Int32(parameter + 1), bytes, Int32(bytes.count), Self.copying)
        }
    }
}

extension SQLiteStatement {
    func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }
    func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }
    func text(_ column: Int) -> String { withBytes(column) { String(decoding: $0, as: UTF8.self) } }
    func blob(_ column: Int) -> [UInt8] { withBytes(column) { [UInt8]($0) } }

    func withBytes<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        // The pointer first: asking for it settles the type that the length is then counted in.
        let start = sqlite3_column_blob(handle, Int32(column))
        return try body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column)))))
    }
}
