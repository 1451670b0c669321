/// How far a copy has come, kept in the database that is copied to, in the transactions of the rows themselves.
///
/// The table is there from the beginning of a copy to its end: a database that has it holds a part of a company.
struct CopyProgressStore {
    static let table = "copy_progress"
    /// The row that says what is being copied: no table has this name.
    private static let source = "*"
    /// Rows whose names begin so hold statements that are to be run at the end.
    private static let statement = "+"

    struct Entry: Hashable, Sendable {
        /// Of the last row that was copied; nil: none yet.
        var key: [SQLValue]?
        var rows = 0
    }

    let db: any SQLConnection

    static func isThere(_ db: any SQLConnection) throws -> Bool {
        try db.hasTable(table)
    }

    static func definition(_ dialect: any Dialect) -> String {
        """
        CREATE TABLE \(table) (
            table_name \(dialect.text(64)) NOT NULL PRIMARY KEY,
            last_key \(dialect.longText) NOT NULL,
            copied_rows \(dialect.integer) NOT NULL
        ) \(dialect.tableOptions(clustered: false))
        """
    }

    /// What is being copied; nil where the copy stopped before it said so.
    func fingerprint() throws -> String? {
        try db.first("SELECT last_key FROM \(Self.table) WHERE table_name = ?", [.text(Self.source)]) { $0.text(0) }
    }

    func begin(_ fingerprint: String, tables: [String]) throws {
        let columns = ["table_name", "last_key", "copied_rows"]
        try db.bulk(.insert(into: Self.table, columns)) { rows in
            for (name, key) in [(Self.source, fingerprint)] + tables.map({ ($0, "") }) {
                rows.bind(name, 0)
                rows.bind(key, 1)
                rows.bind(Int64(0), 2)
                try rows.send()
            }
        }
    }

    /// By table.
    func entries() throws -> [String: Entry] {
        let entries = try db.all("SELECT table_name, last_key, copied_rows FROM \(Self.table)") { row in
            let key = row.text(1)
            let isRow = row.text(0) != Self.source && !row.text(0).hasPrefix(Self.statement) && !key.isEmpty
            return (row.text(0), Entry(key: isRow ? try Self.key(key) : nil, rows: Int(row.integer(2))))
        }
        return Dictionary(uniqueKeysWithValues: entries)
    }

    func note(_ entry: Entry, of table: CopyTable) throws {
        try db.execute(
            "UPDATE \(Self.table) SET last_key = ?, copied_rows = ? WHERE table_name = ?",
            [.text(entry.key.map(Self.text) ?? ""), .integer(entry.rows), .text(table.name)])
    }

    func keep(_ statement: String, as id: Int64) throws {
        try db.execute(
            db.dialect.insert(into: Self.table, ["table_name", "last_key", "copied_rows"]),
            [.text("\(Self.statement)\(id)"), .text(statement), .int64(id)])
    }

    func keptStatements() throws -> [(id: Int64, statement: String)] {
        try db.all(
            "SELECT copied_rows, last_key FROM \(Self.table) WHERE table_name LIKE ? ORDER BY copied_rows",
            [.text(Self.statement + "%")]
        ) { ($0.integer(0), $0.text(1)) }
    }

    func forget(_ id: Int64) throws {
        try db.execute("DELETE FROM \(Self.table) WHERE table_name = ?", [.text("\(Self.statement)\(id)")])
    }

    // A key is kept as the digits of its cells: a text may hold anything.
    private static func text(_ key: [SQLValue]) -> String {
        var row = RowBytes()
        row.append(key)
        return row.bytes.hexadecimal
    }

    private static func key(_ text: String) throws -> [SQLValue] {
        let digits = Array(text.utf8).map { $0 < 58 ? $0 &- 48 : $0 &- 87 }
        let bytes = stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] & 15 }
        guard let row = RowBytes(cells: bytes) else { throw StorageError.unreadable("a note of a copy") }
        return row.cells
    }
}
