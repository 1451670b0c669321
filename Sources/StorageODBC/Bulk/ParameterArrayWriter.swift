import Storage

/// Collects rows and has the driver send them as arrays of parameters.
final class ParameterArrayWriter: BulkWriter {
    private static let longestPortion = 2000

    private let sql: String
    private let runner: any BulkRunner
    private let arrays: ParameterArrays
    private var row: [SQLValue]
    private var changed = 0

    init(_ statement: BulkStatement, _ dialect: any ServerDialect, _ runner: any BulkRunner) {
        sql = statement.rowSQL(dialect)
        arrays = ParameterArrays(columns: statement.columns.count)
        row = Array(repeating: .null, count: statement.columns.count)
        self.runner = runner
    }

    func bind(_ value: Int64, _ parameter: Int) { row[parameter] = .int64(value) }
    func bindNull(_ parameter: Int) { row[parameter] = .null }
    func bind(_ text: String, _ parameter: Int) { row[parameter] = .text(text) }
    func bind(_ bytes: [UInt8], _ parameter: Int) { row[parameter] = .blob(bytes) }

    func send() throws {
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
