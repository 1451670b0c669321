import Storage

/// Collects rows and has the driver send them as arrays of parameters.
final class ParameterArrayPortions: BulkPortions {
    private static let longestPortion = 2000

    private let sql: String
    private let runner: any BulkRunner
    private let arrays: ParameterArrays
    private var changed = 0

    init(_ statement: BulkStatement, _ dialect: any ServerDialect, _ runner: any BulkRunner) {
        sql = statement.rowSQL(dialect)
        arrays = ParameterArrays(columns: statement.columns.count, traits: runner.traits)
        self.runner = runner
    }

    func append(_ row: [SQLValue]) throws {
        // An array holds one kind: a value of another begins a new portion.
        if !arrays.takes(row) { try flush() }
        arrays.append(row)
        if arrays.rows >= Self.longestPortion { try flush() }
    }

    func finish() throws -> Int {
        try flush()
        return changed
    }

    private func flush() throws {
        guard arrays.rows > 0 else { return }
        changed += try runner.run(sql, arrays)
        arrays.removeAll()
    }
}
