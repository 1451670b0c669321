/// Prepared statements of one connection by their text; the one that was not used for longest goes first.
struct StatementCache {
    private let limit: Int
    private var statements: [String: (statement: ODBCStatement, lastUse: Int)] = [:]
    private var uses = 0

    init(limit: Int) { self.limit = limit }

    var count: Int { statements.count }

    /// - Returns: a statement whose result nobody is reading: a query inside a query with the same text gets one of its own.
    mutating func statement(for sql: String, make: () throws -> ODBCStatement) rethrows -> ODBCStatement {
        uses += 1
        if let kept = statements[sql] {
            guard !kept.statement.isOpen else { return try make() }
            statements[sql] = (kept.statement, uses)
            return kept.statement
        }
        let made = try make()
        if statements.count >= limit, let oldest = statements.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            statements[oldest.key] = nil
        }
        statements[sql] = (made, uses)
        return made
    }

    mutating func removeAll() { statements.removeAll() }

    mutating func remove(_ sql: String) { statements[sql] = nil }
}
