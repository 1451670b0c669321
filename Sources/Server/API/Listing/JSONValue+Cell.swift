extension JSONValue {
    /// As a cell of a table.
    var cell: String {
        switch self {
        case .null: ""
        case .bool(let flag): flag ? "true" : "false"
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .string(let text): text
        case .array(let elements): elements.map(\.cell).joined(separator: "; ")
        case .object: String(decoding: JSONWriter.bytes(self), as: UTF8.self)
        }
    }
}
