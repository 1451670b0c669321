/// How a reader or an old clock writes a punch into one line, as a person sets it up.
package struct LineFormat: Hashable, Sendable, Codable {
    /// How a line is cut into fields.
    package enum Shape: Hashable, Sendable, Codable {
        /// Fields by number, from 1.
        ///
        /// - Parameter isQuoted: Whether a field may stand in `"`, with the delimiter in it and `""` for a `"`.
        /// - Parameter joinsRepeated: Whether several delimiters in a row are one, as blanks often are.
        case columns(delimiter: String, isQuoted: Bool, joinsRepeated: Bool)
        /// Fields by the names of an expression's groups (``LinePattern``).
        case pattern(String)
    }

    package var shape: Shape
    package var user: LinePlace
    package var userText = UserText()
    package var time: LineTime
    package var state = LineCode(otherwise: 255)
    package var verify = LineCode(otherwise: 4)
    package var workCode: LinePlace?
    /// Lines that say nothing of a punch, such as a sign of life.
    package var ignoring: String?
    package var encoding = LineEncoding.utf8
    package var framing = LineFraming.anyLineEnd
    /// Sent back for each line once it is dealt with; what ends it is part of it.
    package var acknowledgement: String?

    package init(shape: Shape, user: LinePlace, time: LineTime) {
        self.shape = shape
        self.user = user
        self.time = time
    }

    /// `1001,2026-11-22 08:00:00,0`: what a clock that can be told how to write should be told.
    package static let standard: LineFormat = {
        var format = LineFormat(
            shape: .columns(delimiter: ",", isQuoted: true, joinsRepeated: false), user: 1,
            time: .stamp(2, format: "yyyy-MM-dd HH:mm:ss"))
        format.state = LineCode(3, otherwise: 255)
        return format
    }()

    /// A card reader that sends the number and nothing else.
    package static let card = card(.decimal)

    /// One that writes it in hexadecimal digits; the user is the number in decimal ones, as terminals show it.
    package static let hexadecimalCard = card(.hexadecimal)

    private static func card(_ digits: UserText.Reads) -> LineFormat {
        var format = LineFormat(shape: .pattern("(?<card>[0-9A-Fa-f]+)"), user: "card", time: .arrival)
        format.userText = UserText(reads: digits, writes: .decimal)
        return format
    }
}

/// Where in a line a field is: a column from 1, or the name of a group.
package enum LinePlace: Hashable, Sendable, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    case column(Int)
    case group(String)

    package init(integerLiteral number: Int) { self = .column(number) }
    package init(stringLiteral name: String) { self = .group(name) }
}

extension LinePlace: Codable, CustomStringConvertible {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Int.self) {
            self = .column(number)
        } else {
            self = .group(try container.decode(String.self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .column(let number): try container.encode(number)
        case .group(let name): try container.encode(name)
        }
    }

    package var description: String {
        switch self {
        case .column(let number): "column \(number)"
        case .group(let name): "group \(name)"
        }
    }
}

/// When the punch was made. Formats are those of ``LineTimeFormat``.
package enum LineTime: Hashable, Sendable, Codable {
    case stamp(LinePlace, format: String)
    case separate(date: LinePlace, dateFormat: String, time: LinePlace, timeFormat: String)
    /// The line has no time: when it came, by the clock of the terminal's place.
    case arrival
}

/// A number from 0 to 255 that a line gives in its own words.
package struct LineCode: Hashable, Sendable, Codable {
    /// Nil: the line does not say, and `otherwise` holds.
    package var place: LinePlace?
    /// What the line says (capitals or not) and what it means. Empty: it says the number.
    package var values: [String: UInt8]
    /// For what is not in `values`. Nil: such a line is not read.
    package var otherwise: UInt8?

    package init(_ place: LinePlace? = nil, values: [String: UInt8] = [:], otherwise: UInt8? = nil) {
        self.place = place
        self.values = values
        self.otherwise = otherwise
    }
}

/// How bytes become characters.
package enum LineEncoding: String, Hashable, Sendable, Codable, CaseIterable {
    case utf8
    case latin1
    case windows1252
}

/// What ends a line.
package enum LineFraming: Hashable, Sendable, Codable {
    case lineFeed
    case carriageReturn
    case carriageReturnLineFeed
    /// Any of these.
    case anyLineEnd
    /// A byte at the start and one at the end, such as STX (2) and ETX (3).
    case envelope(start: UInt8, end: UInt8)

    package static let textEnvelope = LineFraming.envelope(start: 2, end: 3)

    /// In bytes. No reader writes longer lines about one punch.
    package static let longestLine = 1024
}
