import Storage

/// Collects an array for each column and sends them with one statement.
final class ColumnArrayPortions: BulkPortions {
    private static let longestPortion = 1 << 20

    private let statement: BulkStatement
    private let sql: @Sendable (BulkStatement, [ColumnKind?]) -> String
    private let runner: any BulkRunner
    private var columns: [ArrayText]
    private var rows = 0
    private var changed = 0

    init(
        _ statement: BulkStatement, _ sql: @escaping @Sendable (BulkStatement, [ColumnKind?]) -> String,
        _ runner: any BulkRunner
    ) {
        self.statement = statement
        self.sql = sql
        self.runner = runner
        columns = Array(repeating: ArrayText(), count: statement.columns.count)
    }

    func append(_ row: [SQLValue]) throws {
        var length = 0
        for (index, value) in row.enumerated() {
            switch value {
            case .null: columns[index].appendNull()
            case .int64(let integer): columns[index].append(integer)
            case .text(let text): columns[index].append(text)
            case .blob(let bytes): columns[index].append(bytes)
            }
            length += columns[index].bytes.count
        }
        rows += 1
        if length > Self.longestPortion { try flush() }
    }

    func finish() throws -> Int {
        try flush()
        return changed
    }

    private func flush() throws {
        guard rows > 0 else { return }
        rows = 0
        let kinds = columns.map(\.kind)
        let arrays = columns.indices.compactMap { index in
            let text = columns[index].take()
            return kinds[index] == nil ? nil : SQLValue.text(text)
        }
        changed += try runner.run(sql(statement, kinds), arrays)
    }
}
