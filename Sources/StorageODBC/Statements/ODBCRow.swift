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
        return Int64(text(column)) ?? 0
    }

    func text(_ column: Int) -> String {
        if block.columns[column].kind == .integer { return isNull(column) ? "" : String(integer(column)) }
        return withBytes(column) { String(decoding: $0, as: UTF8.self) }
    }

    func blob(_ column: Int) -> [UInt8] { withBytes(column) { [UInt8]($0) } }

    func withBytes<T>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        if isNull(column) { return try body(UnsafeRawBufferPointer(start: nil, count: 0)) }
        guard let bytes = block.bytes(column, row: position) else { return try longCell(column).withUnsafeBytes(body) }
        if let emptyText, bytes.elementsEqual(emptyText) {
            return try body(UnsafeRawBufferPointer(start: nil, count: 0))
        }
        return try body(bytes)
    }

    /// A cell that did not fit its room: asked for by itself, part by part where its length is not known.
    private func longCell(_ column: Int) -> [UInt8] {
        let kind = block.columns[column].kind
        let terminator = kind == .text ? 1 : 0
        if block.rows > 1 { SQLSetPos(statement.raw, SQLSETPOSIROW(position + 1), SQLUSMALLINT(SQL_POSITION), 0) }
        var part = [UInt8](repeating: 0, count: (block.length(column, row: position) ?? 65_536) + terminator)
        var cell: [UInt8] = []
        while true {
            var length: SQLLEN = 0
            let result = ODBCResult(
                SQLGetData(
                    statement.raw, SQLUSMALLINT(column + 1), block.columns[column].cType, &part, SQLLEN(part.count),
                    &length))
            guard result.isSuccess else {
                failure = statement.failure()
                return []
            }
            let room = part.count - terminator
            cell += part[..<(length >= 0 && length <= room ? length : room)]
            if result == .success { return cell }
        }
    }
}
