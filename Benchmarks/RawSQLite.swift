import Domain
import GRDBSQLite
import Storage

/// SQLite as a careful C program uses it: one prepared insert, one transaction, nothing else.
final class RawSQLite {
    private struct Failure: Error { var message: String }

    private static let settings = """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -32000;
        PRAGMA temp_store = MEMORY; PRAGMA journal_size_limit = 67108864
        """
    private let handle: OpaquePointer

    init(path: String) throws {
        var opened: OpaquePointer?
        guard sqlite3_open(path, &opened) == SQLITE_OK, let opened else {
            throw Failure(message: "cannot open \(path)")
        }
        handle = opened
        try execute(Self.settings)
    }

    deinit { sqlite3_close(handle) }

    func insert(_ punches: [NewPunch], batch: Int64, device: Int64) throws {
        var prepared: OpaquePointer?
        sqlite3_prepare_v2(
            handle,
            """
            INSERT INTO punch (batch_id, device_id, device_user, local_s, offset_s, utc_s, state, verify, seq, work_code)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """, -1, &prepared, nil)
        guard let statement = prepared else { throw Failure(message: String(cString: sqlite3_errmsg(handle))) }
        defer { sqlite3_finalize(statement) }
        try execute("BEGIN IMMEDIATE")
        sqlite3_bind_int64(statement, 1, batch)
        sqlite3_bind_int64(statement, 2, device)
        for punch in punches { try insert(punch, statement) }
        try execute("COMMIT")
    }

    private func insert(_ punch: NewPunch, _ statement: OpaquePointer) throws {
        var user = punch.deviceUser
        let result = user.withUTF8 { utf8 in
            utf8.withMemoryRebound(to: CChar.self) { text in
                // No destructor: the text outlives the step, so SQLite need not copy it.
                sqlite3_bind_text(statement, 3, text.baseAddress, Int32(text.count), nil)
                sqlite3_bind_int64(statement, 4, punch.local.seconds)
                sqlite3_bind_int64(statement, 5, Int64(punch.placement.offset))
                sqlite3_bind_int64(statement, 6, punch.placement.instant.seconds)
                sqlite3_bind_int64(statement, 7, Int64(punch.state.rawValue))
                sqlite3_bind_int64(statement, 8, Int64(punch.verify))
                sqlite3_bind_int64(statement, 9, 0)
                sqlite3_bind_int64(statement, 10, Int64(punch.workCode))
                return sqlite3_step(statement)
            }
        }
        guard result == SQLITE_DONE else { throw Failure(message: String(cString: sqlite3_errmsg(handle))) }
        sqlite3_reset(statement)
    }

    private func execute(_ sql: String) throws {
        guard sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else {
            throw Failure(message: String(cString: sqlite3_errmsg(handle)))
        }
    }
}
