import Domain

/// A text file, such as CSV, whose lines are read by a person's format.
package enum MappedFile {
    /// - Parameter headerLines: Lines at the start that are no punches.
    /// - Throws: `FileError`; for a format without a time, which only a reader can do without.
    package static func read(
        _ path: String, parser: LineParser, headerLines: Int = 0
    ) throws(FileError) -> PunchFile {
        guard parser.format.time != .arrival else {
            throw .wrongKind(path: path, wanted: "file for this format", why: "the format gives its punches no time")
        }
        var reader = MappedReader(parser, headerLines: headerLines)
        try FileBytes.pieces(of: path) { reader.feed($0) }
        return reader.end()
    }
}

struct MappedReader {
    private let parser: LineParser
    private let headerLines: Int
    private let now = LineReader.systemTime()
    private var lines = FileLines()
    private var file = PunchFile()

    init(_ parser: LineParser, headerLines: Int) {
        self.parser = parser
        self.headerLines = headerLines
    }

    mutating func feed(_ piece: UnsafeRawBufferPointer) {
        var file = self.file
        self.file = PunchFile()
        let reader = self
        lines.feed(piece) { reader.take($0, isTooLong: $1, number: $2, into: &file) }
        self.file = file
    }

    mutating func end() -> PunchFile {
        var file = self.file
        let reader = self
        lines.end { reader.take($0, isTooLong: $1, number: $2, into: &file) }
        return file
    }

    private func take(_ line: UnsafeRawBufferPointer, isTooLong: Bool, number: Int, into file: inout PunchFile) {
        guard number > headerLines else { return }
        let line =
            number == 1 && line.starts(with: [0xEF, 0xBB, 0xBF])
            ? UnsafeRawBufferPointer(rebasing: line[3...]) : line
        let reading =
            isTooLong
            ? LineReading.unreadable(reason: "it is longer than \(FileLines.longest) bytes")
            : parser.read(line, arrived: now)
        if !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { file.lines += 1 }
        switch reading {
        case .punch(let record): file.add(record.saying(parser.format), line: number)
        case .ignored: if !line.isEmpty { file.ignored += 1 }
        case .unreadable(let reason): file.note(reason, line: number, text: parser.readable(line))
        }
    }
}

extension AttendanceRecord {
    /// Of a file: what a format gives to all of its lines is said by none of them.
    package func saying(_ format: LineFormat) -> AttendanceRecord {
        var record = self
        if format.verify.place == nil { record.verify = Punch.unsaidVerify }
        return record
    }
}
