struct SQLiteDialect: Dialect {
    /// Column types say what the other databases are told, so that a schema can be read back: SQLite itself knows no length
    /// of a text, and no difference between a number and an identity.
    var declaresEverything = false

    let name = "SQLite"
    // SQLITE_MAX_VARIABLE_NUMBER since 3.32.
    let maximumParameters = 32_766
    let versionQuery = "SELECT sqlite_version()"
    let refusesUnfitTexts = false

    // Only this very spelling makes the column the row's own key.
    let identity = "INTEGER PRIMARY KEY"
    var integer: String { declaresEverything ? "BIGINT" : "INTEGER" }
    let longText = "TEXT"
    let blob = "BLOB"
    let serverClock = "CAST(strftime('%s', 'now') AS INTEGER)"
    let listTables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"

    // The columns of a primary key cannot be NULL, whatever PRAGMA table_info says of an identity.
    let listColumns = """
        SELECT t.name, c.name, LOWER(c.type), CASE WHEN c."notnull" = 1 OR c.pk > 0 THEN 0 ELSE 1 END
        FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' ORDER BY t.name, c.cid
        """

    // A key that is the row's own number has no index.
    let listIndexes = """
        SELECT t.name, 'primary', c.name, c.pk, 1 FROM sqlite_master t JOIN pragma_table_info(t.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND c.pk > 0
        UNION ALL
        SELECT t.name, i.name, c.name, c.seqno + 1, i."unique"
        FROM sqlite_master t JOIN pragma_index_list(t.name) i JOIN pragma_index_info(i.name) c
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND i.origin <> 'pk'
        ORDER BY 1, 2, 4
        """

    func text(_ length: Int) -> String { declaresEverything ? "VARCHAR(\(length))" : "TEXT" }

    // STRICT, because otherwise SQLite stores 'abc' in an INTEGER column.
    func tableOptions(clustered: Bool) -> String {
        if declaresEverything { return "" }
        return clustered ? "STRICT, WITHOUT ROWID" : "STRICT"
    }

    func quoted(_ identifier: String) -> String { identifier.quoted("\"", "\"") }

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
