import Domain
import Foundation
import SeededRandom
import Testing

@testable import Devices

struct AttendanceLogFileTests {
    private struct Row: Decodable {
        var row: String
        var pin: String
        var time: String
        var device: UInt32
        var state: UInt8
        var verify: UInt8
        var workcode: UInt32
    }

    private static func read(_ text: String) -> PunchFile { AttendanceLogFile.read(bytes: Array(text.utf8)) }

    /// A row from the field.
    @Test func theRowOfAThread() throws {
        let row: Row = try Vector.named("usb-attlog-row").decoded()
        let file = Self.read(row.row + "\r\n")
        let record = try #require(file.records.first)
        #expect(record.userID == DeviceUserID(row.pin))
        #expect(record.time == LocalTime(row.time))
        #expect((record.state, record.verify, record.workCode) == (row.state, row.verify, row.workcode))
        #expect(file.devices == [row.device: 1])
        #expect(file.problems.isEmpty && file.tails.isEmpty && file.lines == 1)
    }

    /// Padded ids, both line ends, a mark at the start, blank lines, no end at the end.
    @Test func formsThatWereMet() {
        let file = Self.read(
            "\u{FEFF}        1\t2019-01-02 08:00:00\t1\t0\t1\t0\r\n    2\t2019-01-02 17:00:00\t1\t1\t0\t0\n\r\n\n"
                + "A-17\t2019-01-02 08:00:00\t2\t255\nlast\t2019-01-02 23:59:59\t1\t0\t15\t7")
        #expect(file.records.map(\.userID) == ["1", "2", "A-17", "last"])
        #expect(file.records.map(\.state) == [0, 1, 255, 0])
        #expect(file.records.map(\.verify) == [1, 0, Punch.unsaidVerify, 15])
        #expect(file.records.map(\.workCode) == [0, 0, 0, 7])
        #expect(file.devices == [1: 3, 2: 1])
        #expect(file.problems.isEmpty)
        #expect(file.lines == 4)
    }

    @Test func whatIsNotKnownIsKept() {
        let file = Self.read(
            "1\t2019-01-02 08:00:00\t1\t0\t1\t0\tmask\t36.6\n2\t2019-01-02 08:00:00\t1\t0\t1\tpaint\t9\n"
                + "3\t2019-01-02 08:00:00\t1\t0\t1\t0\t\n")
        #expect(file.tails == [0: "mask\t36.6", 1: "paint\t9"])
        #expect(file.records.count == 3)
    }

    /// A day that no calendar has is still a punch; it has the number that the terminal's own table would have.
    @Test func impossibleDays() throws {
        let file = Self.read("1\t2026-02-31 08:00:00\t1\t0\t1\t0\n1\t2026-00-10 08:00:00\t1\t0\t1\t0\n")
        let record = try #require(file.records.first)
        #expect(record.time == nil)
        // 26 years of 372 days, one month of 31, 30 days, eight hours.
        let days = 26 * 372 + 31 + 30
        #expect(record.rawTime == UInt32(days * 86_400 + 28_800))
        let problem = FileProblem(
            line: 2, reason: "its time is none that a terminal can have", text: "1\t2026-00-10 08:00:00\t1\t0\t1\t0")
        #expect(file.problems == [problem])
    }

    @Test(arguments: [
        ("1", "time is not written"), ("\t2019-01-02 08:00:00\t1\t0", "user id is empty"),
        ("1\t2019-01-02 08:00\t1\t0", "time is not written"), ("1\t2019-01-02 08:00:61\t1\t0", "none that a terminal"),
        ("1\t1999-01-02 08:00:00\t1\t0", "none that a terminal"), ("1\t2019-01-02 08:00:00", "no device number"),
        ("1\t2019-01-02 08:00:00\t1", "state"), ("1\t2019-01-02 08:00:00\t1\t256", "state"),
        ("1\t2019-01-02 08:00:00\t1\t0\tx", "verify"), ("1\t2019-01-02 08:00:00\t1\t0\t-1", "verify"),
        ("1234567890123456789012345\t2019-01-02 08:00:00\t1\t0", "longer than 24"),
        ("1 2\t2019-01-02 08:00:00\t1\t0", "blanks"), ("1\t2019-01-02 08:00:00\t99999999999\t0", "no device number"),
        (String(repeating: "x", count: 5000), "longer than 1024"),
    ])
    func badLinesStopNothing(line: String, why: String) {
        let good = "7\t2019-01-02 08:00:00\t1\t0\t1\t0\n"
        let file = Self.read(good + line + "\n" + good)
        #expect(file.records.count == 2)
        #expect(file.problemCount == 1)
        #expect(file.problems.first?.line == 2)
        #expect(file.problems.first?.reason.contains(why) == true, "\(file.problems)")
        #expect(file.problems.first?.text == String(line.prefix(PunchFile.longestText)))
    }

    /// However the file is cut into pieces, it is the same file; each line is a record or a problem.
    @Test(arguments: 0..<6)
    func piecesAndNoise(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var text: [UInt8] = []
        var good = 0
        for _ in 0..<400 {
            var line = Array(
                "\(generator.between(1, 99_999))\t2026-1\(generator.between(0, 2))-1\(generator.between(0, 9)) 08:00:00\t1\t0\t1\t0"
                    .utf8)
            if generator.happens(percent: 30) {
                line[generator.between(0, line.count - 1)] = UInt8(truncatingIfNeeded: generator.between(0x80, 0xFF))
            } else {
                good += 1
            }
            text += line + (generator.happens(percent: 50) ? [13, 10] : [10])
        }
        let whole = AttendanceLogFile.read(bytes: text)
        #expect(whole.lines == 400)
        #expect(whole.records.count + whole.problemCount == 400)
        #expect(whole.records.count >= good)
        var reader = AttendanceLogReader()
        var rest = text[...]
        while !rest.isEmpty {
            let piece = rest.prefix(generator.between(1, 60))
            piece.withUnsafeBytes { reader.feed($0) }
            rest = rest.dropFirst(piece.count)
        }
        #expect(reader.end() == whole)
        // Nothing in it traps, whatever is in it.
        let noise = (0..<20_000).map { _ in UInt8(truncatingIfNeeded: generator.between(0, 255)) }
        let read = AttendanceLogFile.read(bytes: noise)
        #expect(read.records.count + read.problemCount == read.lines)
    }

    /// A file without a line end, and one with nothing but bad lines, take no more than their length allows.
    @Test func hostileFiles() {
        let endless = AttendanceLogFile.read(bytes: Array(repeating: 0x61, count: 8 << 20))
        #expect(endless.problemCount == 1)
        #expect(endless.problems.first?.text.count == PunchFile.longestText)
        var text: [UInt8] = []
        for _ in 0..<PunchFile.mostProblems + 500 { text += [0x78, 0x0A] }
        let bad = AttendanceLogFile.read(bytes: text)
        #expect(bad.problemCount == PunchFile.mostProblems + 500)
        #expect(bad.problems.count == PunchFile.mostProblems)
    }

    @Test func fromTheDisk() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())_attlog.dat").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let line = "     1001\t2026-11-22 08:00:00\t1\t0\t1\t0\r\n"
        try String(repeating: line, count: 100_000).write(toFile: path, atomically: true, encoding: .utf8)
        let file = try AttendanceLogFile.read(path)
        #expect(file.records.count == 100_000)
        #expect(Set(file.records).count == 1)
        #expect(throws: FileError.self) { try AttendanceLogFile.read(path + "x") }
        #expect(throws: FileError.unopenable(path: "/dev/zero", why: "it is no file")) {
            try AttendanceLogFile.read("/dev/zero")
        }
    }

    /// Worked out by hand from the description: each byte plus 2, in halves, plus 0x78.
    @Test(arguments: [true, false])
    func obscuredLogs(highFirst: Bool) throws {
        #expect(ObscuredLogFileTests.obscured("1\t", highFirst: true).prefix(5) == [0x7B, 0x7B, 0x78, 0x83, 0])
        let rows = ["1001\t2026-11-22 08:00:00\t1\t0\t1\t0\r\n", "1002\t2026-11-22 08:01:00\t1\t1\t1\t0"]
        var bytes = rows.flatMap { ObscuredLogFileTests.obscured($0, highFirst: highFirst) }
        bytes += Array(repeating: 0x41, count: 256)
        let file = ObscuredLogFile.read(bytes: bytes)
        #expect(file.records.map(\.userID) == ["1001", "1002"])
        #expect(file.records.map(\.state) == [0, 1])
        #expect(file.problems.map(\.line) == [3])
        #expect(throws: FileError.self) { try ObscuredLogFile.read("/x", isExperimentAccepted: false) }
    }
}

enum ObscuredLogFileTests {
    static func obscured(_ text: String, highFirst: Bool) -> [UInt8] {
        let halves = text.utf8.flatMap { byte in
            let halves = [(byte &+ 2) >> 4 + 0x78, (byte &+ 2) & 15 + 0x78]
            return highFirst ? halves : halves.reversed()
        }
        return halves + Array(repeating: 0, count: 256 - halves.count)
    }
}
