import Domain

/// One value of a table, before it is known whether it becomes text, CSV or JSON.
enum Cell: Hashable, Sendable {
    case text(String)
    case integer(Int)
    /// Seconds; shown as h:mm, and kept as seconds in JSON.
    case duration(Int32)
    case yes(Bool)
    /// Nothing to show: blank, and null in JSON.
    case none

    /// Blank where it is nil.
    static func optional(_ value: (some CustomStringConvertible)?) -> Cell {
        value.map { .text($0.description) } ?? .none
    }

    /// Blank where it is zero: a register is read by its exceptions.
    static func nonZero(_ seconds: Int32) -> Cell { .duration(seconds) }

    var isNumeric: Bool {
        switch self {
        case .integer, .duration: true
        case .text, .yes, .none: false
        }
    }

    /// As a person reads it. A duration of zero is blank: a register is read by its exceptions.
    var text: String {
        switch self {
        case .text(let text): text.singleLine
        case .integer(let number): String(number)
        case .duration(let seconds): seconds == 0 ? "" : seconds.hoursAndMinutes
        case .yes(let value): value ? "yes" : "no"
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
        case .yes(let value): try container.encode(value)
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
