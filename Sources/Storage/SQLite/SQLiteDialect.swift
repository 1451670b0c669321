struct SQLiteDialect: Dialect {
    let name = "SQLite"
    // SQLITE_MAX_VARIABLE_NUMBER since 3.32.
    let maximumParameters = 32_766

    // Only this very spelling makes the column the row's own key.
    let identity = "INTEGER PRIMARY KEY"
    let integer = "INTEGER"
    let longText = "TEXT"
    let blob = "BLOB"
    let serverClock = "CAST(strftime('%s', 'now') AS INTEGER)"
    let listTables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"

    func text(_ length: Int) -> String { "TEXT" }

    // STRICT, because otherwise SQLite stores 'abc' in an INTEGER column.
    func tableOptions(clustered: Bool) -> String { clustered ? "STRICT, WITHOUT ROWID" : "STRICT" }

    func quoted(_ identifier: String) -> String {
        "\"" + identifier.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    func page(limit: Int, offset: Int) -> String { "LIMIT \(limit) OFFSET \(offset)" }

    func equivalence(_ left: String, _ right: String) -> String { "(\(left)) = (\(right))" }

    // INSERT OR IGNORE would also swallow a broken NOT NULL or CHECK.
    func insertIgnoring(into table: String, _ columns: [String], key: [String]) -> String {
        insert(into: table, columns) + " ON CONFLICT (\(key.joined(separator: ", "))) DO NOTHING"
    }

    func upsert(into table: String, _ columns: [String], key: [String]) -> String {
        let others = columns.filter { !key.contains($0) }.map { "\($0) = excluded.\($0)" }
        return insert(into: table, columns) + " ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE SET "
            + others.joined(separator: ", ")
    }
}
