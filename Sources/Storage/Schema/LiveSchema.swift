/// What a database says it has.
package struct LiveSchema: Hashable, Sendable {
    struct Column: Hashable, Sendable {
        var table: String
        var name: String
        /// In the database's words.
        var type: String
        var isNullable: Bool
    }

    struct Index: Hashable, Sendable {
        var table: String
        var name: String
        var columns: [String]
        var isUnique: Bool
    }

    var tables: [String] = []
    var columns: [Column] = []
    var indexes: [Index] = []
    /// Views that are not there, or lack columns.
    var brokenViews: [String] = []
}

extension LiveSchema {
    /// - Parameter expected: whose views are looked for.
    /// - Throws: ``StorageError``
    package init(of database: any Database, expected: DatabaseSchema) async throws {
        self = try await database.read { try LiveSchema($0) }
        for view in expected.views where try await !Self.has(view, database) { brokenViews.append(view.name) }
    }

    private init(_ db: any SQLConnection) throws {
        tables = try db.all(db.dialect.listTables) { $0.text(0) }
        columns = try db.all(db.dialect.listColumns) {
            Column(table: $0.text(0), name: $0.text(1), type: $0.text(2), isNullable: $0.flag(3))
        }
        let parts = try db.all(db.dialect.listIndexes) {
            (table: $0.text(0), name: $0.text(1), column: $0.text(2), position: $0.integer(3), isUnique: $0.flag(4))
        }
        for part in parts.sorted(by: { ($0.table, $0.name, $0.position) < ($1.table, $1.name, $1.position) }) {
            if let last = indexes.indices.last, indexes[last].table == part.table, indexes[last].name == part.name {
                indexes[last].columns.append(part.column)
            } else {
                indexes.append(
                    Index(table: part.table, name: part.name, columns: [part.column], isUnique: part.isUnique))
            }
        }
    }

    /// Asking for no row of it: what a view is made of every database writes down in its own way.
    private static func has(_ view: SchemaView, _ database: any Database) async throws -> Bool {
        do {
            try await database.read { db in
                try db.query("SELECT \(view.columns.joined(separator: ", ")) FROM \(view.name) WHERE 1 = 0", []) { _ in
                }
            }
            return true
        } catch StorageError.server(let error) where error.kind == .other {
            return false
        } catch StorageError.failed {
            return false
        }
    }
}
