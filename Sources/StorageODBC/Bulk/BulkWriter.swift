import Storage

/// Takes the rows of one ``BulkStatement`` and hands them to the server in portions.
protocol BulkWriter: SQLBulk {
    /// Sends what is held back.
    /// - Returns: the rows changed in all.
    func finish() throws -> Int
}

/// What the writers run their portions by.
protocol BulkRunner: AnyObject {
    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int
    func run(_ sql: String, _ arrays: ParameterArrays) throws -> Int
}

func makeBulkWriter(
    for statement: BulkStatement, _ dialect: any ServerDialect, by runner: any BulkRunner
) -> any BulkWriter {
    switch dialect.bulkForm {
    case .columnArrays: ColumnArrayWriter(statement, dialect, runner)
    case .parameterArrays: ParameterArrayWriter(statement, dialect, runner)
    case .rowByRow: RowWriter(statement, dialect, runner)
    }
}

/// One row after the other, for drivers that know nothing better.
private final class RowWriter: BulkWriter {
    private let sql: String
    private let runner: any BulkRunner
    private var row: [SQLValue]
    private var changed = 0

    init(_ statement: BulkStatement, _ dialect: any ServerDialect, _ runner: any BulkRunner) {
        sql = statement.rowSQL(dialect)
        row = Array(repeating: .null, count: statement.columns.count)
        self.runner = runner
    }

    func bind(_ value: Int64, _ parameter: Int) { row[parameter] = .int64(value) }
    func bindNull(_ parameter: Int) { row[parameter] = .null }
    func bind(_ text: String, _ parameter: Int) { row[parameter] = .text(text) }
    func bind(_ bytes: [UInt8], _ parameter: Int) { row[parameter] = .blob(bytes) }
    func send() throws { changed += try runner.run(sql, row) }
    func finish() -> Int { changed }
}
