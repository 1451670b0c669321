import Domain
import SeededRandom
import Testing

@testable import Devices

/// Lines as random formats write them, and lines that are noise.
struct LineFuzzTests {
    /// What is written in a format is read back, whatever the format is.
    @Test(arguments: 0..<6)
    func whatIsWrittenIsRead(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<150 {
            let delimiter = [",", ";", "\t", "|", "::", "#"][generator.between(0, 5)]
            let (timeFormat, write) = Self.times[generator.between(0, Self.times.count - 1)]
            let places = generator.order(4).map { $0 + 1 }
            var format = LineFormat(
                shape: .columns(delimiter: delimiter, isQuoted: generator.happens(percent: 50), joinsRepeated: false),
                user: .column(places[0]), time: .stamp(.column(places[1]), format: timeFormat))
            format.state = LineCode(.column(places[2]), values: ["in": 0, "out": 1, "ot": 4])
            format.workCode = .column(places[3])
            let parser = try LineParser(format, zone: .utc)
            let time = LocalTime(seconds: Int64(generator.between(946_684_800, 4_102_444_799)) / 60 * 60)
            let (user, job) = ("\(generator.between(1, 999_999))", generator.between(0, 70_000))
            let (word, state) = [("IN", 0), ("out", 1), ("Ot", 4)][generator.between(0, 2)]
            var fields = ["", "", "", ""]
            for (place, text) in zip(places, [user, write(time), word, "\(job)"]) { fields[place - 1] = text }
            let record = AttendanceRecord(
                userID: DeviceUserID(user), rawTime: try #require(PackedTime(time)).rawValue, workCode: UInt32(job),
                verify: 4, state: UInt8(state))
            let line = fields.joined(separator: delimiter)
            #expect(parser.read(Array(line.utf8), arrived: Instant(seconds: 0)) == .punch(record), "\(line)")
        }
    }

    private static let times: [(String, @Sendable (LocalTime) -> String)] = [
        ("yyyy-MM-dd HH:mm:ss", { "\($0)" }),
        ("unix", { "\($0.seconds)" }),
        ("unixms", { "\($0.seconds * 1000 + 999)" }),
        (
            "ddMMyyHHmm",
            { time in
                let (year, month, day) = time.date.components
                let minutes = Int(time.timeOfDay.secondsSinceMidnight) / 60
                return [day, month, year % 100, minutes / 60, minutes % 60].map { $0.padded(2) }.joined()
            }
        ),
        (
            "M/d/yyyy h.m a",
            { time in
                let (year, month, day) = time.date.components
                let minutes = Int(time.timeOfDay.secondsSinceMidnight) / 60
                let hour = minutes / 60 % 12 == 0 ? 12 : minutes / 60 % 12
                return "\(month)/\(day)/\(year) \(hour).\(minutes % 60) \(minutes < 720 ? "AM" : "pm")"
            }
        ),
    ]

    /// Noise is a punch, ignored or told, and never the end of the program.
    @Test(arguments: 0..<6)
    func noise(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        var pattern = LineFormat(
            shape: .pattern("^(?<u>[^,]*),?(?<t>.{0,20}?)(?<s>[0-9a-f]*)$"), user: "u",
            time: .stamp("t", format: "d.M.yy H:m"))
        pattern.state = LineCode("s", otherwise: 255)
        pattern.userText = UserText(reads: .hexadecimal, writes: .facility, reversesBytes: true, lowestBits: 26)
        let letters = Array("0123456789,;.:- \"abf\t/é\u{0}".utf8)
        for var format in [LineFormat.standard, .card, pattern] {
            for encoding in LineEncoding.allCases {
                format.encoding = encoding
                let parser = try LineParser(format, zone: LineFormatTests.kolkata)
                for _ in 0..<120 {
                    let line = (0..<generator.between(0, 60)).map { _ in
                        generator.happens(percent: 95)
                            ? letters[generator.between(0, letters.count - 1)] : UInt8(generator.between(0, 255))
                    }
                    let explanation = parser.explain(line, arrived: LineFormatTests.arrival)
                    #expect(explanation.reading == parser.read(line, arrived: LineFormatTests.arrival))
                    guard case .punch(let record) = explanation.reading else { continue }
                    #expect(!record.userID.isEmpty && record.time != nil)
                }
            }
        }
    }
}
