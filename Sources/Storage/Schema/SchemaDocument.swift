/// `docs/DATABASE_SCHEMA.md`: the tables as the migrations make them, with what the notes say of them.
package struct SchemaDocument: Sendable {
    private static let introduction = """
        # The schema

        Written from the migrations by a test (`ETIME_DOCUMENT=write` in its environment writes it anew). The names, columns, keys
        and indexes are the same on every database; only the types are spelled in its own words.

        | here | SQLite | PostgreSQL | MySQL, MariaDB | SQL Server | Oracle |
        |---|---|---|---|---|---|
        | integer | INTEGER | BIGINT | BIGINT | BIGINT | NUMBER(19) |
        | text(n) | TEXT | VARCHAR(n) | VARCHAR(n) | NVARCHAR | VARCHAR2 |
        | text | TEXT | TEXT | LONGTEXT | NVARCHAR(MAX) | CLOB |
        | blob | BLOB | BYTEA | LONGBLOB | VARBINARY(MAX) | BLOB |

        Where a column's name says it, nothing else does: `…_day` counts days since 1970-01-01, `…_at` seconds since then in UTC,
        `…_s` seconds; `is_…` and the like are 0 or 1; `…_json` is JSON; `…_id` is the `id` of another table. Numbers that stand
        for something have their meaning in the program. “Counted up” means that the database gives the number.


        """

    private let schema: DatabaseSchema
    private let areas: [SchemaArea]

    /// - Throws: ``StorageError``
    package init() throws {
        schema = try .expected()
        areas = SchemaArea.all
    }

    /// Tables without a note, and notes without a table or column.
    package var gaps: [String] {
        let notes = areas.flatMap(\.notes)
        let noted = Set(notes.map(\.table))
        let strays = notes.flatMap { note in
            guard let table = schema.table(note.table) else { return [note.table] }
            let names = Set(table.columns.map(\.name))
            return note.columns.keys.filter { !names.contains($0) }.map { "\(note.table).\($0)" }
        }
        return schema.tables.map(\.name).filter { !noted.contains($0) } + strays.sorted()
    }

    package var text: String {
        Self.introduction + areas.map(section).joined(separator: "\n") + "\n" + views
    }

    private func section(_ area: SchemaArea) -> String {
        let tables = area.notes.compactMap { note in schema.table(note.table).map { (note, $0) } }
        return "## \(area.title)\n\n\(SchemaDiagram(tables.map(\.1)).text)\n"
            + tables.map { Self.text($0.1, $0.0) }.joined(separator: "\n")
    }

    private static func text(_ table: SchemaTable, _ note: SchemaNote) -> String {
        let rows = table.columns.map { column in
            let type = table.hasIdentity && table.primaryKey == [column.name] ? "integer, counted up" : column.typeName
            let meaning = note.columns[column.name] ?? ""
            return "| \(column.name) | \(type) | \(column.isNullable ? "may be" : "") | \(meaning) |\n"
        }
        return "### \(table.name)\n\(note.purpose)\n\n| column | type | NULL | |\n|---|---|---|---|\n\(rows.joined())\n"
            + facts(table).map { "- \($0)\n" }.joined()
    }

    private static func facts(_ table: SchemaTable) -> [String] {
        ["Primary key: \(list(table.primaryKey))"]
            + table.uniqueKeys.map { "Unique: \(list($0))" }
            + table.references.map { "\(list($0.columns)) → \($0.table) \(list($0.targets))" }
            + table.indexes.map { "Index \($0.name): \(list($0.columns))\($0.isUnique ? ", unique" : "")" }
    }

    private static func list(_ columns: [String]) -> String { "(\(columns.joined(separator: ", ")))" }

    private var views: String {
        "## Views\n\n" + schema.views.map { "- \($0.name) \(Self.list($0.columns))\n" }.joined()
    }
}

extension SchemaColumn {
    var typeName: String {
        switch kind {
        case .integer: "integer"
        case .blob: "blob"
        case .text: longest.map { "text(\($0))" } ?? "text"
        }
    }
}

/// The references among the tables of one area, and from them to others.
struct SchemaDiagram {
    private let tables: [SchemaTable]

    init(_ tables: [SchemaTable]) { self.tables = tables }

    var text: String {
        let lines = tables.flatMap { table in
            table.references.map { reference in
                let isOptional = table.columns.contains { $0.isNullable && reference.columns.contains($0.name) }
                let isOne = ([table.primaryKey] + table.uniqueKeys).contains(reference.columns)
                return "    \(reference.table) \(isOptional ? "|o" : "||")--o\(isOne ? "|" : "{") \(table.name) : "
                    + "\"\(reference.columns.joined(separator: ", "))\"\n"
            }
        }
        let alone = tables.filter { table in
            table.references.isEmpty && !tables.contains { $0.references.contains { $0.table == table.name } }
        }
        return "```mermaid\nerDiagram\n\(lines.joined())\(alone.map { "    \($0.name)\n" }.joined())```\n"
    }
}
