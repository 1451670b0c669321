import CODBC
import Storage

/// A statement of one connection, prepared once and run many times.
final class ODBCStatement {
    // Most queries return a few rows; one that fills this block goes on with a large one.
    private static let smallBlock = 24
    private static let largeBlockBytes = 1 << 20

    let handle: ODBCHandle
    private let sql: String
    let traits: DriverTraits
    private let parameters: ParameterBuffers
    private var small: ResultBlock?
    /// A result of it is being read.
    private(set) var isOpen = false

    init(_ sql: String, on connection: ODBCHandle, traits: DriverTraits) throws {
        self.sql = sql
        self.traits = traits
        handle = try ODBCHandle(.statement, under: connection)
        parameters = ParameterBuffers(traits)
        if !traits.executesDirectly {
            try handle.check(sql.withSQL { SQLPrepare(handle.raw, $0, SQLINTEGER($1)) })
        }
    }

    func execute(_ arguments: [SQLValue]) throws {
        try parameters.bind(arguments, to: handle)
        try run()
        isOpen = true
    }

    /// For a statement whose last parameter is written to.
    func executeReturningID(_ arguments: [SQLValue]) throws -> Int64 {
        try parameters.bind(arguments, to: handle)
        // As digits: not every driver knows numbers of 64 bits.
        let digits = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 32)
        let length = UnsafeMutablePointer<SQLLEN>.allocate(capacity: 1)
        defer {
            digits.deallocate()
            length.deallocate()
        }
        try handle.check(
            SQLBindParameter(
                handle.raw, SQLUSMALLINT(arguments.count + 1), SQLSMALLINT(SQL_PARAM_OUTPUT), SQLSMALLINT(SQL_C_CHAR),
                SQLSMALLINT(SQL_DECIMAL), 19, 0, digits.baseAddress, SQLLEN(digits.count), length))
        try run()
        let text = String(decoding: digits.prefix(max(0, min(length.pointee, digits.count))), as: UTF8.self)
        guard let id = Int64(text) else { throw StorageError.unreadable("a new row without a number") }
        return id
    }

    /// Runs with the parameters that are bound.
    func run() throws {
        if traits.executesDirectly {
            try handle.check(sql.withSQL { SQLExecDirect(handle.raw, $0, SQLINTEGER($1)) })
        } else {
            try handle.check(SQLExecute(handle.raw))
        }
    }

    /// Rows changed by the last run.
    func changedRows() throws -> Int {
        var count: SQLLEN = 0
        try handle.check(SQLRowCount(handle.raw, &count))
        return max(0, count)
    }

    /// A driver may have a result for each row of parameters, or one for all.
    func changedRowsOfAllResults() throws -> Int {
        var count = try changedRows()
        while try handle.check(SQLMoreResults(handle.raw)) != .noData { count += try changedRows() }
        return count
    }

    /// Ends the current result.
    func close() {
        SQLFreeStmt(handle.raw, SQLUSMALLINT(SQL_CLOSE))
        isOpen = false
    }

    func forEachRow(_ body: (any SQLRow) throws -> Void) throws {
        var block = try firstBlock()
        guard let first = block else { return }
        let row = ODBCRow(first, of: handle, traits: traits)
        while let current = block, try current.fetch(from: handle) {
            for position in 0..<current.fetched {
                row.move(to: position, of: current)
                try body(row)
                if let failure = row.failure { throw failure }
            }
            // A block that was not filled was the last one.
            if current.rows > 1, current.fetched < current.rows { return }
            block = try larger(than: current)
        }
    }

    /// Nil where the statement returns no rows.
    private func firstBlock() throws -> ResultBlock? {
        if let small, !traits.executesDirectly {
            try small.bind(to: handle)
            return small
        }
        var count: SQLSMALLINT = 0
        try handle.check(SQLNumResultCols(handle.raw, &count))
        guard count > 0 else { return nil }
        let columns = try (1...Int(count)).map { try ResultColumn($0, of: handle, traits) }
        let block = ResultBlock(columns, placed: placed(columns), rows: rows(for: columns, Self.smallBlock))
        small = block
        try block.bind(to: handle)
        return block
    }

    private func larger(than block: ResultBlock) throws -> ResultBlock {
        guard block === small else { return block }
        let width = block.columns.reduce(0) { $0 + $1.width }
        let rows = rows(for: block.columns, max(Self.smallBlock, min(2000, Self.largeBlockBytes / max(1, width))))
        guard rows > block.rows else { return block }
        let large = ResultBlock(block.columns, placed: block.columns.count, rows: rows)
        try large.bind(to: handle)
        return large
    }

    private func rows(for columns: [ResultColumn], _ wanted: Int) -> Int {
        let mayBeLong = columns.contains(where: \.mayBeLong)
        return mayBeLong && traits.longCells != .besideBlocks ? 1 : wanted
    }

    private func placed(_ columns: [ResultColumn]) -> Int {
        let first = traits.longCells == .inOrder ? columns.firstIndex(where: \.mayBeLong) : nil
        return first ?? columns.count
    }
}

extension String {
    /// Address and number of code units.
    func withUTF16<T>(_ body: (UnsafeMutablePointer<SQLWCHAR>?, Int) -> T) -> T {
        var units = Array(utf16)
        let count = units.count
        return units.withUnsafeMutableBufferPointer { body($0.baseAddress, count) }
    }

    /// The text as ODBC takes it: address and length in bytes.
    func withSQL<T>(_ body: (UnsafeMutablePointer<SQLCHAR>?, Int) -> T) -> T {
        var bytes = Array(utf8)
        let count = bytes.count
        return bytes.withUnsafeMutableBufferPointer { body($0.baseAddress, count) }
    }
}
