/// What a file of punches held: everything that could be read, and everything that could not.
package struct PunchFile: Hashable, Sendable {
    /// Problems that are kept word by word; a file that is none at all would fill the memory with them.
    package static let mostProblems = 10_000
    /// Of a line that could not be read so much is kept: all of every line that some format can read.
    package static let longestText = LineFraming.longestLine

    /// In the order of the file, which is the terminal's storage order.
    package internal(set) var records: [AttendanceRecord] = []
    /// In which line each of them stands, from 1.
    package internal(set) var recordLines: [Int] = []
    package internal(set) var problems: [FileProblem] = []
    /// All of them, also those that were not kept.
    package internal(set) var problemCount = 0
    /// Lines with something in them.
    package internal(set) var lines = 0
    /// Lines that the format says to leave out.
    package internal(set) var ignored = 0
    /// How many records each device number in the file has; empty where the file has none.
    package internal(set) var devices: [UInt32: Int] = [:]
    /// What stood in columns that are not known, by the index of its record.
    package internal(set) var tails: [Int: String] = [:]

    package init() {}

    mutating func add(_ record: AttendanceRecord, line: Int) {
        records.append(record)
        recordLines.append(line)
    }

    mutating func note(_ reason: String, line: Int, text: @autoclosure () -> String) {
        problemCount += 1
        guard problems.count < Self.mostProblems else { return }
        problems.append(FileProblem(line: line, reason: reason, text: String(text().prefix(Self.longestText))))
    }
}

/// A line, or a row, that could not be read.
package struct FileProblem: Hashable, Sendable {
    /// From 1.
    package var line: Int
    /// The end of a sentence about the line: `it has no time`.
    package var reason: String
    /// The line as far as it can be shown. Empty where it is biometric data.
    package var text: String
}

/// Why a file could not be read as a whole.
package enum FileError: Error, Hashable, Sendable {
    case unopenable(path: String, why: String)
    /// Somebody writes it still.
    case changed(path: String)
    case wrongKind(path: String, wanted: String, why: String)
    /// Whole files of users and templates are small; what is larger is something else.
    case tooLarge(path: String, most: Int)
}

extension FileError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unopenable(let path, let why): "The file \(path) cannot be read: \(why)."
        case .changed(let path):
            "\(path) changed while it was read; nothing was taken. Try again when it is written to its end."
        case .wrongKind(let path, let wanted, let why):
            "\(path) is no \(wanted): \(why). Choose another file, or say what kind of file it is."
        case .tooLarge(let path, let most):
            "\(path) is larger than the \(most >> 20) MB that such a file can have. Choose the file that the terminal wrote."
        }
    }
}
