import CODBC
import Storage

/// Memory that a statement's parameters lie in while it runs: the driver keeps addresses until then.
final class ParameterBuffers {
    private let traits: DriverTraits
    private var memory = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private var indicators = UnsafeMutableBufferPointer<SQLLEN>(start: nil, count: 0)

    init(_ traits: DriverTraits) { self.traits = traits }

    deinit {
        memory.deallocate()
        indicators.deallocate()
    }

    func bind(_ values: [SQLValue], to statement: ODBCHandle) throws {
        let passed = values.map(traits.passed)
        reserve(passed)
        var offset = 0
        for (index, value) in passed.enumerated() {
            let place = memory.baseAddress.map { $0 + offset }
            let written = write(value, at: offset)
            indicators[index] = value == .null ? SQLLEN(SQL_NULL_DATA) : written
            let binding = traits.binding(of: values[index].kind, longest: written)
            try statement.check(
                SQLBindParameter(
                    statement.raw, SQLUSMALLINT(index + 1), SQLSMALLINT(SQL_PARAM_INPUT), binding.cType,
                    binding.sqlType, binding.size, 0, place, written, indicators.baseAddress.map { $0 + index }))
            offset += Self.aligned(written)
        }
    }

    private static func aligned(_ count: Int) -> Int { (max(1, count) + 7) & ~7 }

    private func reserve(_ values: [SQLValue]) {
        let needed = values.reduce(8) { $0 + Self.aligned(size(of: $1)) }
        if memory.count < needed {
            memory.deallocate()
            memory = .allocate(byteCount: needed, alignment: 8)
        }
        if indicators.count < values.count {
            indicators.deallocate()
            indicators = .allocate(capacity: values.count)
        }
    }

    private func size(of value: SQLValue) -> Int {
        switch value {
        case .null: 0
        case .int64: 8
        case .text(let text): text.utf8.count
        case .blob(let bytes): bytes.count
        }
    }

    /// - Returns: how many bytes.
    private func write(_ value: SQLValue, at offset: Int) -> Int {
        let place = UnsafeMutableRawBufferPointer(rebasing: memory[offset...])
        switch value {
        case .null: return 0
        case .int64(let integer):
            place.storeBytes(of: integer, as: Int64.self)
            return 8
        case .text(let text):
            place.copyBytes(from: text.utf8)
            return text.utf8.count
        case .blob(let bytes):
            place.copyBytes(from: bytes)
            return bytes.count
        }
    }
}
