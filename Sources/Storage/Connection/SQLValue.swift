/// One bound argument. Arguments are always bound, never written into the SQL text.
package enum SQLValue: Hashable, Sendable {
    case null
    case int64(Int64)
    case text(String)
    case blob([UInt8])

    package static func integer(_ value: some BinaryInteger) -> SQLValue { .int64(Int64(value)) }
    package static func optional(_ value: (some BinaryInteger)?) -> SQLValue {
        value.map { .int64(Int64($0)) } ?? .null
    }
    package static func optional(_ value: String?) -> SQLValue { value.map { .text($0) } ?? .null }
    package static func optional(_ value: [UInt8]?) -> SQLValue { value.map { .blob($0) } ?? .null }
    package static func flag(_ value: Bool) -> SQLValue { .int64(value ? 1 : 0) }
}

extension SQLValue: ExpressibleByIntegerLiteral {
    package init(integerLiteral value: Int64) { self = .int64(value) }
}

extension SQLValue: ExpressibleByStringLiteral {
    package init(stringLiteral value: String) { self = .text(value) }
}

/// What the values of a column are.
package enum ColumnKind: Hashable, Sendable { case integer, text, blob }

extension SQLValue {
    /// Nil: NULL, which is of any kind.
    package var kind: ColumnKind? {
        switch self {
        case .null: nil
        case .int64: .integer
        case .text: .text
        case .blob: .blob
        }
    }
}
