import CODBC
import Storage

/// Room for some rows of a result, column by column, filled by one fetch.
final class ResultBlock {
    let columns: [ResultColumn]
    let rows: Int
    /// So many columns have their place in the block; the others are asked for, which takes a block of one row.
    private let placed: Int
    private var others: [Cell] = []
    private var room: [UInt8]
    private let cells: [UnsafeMutableRawPointer]
    private let lengths: [UnsafeMutablePointer<SQLLEN>]
    private let fetchedRows: UnsafeMutablePointer<SQLULEN>

    private enum Cell {
        case null
        case integer(Int64)
        case bytes([UInt8])
    }

    init(_ columns: [ResultColumn], placed: Int, rows: Int) {
        self.columns = columns
        self.placed = placed
        self.rows = rows
        room = Array(repeating: 0, count: placed < columns.count ? 1 << 16 : 0)
        cells = columns[..<placed].map { .allocate(byteCount: $0.width * rows, alignment: 8) }
        lengths = columns[..<placed].map { _ in .allocate(capacity: rows) }
        fetchedRows = .allocate(capacity: 1)
        fetchedRows.pointee = 0
    }

    deinit {
        for cell in cells { cell.deallocate() }
        for length in lengths { length.deallocate() }
        fetchedRows.deallocate()
    }

    /// How many rows lie in it since the last fetch.
    var fetched: Int { Int(fetchedRows.pointee) }

    func bind(to statement: ODBCHandle) throws {
        try statement.check(SQLSetStmtAttr(statement.raw, SQL_ATTR_ROW_ARRAY_SIZE, .number(rows), 0))
        try statement.check(SQLSetStmtAttr(statement.raw, SQL_ATTR_ROWS_FETCHED_PTR, fetchedRows, 0))
        for (index, column) in columns[..<placed].enumerated() {
            try statement.check(
                SQLBindCol(
                    statement.raw, SQLUSMALLINT(index + 1), column.cType, cells[index], SQLLEN(column.width),
                    lengths[index]))
        }
    }

    /// - Returns: false after the last row.
    func fetch(from statement: ODBCHandle) throws -> Bool {
        fetchedRows.pointee = 0
        guard try statement.check(SQLFetch(statement.raw)) != .noData, fetched > 0 else { return false }
        others = try (placed..<columns.count).map { try other($0, of: statement) }
        return true
    }

    private func other(_ column: Int, of statement: ODBCHandle) throws -> Cell {
        let cell = LongCell(column: column + 1, cType: columns[column].cType, statement: statement)
        if columns[column].kind == .integer { return try cell.integer().map(Cell.integer) ?? .null }
        return try cell.bytes(by: &room).map(Cell.bytes) ?? .null
    }

    func isNull(_ column: Int, row: Int) -> Bool {
        guard column >= placed else { return lengths[column][row] == SQLLEN(SQL_NULL_DATA) }
        if case .null = others[column - placed] { return true }
        return false
    }

    func integer(_ column: Int, row: Int) -> Int64 {
        guard column >= placed else { return cells[column].load(fromByteOffset: row * 8, as: Int64.self) }
        if case .integer(let number) = others[column - placed] { return number }
        return 0
    }

    /// Calls `body` with the cell's bytes.
    /// - Returns: nil where it is longer than its place.
    func withBytes<T>(_ column: Int, row: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T? {
        guard column < placed else {
            if case .bytes(let bytes) = others[column - placed] { return try bytes.withUnsafeBytes(body) }
            return try body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        let length = lengths[column][row]
        guard length >= 0, length <= columns[column].capacity else { return nil }
        return try body(UnsafeRawBufferPointer(start: cells[column] + row * columns[column].width, count: length))
    }

    /// What the driver says the cell's length is; nil where it does not know.
    func length(_ column: Int, row: Int) -> Int? {
        let length = lengths[column][row]
        return length >= 0 ? length : nil
    }
}
