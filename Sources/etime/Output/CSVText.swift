import Domain
import Services

/// Comma-separated text by RFC 4180: CRLF lines, quotes where a field needs them, and nothing that a spreadsheet would
/// run: an employee's name must not become a command on the payroll clerk's computer.
enum CSVText {
    static func rendered(_ listing: Listing<some Any>) -> String {
        let heading = line(listing.columns.map { field(.text($0.title)) })
        return listing.rows.reduce(into: heading) { text, row in
            text += line(listing.cells(of: row).map(field))
        }
    }

    static func field(_ cell: Cell) -> String {
        switch cell {
        case .text(let text): CSVLine.cell(text)
        case .duration(let seconds): seconds.hoursAndMinutes
        case .moment(let moment): moment.local.description
        case .days(let halves): halves % 2 == 0 ? String(halves / 2) : "\(halves / 2).5"
        case .integer, .amount, .yes, .date, .none: cell.text
        }
    }

    private static func line(_ fields: [String]) -> String { fields.joined(separator: ",") + "\r\n" }
}
