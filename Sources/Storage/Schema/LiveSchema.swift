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
    /// By the name of the table.
    var references: [String: [SchemaReference]] = [:]
    /// By the name of the table; nil where the database does not tell.
    var checks: [String: [SchemaCheck]]?
    /// The database gives a CHECK back as it was declared.
    var keepsConditions = false
    /// A view of which the columns cannot be told has none.
    var views: [SchemaView] = []
    /// Views that the program's columns cannot be read from.
    var brokenViews: [String] = []
}

extension LiveSchema {
    /// - Parameter expected: whose views are looked for.
    /// - Throws: ``StorageError``
    package init(of database: any Database, expected: DatabaseSchema) async throws {
        self = try await database.read { try LiveSchema($0) }
        for name in try await database.read({ db in try db.all(db.dialect.listViews) { $0.text(0) } }) {
            views.append(SchemaView(name: name, columns: try await Self.columns(ofView: name, database)))
        }
        for view in expected.views where try await !Self.canRead(view, database) { brokenViews.append(view.name) }
    }

    private init(_ db: any SQLConnection) throws {
        tables = try db.all(db.dialect.listTables) { $0.text(0) }
        columns = try db.all(db.dialect.listColumns) {
            Column(table: $0.text(0), name: $0.text(1), type: $0.text(2), isNullable: $0.flag(3))
        }
        indexes = try Self.indexes(db)
        references = try Self.references(db)
        checks = try checks(db)
        keepsConditions = db.dialect.name == "SQLite"
    }

    private static func indexes(_ db: any SQLConnection) throws -> [Index] {
        let parts = try db.all(db.dialect.listIndexes) {
            (table: $0.text(0), name: $0.text(1), column: $0.text(2), position: $0.integer(3), isUnique: $0.flag(4))
        }
        var indexes: [Index] = []
        for part in parts.sorted(by: { ($0.table, $0.name, $0.position) < ($1.table, $1.name, $1.position) }) {
            if let last = indexes.indices.last, indexes[last].table == part.table, indexes[last].name == part.name {
                indexes[last].columns.append(part.column)
            } else {
                indexes.append(
                    Index(table: part.table, name: part.name, columns: [part.column], isUnique: part.isUnique))
            }
        }
        return indexes
    }

    private static func references(_ db: any SQLConnection) throws -> [String: [SchemaReference]] {
        let parts = try db.all(db.dialect.listReferences) {
            (
                key: [$0.text(0), $0.text(1)], column: $0.text(2), position: $0.integer(3), table: $0.text(4),
                target: $0.text(5)
            )
        }
        let references = Dictionary(grouping: parts, by: \.key).map { key, parts in
            let parts = parts.sorted { $0.position < $1.position }
            let reference = SchemaReference(
                columns: parts.map(\.column), table: parts[0].table, targets: parts.map(\.target))
            return (table: key[0], reference: reference)
        }
        return Dictionary(grouping: references, by: \.table).mapValues { $0.map(\.reference) }
    }

    private func checks(_ db: any SQLConnection) throws -> [String: [SchemaCheck]]? {
        guard let query = db.dialect.listChecks else { return nil }
        let declarations = try db.all(query) { (table: $0.text(0), text: $0.text(1)) }
        return Dictionary(grouping: declarations, by: \.table).mapValues { declarations in
            let names = Set(columns.filter { $0.table == declarations[0].table }.map(\.name))
            return declarations.flatMap { SchemaCheck.all(in: $0.text, columns: names) }
        }
    }
}

extension LiveSchema {
    private static func columns(ofView view: String, _ database: any Database) async throws -> [String] {
        try await orNil {
            try await database.read { db in try db.all(db.dialect.listViewColumns, [.text(view)]) { $0.text(0) } }
        } ?? []
    }

    /// Asking for no row of it: what a view is made of every database writes down in its own way.
    private static func canRead(_ view: SchemaView, _ database: any Database) async throws -> Bool {
        try await orNil {
            try await database.read { db in
                try db.query("SELECT \(view.columns.joined(separator: ", ")) FROM \(view.name) WHERE 1 = 0", []) { _ in
                }
            }
        } != nil
    }

    /// Nil where the database refuses the statement itself.
    private static func orNil<T>(_ body: () async throws -> T) async throws -> T? {
        do {
            return try await body()
        } catch StorageError.server(let error) where error.kind == .other {
            return nil
        } catch StorageError.failed {
            return nil
        }
    }
}
