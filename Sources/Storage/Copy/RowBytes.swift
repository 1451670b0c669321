/// Rows one after the other as bytes, the same whatever database they come from: what is copied, compared and hashed.
///
/// A cell is a byte for its kind (0 NULL, 1 integer, 2 text, 3 blob), and 8 bytes of an integer or of a length, little-endian,
/// which the bytes of a text or blob follow.
struct RowBytes: Hashable, Sendable {
    private(set) var bytes: [UInt8] = []
    private(set) var rows = 0
    private var lastRow = 0

    init() {}

    /// Cells of one row; nil for bytes that are none.
    init?(cells: [UInt8]) {
        var rest = cells[...]
        while let tag = rest.first {
            var size = tag == 0 ? 1 : 9
            if tag > 1, rest.count >= size {
                let length = rest.dropFirst().prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
                size += Int(clamping: min(length, UInt64(rest.count)))
            }
            guard tag <= 3, size <= rest.count else { return nil }
            rest = rest.dropFirst(size)
        }
        (bytes, rows) = (cells, 1)
    }

    /// Those of one row.
    var cells: [SQLValue] {
        var values: [SQLValue] = []
        forEachCell(columns: 1) { values.append($1.value) }
        return values
    }

    mutating func append(_ row: any SQLRow, _ columns: [SchemaColumn]) {
        lastRow = bytes.count
        rows += 1
        for (index, column) in columns.enumerated() {
            if row.isNull(index) {
                bytes.append(0)
            } else if column.kind == .integer {
                append(1, row.integer(index))
            } else {
                row.withBytes(index) { cell in
                    append(column.kind == .text ? 2 : 3, Int64(cell.count))
                    bytes.append(contentsOf: cell)
                }
            }
        }
    }

    mutating func append(_ values: [SQLValue]) {
        lastRow = bytes.count
        rows += 1
        for value in values {
            switch value {
            case .null: bytes.append(0)
            case .int64(let integer): append(1, integer)
            case .text(let text):
                append(2, Int64(text.utf8.count))
                bytes.append(contentsOf: text.utf8)
            case .blob(let blob):
                append(3, Int64(blob.count))
                bytes.append(contentsOf: blob)
            }
        }
    }

    private mutating func append(_ tag: UInt8, _ number: Int64) {
        bytes.append(tag)
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func reserve(_ count: Int) { bytes.reserveCapacity(count) }

    func hash() -> [UInt8] { SHA256.hash(bytes) }

    /// Calls `body` with each cell in turn; columns count from 0.
    func forEachCell(columns: Int, _ body: (Int, Cell) throws -> Void) rethrows {
        try Self.walk(bytes[...], columns: columns, body)
    }

    func lastRow(columns: Int) -> [SQLValue] { values(from: lastRow, columns: columns) }

    /// The first row that is not the same in `other`, with the same number of columns: as it is here and as it is there, where
    /// there is one.
    func firstDifference(from other: RowBytes, columns: Int) -> [[SQLValue]] {
        let (mine, theirs) = (starts(columns: columns), other.starts(columns: columns))
        for index in 0..<max(rows, other.rows) {
            let here = index < rows ? values(from: mine[index], columns: columns) : nil
            let there = index < other.rows ? other.values(from: theirs[index], columns: columns) : nil
            if here != there { return [here, there].compactMap { $0 } }
        }
        return []
    }

    private func starts(columns: Int) -> [Int] {
        var (starts, position) = ([Int](), 0)
        forEachCell(columns: columns) { column, cell in
            if column == 0 { starts.append(position) }
            position += cell.size
        }
        return starts
    }

    private func values(from start: Int, columns: Int) -> [SQLValue] {
        var values: [SQLValue] = []
        var end = start
        bytes.withUnsafeBytes { all in
            for _ in 0..<columns {
                let cell = Cell(UnsafeRawBufferPointer(rebasing: all[end...]))
                values.append(cell.value)
                end += cell.size
            }
        }
        return values
    }

    private static func walk(
        _ bytes: ArraySlice<UInt8>, columns: Int, _ body: (Int, Cell) throws -> Void
    ) rethrows {
        try bytes.withUnsafeBytes { all in
            var (position, column) = (0, 0)
            while position < all.count {
                let cell = Cell(UnsafeRawBufferPointer(rebasing: all[position...]))
                try body(column, cell)
                position += cell.size
                column = column + 1 == columns ? 0 : column + 1
            }
        }
    }
}

extension RowBytes {
    /// A view of one cell: valid while its rows are being walked.
    enum Cell {
        case null
        case integer(Int64)
        case text(UnsafeRawBufferPointer)
        case blob(UnsafeRawBufferPointer)

        fileprivate init(_ bytes: UnsafeRawBufferPointer) {
            if bytes[0] == 0 {
                self = .null
                return
            }
            let number = Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 1, as: Int64.self))
            if bytes[0] == 1 {
                self = .integer(number)
            } else {
                let content = UnsafeRawBufferPointer(rebasing: bytes[9..<9 + Int(number)])
                self = bytes[0] == 2 ? .text(content) : .blob(content)
            }
        }

        fileprivate var size: Int {
            switch self {
            case .null: 1
            case .integer: 9
            case .text(let content), .blob(let content): 9 + content.count
            }
        }

        var value: SQLValue {
            switch self {
            case .null: .null
            case .integer(let integer): .int64(integer)
            case .text(let content): .text(String(decoding: content, as: UTF8.self))
            case .blob(let content): .blob([UInt8](content))
            }
        }
    }
}
