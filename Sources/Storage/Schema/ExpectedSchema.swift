extension DatabaseSchema {
    /// What the migrations make: they are run in memory, and what is there afterwards is read.
    /// - Throws: ``StorageError``
    package static func expected() throws -> DatabaseSchema { try made(by: Migration.all) }

    static func made(by migrations: [Migration]) throws -> DatabaseSchema {
        try withMemoryDatabase(SQLiteDialect(declaresEverything: true)) { db in
            for migration in migrations { try migration.apply(db) }
            return try MemorySchemaReader(db: db).schema()
        }
    }
}

/// Reads the schema of a database whose dialect declares everything.
private struct MemorySchemaReader {
    let db: any SQLConnection

    func schema() throws -> DatabaseSchema {
        let tables = try db.all(db.dialect.listTables) { $0.text(0) }
        let views = try db.all(db.dialect.listViews) { $0.text(0) }
        return DatabaseSchema(
            tables: try tables.map(table),
            views: try views.map { SchemaView(name: $0, columns: try columns(of: $0).map(\.column.name)) })
    }

    private func table(_ name: String) throws -> SchemaTable {
        let columns = try columns(of: name)
        let key = columns.filter { $0.keyPosition > 0 }.sorted { $0.keyPosition < $1.keyPosition }
        let indexes = try indexes(of: name)
        return SchemaTable(
            name: name, columns: columns.map(\.column), primaryKey: key.map(\.column.name),
            hasIdentity: key.count == 1 && key[0].type == "INTEGER",
            uniqueKeys: indexes.filter { $0.origin == "u" }.map(\.index.columns),
            indexes: indexes.filter { $0.origin == "c" }.map(\.index), references: try references(of: name),
            checks: try checks(of: name, columns: Set(columns.map(\.column.name))))
    }

    private func checks(of table: String, columns: Set<String>) throws -> [SchemaCheck] {
        let text = try db.first("SELECT sql FROM sqlite_master WHERE name = ?", [.text(table)]) { $0.text(0) }
        return SchemaCheck.all(in: text ?? "", columns: columns)
    }

    private func columns(of table: String) throws -> [(column: SchemaColumn, type: String, keyPosition: Int64)] {
        try db.all("SELECT name, type, \"notnull\", pk FROM pragma_table_info(?) ORDER BY cid", [.text(table)]) { row in
            let type = row.text(1)
            let column = SchemaColumn(
                name: row.text(0), kind: ColumnKind(declaredType: type) ?? .text,
                longest: type.hasPrefix("VARCHAR") ? Int(type.filter(\.isNumber)) : nil,
                isNullable: row.integer(2) == 0 && row.integer(3) == 0)
            return (column, type, row.integer(3))
        }
    }

    private func indexes(of table: String) throws -> [(index: SchemaIndex, origin: String)] {
        try db.all("SELECT name, \"unique\", origin FROM pragma_index_list(?) ORDER BY name", [.text(table)]) { row in
            let name = row.text(0)
            let columns = try db.all("SELECT name FROM pragma_index_info(?) ORDER BY seqno", [.text(name)]) {
                $0.text(0)
            }
            return (SchemaIndex(name: name, columns: columns, isUnique: row.flag(1)), row.text(2))
        }
    }

    private func references(of table: String) throws -> [SchemaReference] {
        let rows = try db.all(
            "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?) ORDER BY id, seq", [.text(table)]
        ) { (id: $0.integer(0), table: $0.text(1), from: $0.text(2), to: $0.text(3)) }
        // SQLite counts them from the last one.
        return Dictionary(grouping: rows, by: \.id).sorted { $0.key > $1.key }.map { _, rows in
            SchemaReference(columns: rows.map(\.from), table: rows[0].table, targets: rows.map(\.to))
        }
    }
}

extension ColumnKind {
    /// What a type holds, by the name that any of the databases has for it; nil: none that the program uses.
    init?(declaredType type: String) {
        let type = type.lowercased()
        func holds(_ parts: String...) -> Bool { parts.contains { type.contains($0) } }
        if holds("char", "text", "clob") {
            self = .text
        } else if holds("blob", "bytea", "binary", "raw", "image") {
            self = .blob
        } else if holds("int", "number", "numeric", "decimal") {
            self = .integer
        } else {
            return nil
        }
    }
}
