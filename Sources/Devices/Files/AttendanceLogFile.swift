import Domain

/// `attlog.dat`, as terminals write it on a stick: user id, time, device number, state, verify code, work code, with TABs
/// between them.
package enum AttendanceLogFile {
    package static func read(_ path: String) throws(FileError) -> PunchFile {
        var reader = AttendanceLogReader()
        try FileBytes.pieces(of: path) { reader.feed($0) }
        return reader.end()
    }

    package static func read(bytes: [UInt8]) -> PunchFile {
        var reader = AttendanceLogReader()
        bytes.withUnsafeBytes { reader.feed($0) }
        return reader.end()
    }
}

struct AttendanceLogReader {
    private var lines = FileLines()
    private var file = PunchFile()

    mutating func feed(_ piece: UnsafeRawBufferPointer) {
        var file = self.file
        self.file = PunchFile()
        lines.feed(piece) { Self.take($0, isTooLong: $1, number: $2, into: &file) }
        self.file = file
    }

    mutating func end() -> PunchFile {
        var file = self.file
        lines.end { Self.take($0, isTooLong: $1, number: $2, into: &file) }
        return file
    }

    private static func take(
        _ line: UnsafeRawBufferPointer, isTooLong: Bool, number: Int, into file: inout PunchFile
    ) {
        let line = number == 1 ? withoutMark(line) : line
        if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
        file.lines += 1
        guard !isTooLong else {
            return file.note("it is longer than \(FileLines.longest) bytes", line: number, text: text(line))
        }
        do throws(LineProblem) { try AttendanceRow(line).store(in: &file, line: number) } catch {
            file.note(error.why, line: number, text: text(line))
        }
    }

    private static func text(_ line: UnsafeRawBufferPointer) -> String { RecordText.decode(bytes: line) }

    /// A byte order mark, from a program that wrote the file anew.
    private static func withoutMark(_ line: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        line.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeRawBufferPointer(rebasing: line[3...]) : line
    }
}

/// One row, with its codes checked. A work code that is no number is no reason to lose a punch.
private struct AttendanceRow {
    private var record: AttendanceRecord
    private var device: UInt32
    private var tail: String?

    init(_ line: UnsafeRawBufferPointer) throws(LineProblem) {
        var columns = Columns(line)
        let user = try Self.user(columns.next())
        let rawTime = try Self.time(columns.next())
        guard let device = columns.next().flatMap(Self.number), let device = UInt32(exactly: device) else {
            throw LineProblem("its third column is no device number")
        }
        let state = try Self.code(columns.next(), "state")
        let verify = columns.isAtEnd ? Punch.unsaidVerify : try Self.code(columns.next(), "verify code")
        self.device = device
        let tail = columns.rest
        let code = columns.next().flatMap(Self.number).flatMap { UInt32(exactly: $0) }
        record = AttendanceRecord(
            userID: user, rawTime: rawTime, workCode: code ?? 0, verify: verify,
            state: state)
        let unread = code == nil ? tail : columns.rest
        self.tail = unread.isEmpty ? nil : RecordText.decode(bytes: unread)
    }

    func store(in file: inout PunchFile, line: Int) {
        if let tail { file.tails[file.records.count] = tail }
        file.devices[device, default: 0] += 1
        file.add(record, line: line)
    }

    private static func user(_ field: UnsafeRawBufferPointer?) throws(LineProblem) -> DeviceUserID {
        let field = field ?? UnsafeRawBufferPointer(start: nil, count: 0)
        guard !field.isEmpty else { throw LineProblem("its user id is empty") }
        guard field.count <= DeviceUserID.capacity else {
            throw LineProblem("its user id is longer than \(DeviceUserID.capacity) bytes")
        }
        guard field.allSatisfy({ $0 > 0x20 && $0 != 0x7F }) else {
            throw LineProblem("its user id has blanks or characters that cannot be printed in it")
        }
        return DeviceUserID(field: field)
    }

    private static func code(_ field: UnsafeRawBufferPointer?, _ what: String) throws(LineProblem) -> UInt8 {
        guard let number = field.flatMap(number), let code = UInt8(exactly: number) else {
            throw LineProblem("its \(what) is no number from 0 to 255")
        }
        return code
    }

    private static func number(_ field: UnsafeRawBufferPointer) -> Int? {
        guard (1...10).contains(field.count) else { return nil }
        var number = 0
        for byte in field {
            guard (0x30...0x39).contains(byte) else { return nil }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }

    /// `2026-11-22 08:00:00` in the packed form, which also holds a 31 February: such a punch is a punch.
    private static func time(_ field: UnsafeRawBufferPointer?) throws(LineProblem) -> UInt32 {
        guard let field, field.count == 19, field[4] == 0x2D, field[7] == 0x2D, field[10] == 0x20,
            field[13] == 0x3A, field[16] == 0x3A,
            let year = number(field.field(0, 4)), let month = number(field.field(5, 2)),
            let day = number(field.field(8, 2)), let hour = number(field.field(11, 2)),
            let minute = number(field.field(14, 2)), let second = number(field.field(17, 2))
        else { throw LineProblem("its time is not written as 2026-11-22 08:00:00") }
        guard (2000...2099).contains(year), (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60,
            second < 60
        else { throw LineProblem("its time is none that a terminal can have") }
        let days = ((year - 2000) * 12 + month - 1) * 31 + day - 1
        return UInt32(days * 86_400 + hour * 3600 + minute * 60 + second)
    }
}

/// The fields of a line between TABs, without the blanks around them.
private struct Columns {
    private let line: UnsafeRawBufferPointer
    private var position = 0

    init(_ line: UnsafeRawBufferPointer) {
        self.line = line
    }

    var isAtEnd: Bool { position > line.count || line.isEmpty }
    var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: line[min(position, line.count)...]) }

    mutating func next() -> UnsafeRawBufferPointer? {
        guard position <= line.count else { return nil }
        let end = line[position...].firstIndex(of: 0x09) ?? line.count
        defer { position = end + 1 }
        var (from, to) = (position, end)
        while from < to, line[from] == 0x20 { from += 1 }
        while to > from, line[to - 1] == 0x20 { to -= 1 }
        return UnsafeRawBufferPointer(rebasing: line[from..<to])
    }
}
