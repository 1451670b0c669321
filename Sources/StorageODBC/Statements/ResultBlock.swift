import CODBC
import Storage

/// Room for some rows of a result, column by column, filled by one fetch.
final class ResultBlock {
    let columns: [ResultColumn]
    let rows: Int
    private let cells: [UnsafeMutableRawPointer]
    private let lengths: [UnsafeMutablePointer<SQLLEN>]
    private let fetchedRows: UnsafeMutablePointer<SQLULEN>

    init(_ columns: [ResultColumn], rows: Int) {
        self.columns = columns
        self.rows = rows
        cells = columns.map { .allocate(byteCount: $0.width * rows, alignment: 8) }
        lengths = columns.map { _ in .allocate(capacity: rows) }
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
        for (index, column) in columns.enumerated() {
            try statement.check(
                SQLBindCol(
                    statement.raw, SQLUSMALLINT(index + 1), column.cType, cells[index], SQLLEN(column.width),
                    lengths[index]))
        }
    }

    /// - Returns: false after the last row.
    func fetch(from statement: ODBCHandle) throws -> Bool {
        fetchedRows.pointee = 0
        return try statement.check(SQLFetch(statement.raw)) != .noData && fetched > 0
    }

    func isNull(_ column: Int, row: Int) -> Bool { lengths[column][row] == SQLLEN(SQL_NULL_DATA) }

    func integer(_ column: Int, row: Int) -> Int64 {
        cells[column].load(fromByteOffset: row * 8, as: Int64.self)
    }

    /// The cell's bytes; nil where it is longer than its room.
    func bytes(_ column: Int, row: Int) -> UnsafeRawBufferPointer? {
        let length = lengths[column][row]
        guard length >= 0, length <= columns[column].capacity else { return nil }
        return UnsafeRawBufferPointer(start: cells[column] + row * columns[column].width, count: length)
    }

    /// What the driver says the cell's length is; nil where it does not know.
    func length(_ column: Int, row: Int) -> Int? {
        let length = lengths[column][row]
        return length >= 0 ? length : nil
    }
}
