import Domain
import Services
import Testing

@testable import Server

struct SchemaTests {
    private let person = Schema.object([
        .init("name", .text(1...5), required: true), .init("joined", .date), .init("at", .time), .init("month", .month),
        .init("role", .nullable(.words(["hr", "manager"]))), .init("days", .list(.integer(1...31), atMost: 2)),
        .init("moment", .moment), .init("code", .newCode), .init("shift", .shiftCode), .init("why", .filled(10)),
        .init("number", .text(Schema.Text(format: .visible, length: 0...4))),
        .init("new", .newPassword), .init("cursor", .cursor),
        .init("words", .list(.text(0...5), atLeast: 1, atMost: 2)),
    ])

    @Test(
        arguments: [
            (["name": "Asha"], []), (["name": "Asha", "role": .null, "days": [1, 31]], []),
            (["name": "Asha", "days": [.number(3.0)]], []),
            (["name": "Asha", "moment": "2026-11-22T09:00:00+05:30"], []),
            ([:], ["name"]), (["name": ""], ["name"]), (["name": "Asha Verma"], ["name"]), (["name": 5], ["name"]),
            (["name": "a\0b"], ["name"]), (["name": "Asha", "nmae": "x"], ["nmae"]),
            (["name": "Asha", "joined": "2026-02-30"], ["joined"]), (["name": "Asha", "at": "24:00"], ["at"]),
            (["name": "Asha", "month": "2026-13"], ["month"]), (["name": "Asha", "role": "admin"], ["role"]),
            (["name": "Asha", "days": [0, 32]], ["days[0]", "days[1]"]),
            (["name": "Asha", "days": [1, 2, 3]], ["days"]),
            (["name": "Asha", "days": [.number(1.5)]], ["days[0]"]),
            (["name": "Asha", "moment": "yesterday"], ["moment"]),
            (["name": "Asha", "code": "Ä-1/2", "shift": "G½", "why": " x ", "number": "A-4~"], []),
            (["name": "Asha", "code": "4 2"], ["code"]), (["name": "Asha", "shift": "A+B"], ["shift"]),
            (["name": "Asha", "shift": "A B"], ["shift"]), (["name": "Asha", "shift": "123456789"], ["shift"]),
            (["name": "Asha", "why": " \n\u{A0}"], ["why"]), (["name": "Asha", "number": "Ä"], ["number"]),
            (["name": "Asha", "number": "1 2"], ["number"]), (["name": "Asha", "number": "12345"], ["number"]),
            (["name": "Asha", "new": "123456789"], ["new"]), (["name": "Asha", "new": "1234567890"], []),
            (["name": "Asha", "cursor": "WzF-_"], []), (["name": "Asha", "cursor": "Ä"], ["cursor"]),
            (["name": "Asha", "cursor": "a="], ["cursor"]), (["name": "Asha", "words": []], ["words"]),
            (["name": "Asha", "words": ["a", "b"]], []),
            (["name": "Asha", "joined": .null], ["joined"]), ("Asha", [""]), ([], [""]), (.null, [""]),
        ] as [(JSONValue, [String])])
    func eachFieldThatIsWrongIsNamed(value: JSONValue, fields: [String]) {
        #expect(person.problems(of: value, at: "").map(\.field) == fields)
    }

    @Test(arguments: [
        ("2026-11-22T03:30:00Z", "2026-11-22T03:30:00Z"), ("2026-11-22T09:00:00+05:30", "2026-11-22T03:30:00Z"),
        ("2026-11-22T03:30:00.75Z", "2026-11-22T03:30:00Z"),
    ])
    func momentsAreReadInAnyZone(text: String, utc: String) throws {
        #expect(Moment.text(try #require(Moment.read(text))) == utc)
    }

    @Test(arguments: [
        "", "2026-11-22", "2026-11-22T25:00:00Z", "99999-01-01T00:00:00Z", String(repeating: "9", count: 500),
    ])
    func whatIsNoMomentIsNone(text: String) { #expect(Moment.read(text) == nil) }

    @Test func aWallClockHasItsOffset() throws {
        let local = try #require(LocalTime("2026-11-22 09:05:30"))
        #expect(Moment.text(local, offset: 19_800) == "2026-11-22T09:05:30+05:30")
        #expect(Moment.text(local, offset: -12_600) == "2026-11-22T09:05:30-03:30")
    }
}
