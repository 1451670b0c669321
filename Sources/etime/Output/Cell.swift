import Domain

/// One value of a table, before it is known whether it becomes text, CSV or JSON.
enum Cell: Hashable, Sendable {
    case text(String)
    case integer(Int)
    /// Seconds; shown as h:mm, and kept as seconds in JSON.
    case duration(Int32)
    /// Days counted in halves: 43 is 21½ days, and 21.5 in CSV and JSON.
    case days(halves: Int)
    /// Days of leave, to the thousandth; a number in CSV and JSON.
    case amount(LeaveAmount)
    case yes(Bool)
    case date(CivilDate)
    case moment(Moment)
    /// Nothing to show: blank, and null in JSON.
    case none

    /// Blank where it is nil.
    static func optional(_ value: (some CustomStringConvertible)?) -> Cell {
        value.map { .text($0.description) } ?? .none
    }

    var isNumeric: Bool {
        switch self {
        case .integer, .duration, .days, .amount: true
        case .text, .yes, .date, .moment, .none: false
        }
    }

    /// As a person reads it. A duration of zero is blank: a register is read by its exceptions.
    var text: String {
        switch self {
        case .text(let text): text.singleLine
        case .integer(let number): String(number)
        case .duration(let seconds): seconds == 0 ? "" : seconds.hoursAndMinutes
        case .days(let halves): halves % 2 == 0 ? String(halves / 2) : "\(halves / 2 == 0 ? "" : String(halves / 2))½"
        case .amount(let amount): amount.description
        case .yes(let value): value ? "yes" : "no"
        case .date(let date): date.description
        case .moment(let moment): moment.text
        case .none: ""
        }
    }
}

extension Cell: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .integer(let number): try container.encode(number)
        case .duration(let seconds): try container.encode(seconds)
        case .days(let halves): try container.encode(Double(halves) / 2)
        case .amount(let amount): try container.encode(Double(amount.thousandths) / 1000)
        case .yes(let value): try container.encode(value)
        case .date(let date): try container.encode(date.description)
        case .moment(let moment): try container.encode(moment.iso)
        case .none: try container.encodeNil()
        }
    }
}

extension Int32 {
    /// Seconds as `8:05`, cut to whole minutes as on a muster roll; `-0:15` below zero.
    var hoursAndMinutes: String {
        let minutes = Int(magnitude) / 60
        return (self < 0 && minutes > 0 ? "-" : "") + "\(minutes / 60):\((minutes % 60).padded(2))"
    }
}

extension String {
    /// Names come from terminals and files: a line break or an escape sequence in one must not reach the reader's screen.
    var singleLine: String {
        guard unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else { return self }
        return String(String.UnicodeScalarView(unicodeScalars.filter { $0.properties.generalCategory != .control }))
    }
}
