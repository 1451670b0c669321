import Domain
import Foundation
import Testing

@testable import Devices

struct LineFormatTests {
    static let kolkata = ZoneRules(name: "Asia/Kolkata", initialOffset: 19_800)
    /// 2026-11-22 02:30:00 UTC, 08:00:00 in Kolkata.
    static let arrival = Instant(seconds: 1_795_314_600)

    static func read(_ format: LineFormat, _ line: String) throws -> LineReading {
        try LineParser(format, zone: kolkata).read(Array(line.utf8), arrived: arrival)
    }

    static func record(
        _ user: DeviceUserID, _ time: String, state: UInt8 = 255, verify: UInt8 = 4, workCode: UInt32 = 0
    ) throws -> AttendanceRecord {
        let time = try #require(LocalTime(time))
        let raw = try #require(PackedTime(time)).rawValue
        return AttendanceRecord(userID: user, rawTime: raw, workCode: workCode, verify: verify, state: state)
    }

    private static func timed(_ format: String) -> LineFormat {
        LineFormat(
            shape: .columns(delimiter: ";", isQuoted: false, joinsRepeated: false), user: 1,
            time: .stamp(2, format: format))
    }

    @Test func theStandardFormat() throws {
        #expect(
            try Self.read(.standard, "1001,2026-11-22 08:00:00,1")
                == .punch(Self.record("1001", "2026-11-22 08:00:00", state: 1)))
        #expect(
            try Self.read(.standard, " \"Müller, A\" ,2026-11-22 08:00:00")
                != .punch(Self.record("x", "2026-11-22 08:00")))
        #expect(try Self.read(.standard, "  ") == .ignored)
        #expect(try Self.read(.standard, "1001") == .unreadable(reason: "it has no time: column 2 of 1"))
        #expect(
            try Self.read(.standard, "1001,2026-02-29 08:00:00,1")
                == .unreadable(reason: "there is no day 29 in month 2 of 2026"))
    }

    @Test(arguments: [
        ("yyyy-MM-dd HH:mm:ss", "2026-11-22 08:00:05", "2026-11-22 08:00:05"),
        ("ddMMyyHHmm", "2211260759", "2026-11-22 07:59:00"),
        ("d.M.yy H:mm", "2.1.26 7:05", "2026-01-02 07:05:00"),
        ("dd-MMM-yyyy hh:mm a", "22-nov-2026 12:05 AM", "2026-11-22 00:05:00"),
        ("dd-MMM-yyyy hh:mm a", "22-NOV-2026 12:05 pm", "2026-11-22 12:05:00"),
        ("yyyy-MM-dd'T'HH:mm:ss.SSS", "2026-11-22T08:00:05.250", "2026-11-22 08:00:05"),
        ("unix", "1795314605", "2026-11-22 08:00:05"),
        ("unixms", "1795314605999", "2026-11-22 08:00:05"),
        ("ddMMHHmm", "22110801", "2026-11-22 08:01:00"),
        // Not yet in this year: last year's.
        ("ddMMHHmm", "31122359", "2025-12-31 23:59:00"),
        // A clock that is a little ahead, over the end of the day.
        ("ddMMHHmm", "23110001", "2026-11-23 00:01:00"),
        ("ddMMHHmm", "29020800", "2024-02-29 08:00:00"),
    ])
    func times(format: String, text: String, expected: String) throws {
        #expect(try Self.read(Self.timed(format), "7;\(text)") == .punch(Self.record("7", expected)))
    }

    @Test(arguments: [
        ("yyyy-MM-dd HH:mm:ss", "2026-11-22 24:00:00"), ("yyyy-MM-dd HH:mm:ss", "2026-11-22 08:00:0"),
        ("yyyy-MM-dd HH:mm:ss", "2026-11-22 08:00:00 "), ("ddMMyyHHmm", "221126075"), ("ddMMyyHHmm", "22112607599"),
        ("yyyy-MM-dd HH:mm", "1999-12-31 23:59"), ("yyyy-MM-dd HH:mm", "2100-01-01 00:00"), ("unix", "-5"),
        ("unix", "99999999999999999999"), ("dd-MMM-yyyy hh:mm a", "22-NOV-2026 13:05 pm"), ("ddMMHHmm", "30020800"),
    ])
    func timesThatAreNone(format: String, text: String) throws {
        // Blanks around a field belong to nothing.
        if text.hasSuffix(" ") { return #expect(try Self.read(Self.timed(format), "7;\(text)") != .ignored) }
        guard case .unreadable = try Self.read(Self.timed(format), "7;\(text)") else {
            Issue.record("\(text) was read as a time")
            return
        }
    }

    @Test func dateAndTimeApart() throws {
        var format = LineFormat(
            shape: .pattern(#"^\*(?<who>\w+)#(?<day>\d{6})#(?<at>\d{4})#(?<way>\w)(?<job>\d*)$"#), user: "who",
            time: .separate(date: "day", dateFormat: "ddMMyy", time: "at", timeFormat: "HHmm"))
        format.state = LineCode("way", values: ["I": 0, "O": 1])
        format.workCode = "job"
        #expect(
            try Self.read(format, "*A17#221126#0801#o53")
                == .punch(Self.record("A17", "2026-11-22 08:01:00", state: 1, workCode: 53)))
        #expect(
            try Self.read(format, "*A17#221126#0801#x")
                == .unreadable(reason: "its state “x” is not among those that the format knows"))
        #expect(
            try Self.read(format, "A17") == .unreadable(reason: "it does not match the format's expression"))
        format.state.otherwise = 255
        #expect(try Self.read(format, "*A17#221126#0801#x") == .punch(Self.record("A17", "2026-11-22 08:01:00")))
    }

    @Test func withoutATimeItIsTheMomentOfArrival() throws {
        #expect(try Self.read(.card, "0004512345") == .punch(Self.record("4512345", "2026-11-22 08:00:00")))
    }

    /// Card 0x04A1B2C3D4's numbers, worked out by hand: D4C3B2A1 = 3569595041; C3D4 = 50132; B2 = 178.
    @Test(arguments: [
        (UserText(reads: .hexadecimal, writes: .decimal), "A1B2C3D4", "2712847316"),
        (UserText(reads: .hexadecimal, writes: .decimal, reversesBytes: true), "A1B2C3D4", "3569595041"),
        (UserText(reads: .decimal, writes: .hexadecimal, reversesBytes: true), "2712847316", "D4C3B2A1"),
        (UserText(reads: .hexadecimal, writes: .decimal, lowestBits: 24), "0xA1B2C3D4", "11715540"),
        (UserText(reads: .hexadecimal, writes: .facility), "A1B2C3D4", "17850132"),
        (UserText(reads: .decimal, writes: .facility), "66", "00000066"),
        (UserText(reads: .decimal, writes: .decimal, digits: 10), "66", "0000000066"),
        (UserText(digits: 5), "66", "00066"), (UserText(dropsLeadingZeros: true), "00066", "66"),
        (UserText(dropsLeadingZeros: true), "000", "0"), (UserText(), "00066", "00066"),
    ])
    func cardNumbers(conversion: UserText, text: String, expected: String) throws {
        #expect(conversion.problems.isEmpty)
        #expect(try conversion.convert(text) == DeviceUserID(expected))
    }

    @Test(arguments: ["", "12 34", "12\u{1}", "1234567890123456789012345", "\u{0}", "\u{85}"])
    func userIDsThatAreNone(text: String) {
        #expect(throws: LineProblem.self) { try UserText().convert(text) }
    }

    @Test(arguments: ["", "G1", "+5", "-5", "12345678901234567890ab", "0x", "٣"])
    func cardNumbersThatAreNone(text: String) {
        #expect(throws: LineProblem.self) { try UserText(reads: .hexadecimal, writes: .decimal).convert(text) }
    }

    @Test func columns() throws {
        var format = LineFormat(
            shape: .columns(delimiter: "\t", isQuoted: false, joinsRepeated: true), user: 1,
            time: .stamp(2, format: "yyyy-MM-dd HH:mm:ss"))
        format.verify = LineCode(3)
        #expect(
            try Self.read(format, "\t\t17\t\t2026-11-22 08:00:00\t15")
                == .punch(Self.record("17", "2026-11-22 08:00:00", verify: 15)))
        #expect(
            try Self.read(format, "17\t2026-11-22 08:00:00\t256")
                == .unreadable(reason: "its verify “256” is no number from 0 to 255"))
        let cut = ColumnCut(delimiter: [";"], isQuoted: true, joinsRepeated: false)
        #expect(cut.cut(Array(#""a;""b""";;c;"#.unicodeScalars)).map(\.string) == ["a;\"b\"", "", "c", ""])
        #expect(cut.cut(Array(#"x;"open"#.unicodeScalars)).map(\.string) == ["x", "open"])
    }

    @Test func encodings() throws {
        let bytes: [UInt8] = Array("17,2026-11-22 08:00:00,1,".utf8) + [0xE9, 0x80]
        var format = LineFormat.standard
        #expect(
            try LineParser(format, zone: .utc).read(bytes, arrived: Self.arrival)
                == .unreadable(reason: "it has bytes that are no characters in utf8"))
        format.encoding = .windows1252
        let parser = try LineParser(format, zone: .utc)
        #expect(parser.explain(bytes, arrived: Self.arrival).pieces.last == "é€")
        format.encoding = .latin1
        #expect(try LineParser(format, zone: .utc).explain(bytes, arrived: Self.arrival).pieces.last == "é\u{80}")
    }

    @Test func heartbeatsAreLeftOut() throws {
        var format = LineFormat.standard
        format.ignoring = "^(PING|OK)"
        #expect(try Self.read(format, "PING 17") == .ignored)
        #expect(try Self.read(format, "XPING") == .unreadable(reason: "it has no time: column 2 of 1"))
    }

    @Test func aSampleIsExplained() throws {
        let explanation = try LineParser(.standard, zone: Self.kolkata)
            .explain(Array("17, 2026-11-22 08:00:00 ,9".utf8), arrived: Self.arrival)
        #expect(explanation.parts.map(\.field) == [.user, .time, .state])
        #expect(explanation.parts.map(\.value) == ["17", "2026-11-22 08:00:00", "9"])
        #expect(explanation.parts.map(\.text) == ["17", "2026-11-22 08:00:00", "9"])
        #expect(explanation.parts[1].range == 3..<24)
        let wrong = try LineParser(.standard, zone: Self.kolkata).explain(
            Array("17,yesterday".utf8), arrived: Self.arrival)
        #expect(wrong.parts.map(\.value) == ["17", ""])
        #expect(wrong.parts.last?.text == "yesterday")
    }

    @Test func isKeptAsJSON() throws {
        var format = LineFormat.standard
        format.state = LineCode(3, values: ["IN": 0], otherwise: 255)
        format.framing = .textEnvelope
        for format in [format, .card] {
            let data = try JSONEncoder().encode(format)
            #expect(try JSONDecoder().decode(LineFormat.self, from: data) == format)
        }
    }

    @Test func everythingWrongIsSaidAtOnce() throws {
        var format = LineFormat(
            shape: .columns(delimiter: "", isQuoted: false, joinsRepeated: false), user: "name",
            time: .stamp(0, format: "yyyy"))
        format.userText = UserText(reads: .text, writes: .decimal, lowestBits: 3)
        format.state = LineCode()
        format.ignoring = ".*"
        format.framing = .envelope(start: 3, end: 3)
        format.acknowledgement = ""
        let error = try #require(throws: LineFormatError.self) { try LineParser(format, zone: .utc) }
        #expect(error.problems.count == 13, "\(error)")
        #expect(error.problems.allSatisfy { $0.hasSuffix(".") && $0.first?.isUppercase == true }, "\(error)")
    }

    @Test func groupsMustExist() throws {
        let format = LineFormat(shape: .pattern("(?<card>x)"), user: "user", time: .stamp(2, format: "ddMMyyHH:m?q"))
        let error = try #require(throws: LineFormatError.self) { try LineParser(format, zone: .utc) }
        #expect(error.problems.count == 3, "\(error)")
    }
}
