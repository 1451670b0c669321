@testable import Storage

/// A company that nobody would make: three rows in each table, with whatever a cell can hold. Made from the catalog, so that a
/// table or column of a later migration is in it by itself.
struct CatalogRows {
    static let count = 3

    /// Nothing longer than the shortest column with a limit.
    private static let samples = [
        "आशा वर्मा", "عائشة بنت", "👩🏽‍🔧⚙️", "O'Brien \"\\{}", "a,b;c\t\nd", "NULL", "{1,2}", "e\u{301}é", " lead, trail ",
        "\\N%_?",
        "日本語", "\u{10FFFF}\u{1}",
    ]

    /// Where a row must satisfy what the catalog does not say.
    private static let given: [String: [SQLValue]] = [
        "employee.manager_id": [2, .null, 1],
        "shift_swap.partner_id": [2, 3, 1],
        "delegation.delegate_id": [2, 3, 1],
        "device_user_holder.from_s": [.int64(.min), .int64(.min), 0],
        "device_user_holder.until_s": [.int64(.max), 0, .int64(.max)],
        "punch_overlay.kind": [1, 2, 3],
        "punch_overlay.punch_id": [.null, 2, 3],
        "roster_assignment.employee_id": [1, .null, .null],
        "roster_assignment.department": [.null, "عائشة", .null],
        "roster_assignment.location": [.null, .null, "पुणे"],
        "roster_assignment.shift_id": [1, .null, 3],
        "roster_assignment.rotation_id": [.null, 2, .null],
        "period_lock.scope": [0, 1, 2],
        "punch.local_s": [.int64(.min), 0, .int64(.max)],
        "punch.utc_s": [.int64(.max), .int64(.min), -1],
        "journal.at": [.int64(.min), .int64(.max), -1],
    ]

    /// Into a migrated SQLite file; it may hold what no terminal would send, but nothing that a constraint forbids.
    static func fill(_ database: any Database) async throws {
        let schema = try DatabaseSchema.expected()
        try await database.alter { db in
            try db.execute("PRAGMA foreign_keys = OFF")
            for table in schema.tables { try fill(table, db) }
            try db.execute("PRAGMA foreign_keys = ON")
        }
        let broken = try await database.read { db in
            try db.all("SELECT \"table\" FROM pragma_foreign_key_check") { $0.text(0) }
        }
        if !broken.isEmpty { throw Broken(tables: broken) }
    }

    struct Broken: Error { var tables: [String] }

    private static func fill(_ table: SchemaTable, _ db: any SQLConnection) throws {
        let definition =
            try db.first("SELECT sql FROM sqlite_master WHERE name = ?", [.text(table.name)]) { $0.text(0) } ?? ""
        let sql = db.dialect.insert(into: table.name, table.columns.map(\.name))
        for row in 0..<count {
            let cells = table.columns.enumerated().map { index, column in
                given["\(table.name).\(column.name)"]?[row]
                    ?? cell(
                        column, of: table, row, salt: index, mayBeEmpty: !definition.contains("\(column.name) <> ''"))
            }
            try db.execute(sql, cells)
        }
    }

    private static func cell(
        _ column: SchemaColumn, of table: SchemaTable, _ row: Int, salt: Int, mayBeEmpty: Bool
    ) -> SQLValue {
        let keys = [table.primaryKey] + table.uniqueKeys + table.references.map(\.columns)
        if keys.joined().contains(column.name), column.kind == .integer { return .integer(row + 1) }
        if row == 1, column.isNullable { return .null }
        switch column.kind {
        case .integer: return 1
        case .blob: return .blob([[0, 255, 39, 92, 10], [], Array(repeating: 0x5C, count: 40_000)][row])
        case .text:
            if row == 1, mayBeEmpty { return "" }
            if row == 2 { return .text(String(repeating: "🕐", count: column.longest ?? 30_000)) }
            return .text(samples[(table.name.utf8.count + salt + row) % samples.count])
        }
    }
}

extension Database {
    /// Each copied table's rows as they are read, in the order of the key.
    func contents() async throws -> [String: [[SQLValue]]] {
        let schema = try DatabaseSchema.expected()
        return try await read { db in
            var contents: [String: [[SQLValue]]] = [:]
            for table in schema.tables where !CopyPlan.leftOut.contains(table.name) {
                let columns = table.columns.map(\.name).joined(separator: ", ")
                let sql = "SELECT \(columns) FROM \(table.name) ORDER BY \(table.primaryKey.joined(separator: ", "))"
                contents[table.name] = try db.all(sql) { row in
                    table.columns.enumerated().map { index, column in row.value(index, column.kind) }
                }
            }
            return contents
        }
    }
}

extension SQLRow {
    fileprivate func value(_ column: Int, _ kind: ColumnKind) -> SQLValue {
        if isNull(column) { return .null }
        return switch kind {
        case .integer: .int64(integer(column))
        case .text: .text(text(column))
        case .blob: .blob(blob(column))
        }
    }
}
