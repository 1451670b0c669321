/// Lines of CSV (RFC 4180), and what keeps their cells from being run as formulas.
package enum CSVLine {
    package static func bytes(_ cells: some Sequence<String>) -> [UInt8] {
        Array((cells.map(cell).joined(separator: ",") + "\r\n").utf8)
    }

    /// A text as it stands in a line: guarded, and in quotes where it needs them.
    package static func cell(_ text: String) -> String {
        let text = guarded(text)
        let needsQuotes =
            text.utf8.contains { [UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D].contains($0) }
            || text.first == " " || text.last == " "
        return needsQuotes ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
    }

    /// A spreadsheet takes a cell that begins so for a formula, and runs it: an apostrophe before it makes it a text. A
    /// negative number stays one.
    static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, first == "'" || isFormula(first), isAtRisk(text) else {
            return text
        }
        return first == "-" && Double(text) != nil ? text : "'" + text
    }

    /// Takes off again what ``guarded(_:)`` put on.
    static func unguarded(_ text: String) -> String {
        text.utf8.first == UInt8(ascii: "'") && isAtRisk(text) ? String(text.dropFirst()) : text
    }

    /// Whether a formula begins behind the apostrophes: a text that has them itself gets one more, so that each is read
    /// back as it was.
    private static func isAtRisk(_ text: String) -> Bool {
        text.unicodeScalars.first { $0 != "'" }.map(isFormula) ?? false
    }

    private static func isFormula(_ first: Unicode.Scalar) -> Bool {
        "=+-@＝＋－＠".unicodeScalars.contains(first) || first.properties.generalCategory == .control
    }
}
