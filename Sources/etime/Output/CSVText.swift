import Domain

/// Comma-separated text by RFC 4180: CRLF lines, quotes where a field needs them.
///
/// A text that a spreadsheet would run as a formula (`=…`, `+…`, `-…`, `@…`, or a control character first) gets an
/// apostrophe in front: an employee's name must not become a command on the payroll clerk's computer.
enum CSVText {
    static func rendered(_ listing: Listing<some Any>) -> String {
        let heading = line(listing.columns.map { field(.text($0.title)) })
        return listing.rows.reduce(into: heading) { text, row in
            text += line(listing.cells(of: row).map(field))
        }
    }

    static func field(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): quoted(guarded(text))
        case .duration(let seconds): seconds.hoursAndMinutes
        case .moment(let moment): moment.local.description
        case .days(let halves): halves % 2 == 0 ? String(halves / 2) : "\(halves / 2).5"
        case .integer, .amount, .yes, .date, .none: cell.text
        }
    }

    private static func line(_ fields: [String]) -> String { fields.joined(separator: ",") + "\r\n" }

    private static func guarded(_ text: String) -> String {
        guard let first = text.unicodeScalars.first else { return text }
        let startsFormula = "=+-@".unicodeScalars.contains(first) || first.properties.generalCategory == .control
        return startsFormula ? "'" + text : text
    }

    private static func quoted(_ text: String) -> String {
        // Scalars, not characters: CR LF is one character and would be found by neither half.
        let needsQuotes =
            text.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
            || text.first == " " || text.last == " "
        guard needsQuotes else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
