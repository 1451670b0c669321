/// Lines of CSV (RFC 4180).
package enum CSVLine {
    package static func bytes(_ cells: some Sequence<String>) -> [UInt8] {
        Array((cells.map(cell).joined(separator: ",") + "\r\n").utf8)
    }

    /// A spreadsheet takes a cell that begins so for a formula, and runs it: an apostrophe before it makes it a text. A
    /// negative number stays one.
    private static func cell(_ text: String) -> String {
        var text = text
        if let first = text.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first), Double(text) == nil {
            text = "'" + text
        }
        guard text.utf8.contains(where: { [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D].contains($0) }) else {
            return text
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

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
