/// Which tables are copied, in an order in which each finds those that it refers to.
struct CopyPlan: Hashable, Sendable {
    /// Who is at work on a database now, and who is signed in, says nothing about another one.
    static let leftOut: Set<String> = ["lease", "account_session", "sign_in_failure", "repeatable_request"]

    let tables: [CopyTable]

    /// - Throws: ``CopyError/circle(_:)`` for tables that refer to each other in a circle.
    init(_ schema: DatabaseSchema) throws {
        var placed: [SchemaTable] = []
        var waiting = schema.tables
        while !waiting.isEmpty {
            let names = Set(waiting.map(\.name))
            let free = waiting.filter { table in
                table.references.allSatisfy { $0.table == table.name || !names.contains($0.table) }
            }
            if free.isEmpty { throw CopyError.circle(waiting.map(\.name)) }
            placed += free
            waiting.removeAll { table in free.contains { $0.name == table.name } }
        }
        tables = try placed.filter { !Self.leftOut.contains($0.name) }.map { try CopyTable($0) }
    }
}

/// How one table is copied.
struct CopyTable: Hashable, Sendable {
    let name: String
    let columns: [SchemaColumn]
    /// The primary key, as positions in ``columns``.
    let key: [Int]
    /// Columns that refer to rows of the same table: they are filled in once all rows are there.
    let deferred: [Int]
    let hasIdentity: Bool
    /// Cells may be so long that the size of a row says nothing about the next.
    let hasLongCells: Bool

    init(_ table: SchemaTable) throws {
        let places = Dictionary(uniqueKeysWithValues: table.columns.enumerated().map { ($1.name, $0) })
        let own = table.references.filter { $0.table == table.name }.flatMap(\.columns)
        name = table.name
        columns = table.columns
        key = table.primaryKey.compactMap { places[$0] }
        deferred = own.compactMap { places[$0] }
        hasIdentity = table.hasIdentity
        hasLongCells = table.columns.contains { $0.kind == .blob || $0.kind == .text && $0.longest == nil }
        if deferred.contains(where: { !table.columns[$0].isNullable }) { throw CopyError.circle([table.name]) }
    }

    var columnNames: [String] { columns.map(\.name) }
    var keyNames: [String] { key.map { columns[$0].name } }

    /// `id 17`, or `employee_id 17, day 20000`.
    func words(for values: [SQLValue]) -> String {
        zip(keyNames, values).map { "\($0) \($1.words)" }.joined(separator: ", ")
    }
}

extension SQLValue {
    fileprivate var words: String {
        switch self {
        case .null: "nothing"
        case .int64(let integer): "\(integer)"
        case .text(let text): "“\(text)”"
        case .blob(let bytes): bytes.map { String($0, radix: 16) }.joined()
        }
    }
}
