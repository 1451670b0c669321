/// Reads the rows of one table in the order of its key, a chunk at a time, each from where the one before ended.
struct TableReader: Sendable {
    let database: any Database
    let table: CopyTable

    /// About what one chunk holds in memory, in bytes.
    private static let room = 8 << 20

    /// How many rows a chunk has at most.
    var mostRows = 50_000

    /// Where a chunk ended, and how many rows the next one may have.
    struct Position: Hashable, Sendable {
        var key: [SQLValue]?
        fileprivate var rows: Int
    }

    struct Chunk: Sendable {
        var content: RowBytes
        var lastKey: [SQLValue]
        var next: Position
    }

    /// - Parameter key: of the last row that has been read; nil: from the first row.
    func position(after key: [SQLValue]? = nil) -> Position {
        // Nothing is known of the first rows' size.
        Position(key: key, rows: table.hasLongCells ? min(16, mostRows) : mostRows)
    }

    /// - Returns: nil after the last row.
    /// - Throws: ``StorageError``, `CancellationError`
    func chunk(at position: Position) async throws -> Chunk? {
        let content = try await database.read { db in try read(position, db) }
        guard content.rows > 0 else { return nil }
        let last = content.lastRow(columns: table.columns.count)
        let key = table.key.map { last[$0] }
        let perRow = max(1, content.bytes.count / content.rows)
        let rows = min(mostRows, position.rows * 4, max(1, Self.room / perRow))
        return Chunk(content: content, lastKey: key, next: Position(key: key, rows: rows))
    }

    private struct IsFull: Error {}

    private func read(_ position: Position, _ db: any SQLConnection) throws -> RowBytes {
        var content = RowBytes()
        let (sql, arguments) = query(position, db.dialect)
        do {
            try db.query(sql, arguments) { row in
                content.append(row, table.columns)
                if content.bytes.count > Self.room * 2 { throw IsFull() }
            }
        } catch is IsFull {}
        return content
    }

    private func query(_ position: Position, _ dialect: any Dialect) -> (String, [SQLValue]) {
        let order = table.keyNames.joined(separator: ", ")
        let (condition, arguments) = position.key.map { Self.after($0[...], table.keyNames[...]) } ?? ("", [])
        let sql = """
            SELECT \(table.columnNames.joined(separator: ", ")) FROM \(table.name) \
            \(condition.isEmpty ? "" : "WHERE \(condition) ")ORDER BY \(order) \(dialect.page(limit: position.rows, offset: 0))
            """
        return (sql, arguments)
    }

    // Not every database compares rows of values; and an OR alone would have some of them walk from the first row.
    private static func after(_ values: ArraySlice<SQLValue>, _ names: ArraySlice<String>) -> (String, [SQLValue]) {
        guard let value = values.first, let name = names.first else { return ("", []) }
        if names.count == 1 { return ("\(name) > ?", [value]) }
        let (rest, arguments) = after(values.dropFirst(), names.dropFirst())
        return ("\(name) >= ? AND (\(name) > ? OR (\(rest)))", [value, value] + arguments)
    }
}
