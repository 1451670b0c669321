@testable import Storage

/// Every statement that a store says to SQLite, as reviewed: `Snapshots/statements.sql`.
///
/// Lists of IN have one mark there, whatever their length, and pages are the first fifty rows.
enum KnownStatements {
    static var all: [String] {
        get throws {
            try Snapshot("statements.sql").text.split(separator: "\n;\n").map(String.init)
        }
    }

    /// What the same store says where the dialect is another one.
    static func translated(_ sql: String, _ dialect: any Dialect) throws -> String {
        let sql = sql.replacing(SQLiteDialect().serverClock, with: dialect.serverClock)
        return try dialect.adapted(conflict(sql, dialect) ?? page(sql, dialect))
    }

    private static func page(_ sql: String, _ dialect: any Dialect) -> String {
        guard let limit = sql.firstRange(of: "LIMIT 50 OFFSET 0") else { return sql }
        return sql.replacingCharacters(in: limit, with: dialect.page(limit: 50, offset: 0))
    }

    private static func conflict(_ sql: String, _ dialect: any Dialect) throws -> String? {
        let form = /INSERT INTO (\w+) \(([^)]*)\) VALUES .* ON CONFLICT \(([^)]*)\) DO (\w+).*/
        guard let found = try form.wholeMatch(in: sql) else { return nil }
        let (columns, key) = (names(found.output.2), names(found.output.3))
        let table = String(found.output.1)
        return found.output.4 == "NOTHING"
            ? dialect.insertIgnoring(into: table, columns, key: key)
            : dialect.upsert(into: table, columns, key: key)
    }

    private static func names(_ list: Substring) -> [String] {
        list.split(separator: ",").map { $0.trimmingPrefix(" ") }.map { String($0) }
    }
}

extension String {
    fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
        self[..<range.lowerBound] + text + self[range.upperBound...]
    }
}
