import Storage

/// Takes the rows of one ``BulkStatement`` and hands them to the server in portions.
final class BulkWriter: SQLBulk {
    // A parameter that is not bound again keeps its value.
    private var row: [SQLValue]
    private let portions: any BulkPortions

    init(_ statement: BulkStatement, _ dialect: any ServerDialect, by runner: any BulkRunner) {
        row = Array(repeating: .null, count: statement.columns.count)
        portions =
            switch dialect.bulkForm {
            case .columnArrays(let sql): ColumnArrayPortions(statement, sql, runner)
            case .parameterArrays: ParameterArrayPortions(statement, dialect, runner)
            }
    }

    func bind(_ value: Int64, _ parameter: Int) { row[parameter] = .int64(value) }
    func bindNull(_ parameter: Int) { row[parameter] = .null }
    func bind(_ text: String, _ parameter: Int) { row[parameter] = .text(text) }
    func bind(_ bytes: [UInt8], _ parameter: Int) { row[parameter] = .blob(bytes) }
    func send() throws { try portions.append(row) }

    /// Sends what is held back.
    /// - Returns: the rows changed in all.
    func finish() throws -> Int { try portions.finish() }
}

/// How rows reach the server.
protocol BulkPortions: AnyObject {
    func append(_ row: [SQLValue]) throws
    /// - Returns: the rows changed in all.
    func finish() throws -> Int
}

/// What the portions are run by.
protocol BulkRunner: AnyObject {
    var traits: DriverTraits { get }
    func run(_ sql: String, _ arguments: [SQLValue]) throws -> Int
    func run(_ sql: String, _ arrays: ParameterArrays) throws -> Int
}
