/// What a line says.
package enum LineReading: Hashable, Sendable {
    case punch(AttendanceRecord)
    /// Empty, or a line that the format says to leave out.
    case ignored
    /// The reason as the end of a sentence about the line: `its user id is empty`.
    case unreadable(reason: String)
}

/// A line with what was taken from where, for a person who sets a format up.
package struct LineExplanation: Hashable, Sendable {
    package enum Field: String, Hashable, Sendable, CaseIterable {
        case user, date, time, state, verify
        case workCode = "work code"
    }

    package struct Part: Hashable, Sendable {
        package var field: Field
        /// Nil where the line has nothing of it.
        package var place: LinePlace?
        /// As it stands in the line.
        package var text: String
        /// Characters (Unicode scalars) of the line.
        package var range: Range<Int>?
        /// What it was understood as; empty where it was not.
        package var value: String
    }

    package var reading: LineReading
    /// Up to the first one that could not be read.
    package var parts: [Part]
    /// Fields that the line was cut into, in their order.
    package var pieces: [String]
}

/// Why a line, or a part of a format, cannot be used: the end of a sentence.
struct LineProblem: Error, Hashable, Sendable {
    var why: String

    init(_ why: String) {
        self.why = why
    }
}

/// All that is wrong with a format, a sentence each.
package struct LineFormatError: Error, Hashable, Sendable, CustomStringConvertible {
    package var problems: [String]

    package var description: String { problems.joined(separator: "\n") }
}
