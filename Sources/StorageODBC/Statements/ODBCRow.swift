import CODBC
import Storage

/// A view of the current row of a block.
final class ODBCRow: SQLRow {
    private let statement: ODBCHandle
    private let emptyText: [UInt8]?
    private var block: ResultBlock
    private var position = 0
    /// Why a long cell could not be read; looked at once the row has been used.
    private(set) var failure: ODBCFailure?

    init(_ block: ResultBlock, of statement: ODBCHandle, traits: DriverTraits) {
        self.block = block
        self.statement = statement
        self.emptyText = traits.emptyText.map { Array($0.utf8) }
    }

    func move(to position: Int, of block: ResultBlock) {
        self.block = block
        self.position = position
    }

    func isNull(_ column: Int) -> Bool { block.isNull(column, row: position) }

    func integer(_ column: Int) -> Int64 {
        if isNull(column) { return 0 }
        if block.columns[column].kind == .integer { return block.integer(column, row: position) }
        // A sum may come with decimals that are zeros.
        return Int64(text(column).prefix { $0 != "." }) ?? 0
    }

    func text(_ column: Int) -> String {
        if block.columns[column].kind == .integer { return isNull(column) ? "" : String(integer(column)) }
        return withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    func blob(_ column: Int) -> [UInt8] { withBytes(column) { [UInt8]($0) } }

    func withBytes<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        let nothing = UnsafeRawBufferPointer(start: nil, count: 0)
        if isNull(column) { return try body(nothing) }
        let result = try block.withBytes(column, row: position) { bytes in
            try body(isEmptyText(bytes, column) ? nothing : bytes)
        }
        if let result { return result }
        return try longCell(column).withUnsafeBytes(body)
    }

    private func isEmptyText(_ bytes: UnsafeRawBufferPointer, _ column: Int) -> Bool {
        guard let emptyText, block.columns[column].kind == .text else { return false }
        return bytes.elementsEqual(emptyText)
    }

    /// A cell that did not fit its place.
    private func longCell(_ column: Int) -> [UInt8] {
        if block.rows > 1 { SQLSetPos(statement.raw, SQLSETPOSIROW(position + 1), SQLUSMALLINT(SQL_POSITION), 0) }
        // With the zero behind a text.
        var room = [UInt8](repeating: 0, count: (block.length(column, row: position) ?? 65_536) + 1)
        let cell = LongCell(column: column + 1, cType: block.columns[column].cType, statement: statement)
        do { return try cell.bytes(by: &room) ?? [] } catch {
            failure = error as? ODBCFailure
            return []
        }
    }
}
