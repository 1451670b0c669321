import CODBC
import Storage

/// Rows of parameters, column by column, as ODBC takes them.
final class ParameterArrays {
    fileprivate struct Column {
        var kind: ColumnKind?
        var integers: [Int64] = []
        var bytes: [UInt8] = []
        /// Bytes of each value, or SQL_NULL_DATA.
        var lengths: [SQLLEN] = []
        var longest = 0
    }

    private let traits: DriverTraits
    private var columns: [Column]
    private(set) var rows = 0

    init(columns count: Int, traits: DriverTraits) {
        self.traits = traits
        columns = Array(repeating: Column(), count: count)
    }

    func takes(_ row: [SQLValue]) -> Bool {
        for (column, value) in zip(columns, row) {
            if let kind = column.kind, let own = value.kind, kind != own { return false }
        }
        return true
    }

    func append(_ row: [SQLValue]) {
        rows += 1
        for (index, value) in row.enumerated() { columns[index].append(traits.passed(value), value.kind) }
    }

    func removeAll() {
        rows = 0
        for index in columns.indices { columns[index].removeAll() }
    }

    /// Runs the statement once for all rows.
    /// - Returns: the rows changed in all.
    /// - Throws: ``ODBCFailure`` where any of them was refused.
    func execute(_ statement: ODBCStatement) throws -> Int {
        let handle = statement.handle
        let packed = columns.map { $0.packed() }
        defer { for memory in packed { memory.deallocate() } }
        try handle.check(SQLSetStmtAttr(handle.raw, SQL_ATTR_PARAMSET_SIZE, .number(rows), 0))
        defer { SQLSetStmtAttr(handle.raw, SQL_ATTR_PARAMSET_SIZE, .number(1), 0) }
        return try withLengths { lengths in
            for (index, column) in columns.enumerated() {
                let binding = traits.binding(of: column.kind, longest: column.longest)
                try handle.check(
                    SQLBindParameter(
                        handle.raw, SQLUSMALLINT(index + 1), SQLSMALLINT(SQL_PARAM_INPUT), binding.cType,
                        binding.sqlType, binding.size, 0, packed[index].baseAddress, SQLLEN(column.width),
                        lengths[index]))
            }
            return try withOutcomes(handle) { outcomes in
                try statement.run()
                try outcomes.check(handle)
                let changed = try statement.changedRowsOfAllResults()
                try outcomes.check(handle)
                return changed
            }
        }
    }

    /// Where a driver says of each row whether it was taken: it may call it a success that only some were.
    private struct Outcomes {
        let rows: UnsafeMutableBufferPointer<SQLUSMALLINT>

        func check(_ handle: ODBCHandle) throws {
            let refusals = [SQLUSMALLINT(SQL_PARAM_ERROR), SQLUSMALLINT(SQL_PARAM_UNUSED)]
            if rows.contains(where: refusals.contains) { throw handle.failure() }
        }
    }

    private func withOutcomes<T>(_ handle: ODBCHandle, _ body: (Outcomes) throws -> T) throws -> T {
        let outcomes = UnsafeMutableBufferPointer<SQLUSMALLINT>.allocate(capacity: rows)
        outcomes.initialize(repeating: SQLUSMALLINT(SQL_PARAM_SUCCESS))
        defer { outcomes.deallocate() }
        try handle.check(SQLSetStmtAttr(handle.raw, SQL_ATTR_PARAM_STATUS_PTR, outcomes.baseAddress, 0))
        defer { SQLSetStmtAttr(handle.raw, SQL_ATTR_PARAM_STATUS_PTR, nil, 0) }
        return try body(Outcomes(rows: outcomes))
    }

    private func withLengths<T>(_ body: ([UnsafeMutablePointer<SQLLEN>]) throws -> T) rethrows -> T {
        let copies = columns.map { column in
            let copy = UnsafeMutablePointer<SQLLEN>.allocate(capacity: rows)
            copy.initialize(from: column.lengths, count: rows)
            return copy
        }
        defer { for copy in copies { copy.deallocate() } }
        return try body(copies)
    }
}

extension ParameterArrays.Column {
    fileprivate var width: Int { integers.isEmpty ? max(1, longest) : 8 }

    /// - Parameter kind: of the column's value, whatever it is passed as; nil: it is NULL.
    fileprivate mutating func append(_ value: SQLValue, _ kind: ColumnKind?) {
        self.kind = self.kind ?? kind
        switch value {
        case .null: lengths.append(SQLLEN(SQL_NULL_DATA))
        case .int64(let integer):
            // Before it only NULLs may have come.
            while integers.count < lengths.count { integers.append(0) }
            integers.append(integer)
            lengths.append(8)
        case .text(let text): append(text.utf8)
        case .blob(let blob): append(blob)
        }
    }

    private mutating func append(_ value: some Collection<UInt8>) {
        bytes += value
        lengths.append(value.count)
        longest = max(longest, value.count)
    }

    fileprivate mutating func removeAll() {
        kind = nil
        integers.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        longest = 0
    }

    /// All values side by side, each with the room of the longest.
    fileprivate func packed() -> UnsafeMutableRawBufferPointer {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(1, width * lengths.count), alignment: 8)
        if !integers.isEmpty {
            integers.withUnsafeBytes { memory.copyMemory(from: $0) }
            return memory
        }
        var start = 0
        for (row, length) in lengths.enumerated() where length > 0 {
            let place = UnsafeMutableRawBufferPointer(rebasing: memory[(row * width)...])
            place.copyBytes(from: bytes[start..<start + length])
            start += length
        }
        return memory
    }
}
