import Domain
import Foundation
import Testing

@testable import Services

struct CalendarWriterTests {
    private func text(_ events: CalendarEvent..., name: String = "Work") -> String {
        CalendarWriter.text(
            of: CalendarContents(
                name: name, events: events, company: "c0ffee", asOf: Instant(seconds: 1_795_132_800)))
    }

    private func event(_ summary: String) throws -> CalendarEvent {
        let day = try #require(CivilDate("2026-11-20"))
        return CalendarEvent(key: "rest-1-2026-11-20", time: .days(day...day), summary: summary)
    }

    @Test func aCalendarIsWrittenAsProgramsReadIt() throws {
        var leave = try event("Vacation")
        leave.time = .days(try #require(CivilDate("2026-12-30"))...(try #require(CivilDate("2027-01-02"))))
        leave.key = "leave-7"
        leave.detail = "to Goa; by train, then\nby boat"
        leave.place = "Pune"
        leave.status = .tentative
        leave.changedAt = Instant(seconds: 1_795_000_000)
        let lines = text(leave, name: "Asha, at work").components(separatedBy: "\r\n")
        #expect(
            lines == [
                "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//E-Time Tracker//Calendar feeds//EN",
                "CALSCALE:GREGORIAN", #"NAME:Asha\, at work"#, #"X-WR-CALNAME:Asha\, at work"#,
                "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H", "BEGIN:VEVENT", "UID:leave-7@c0ffee",
                "DTSTAMP:20261118T110640Z", "LAST-MODIFIED:20261118T110640Z", "DTSTART;VALUE=DATE:20261230",
                "DTEND;VALUE=DATE:20270103", "SUMMARY:Vacation", #"DESCRIPTION:to Goa\; by train\, then\nby boat"#,
                "LOCATION:Pune", "STATUS:TENTATIVE", "TRANSP:TRANSPARENT", "END:VEVENT", "END:VCALENDAR", "",
            ])
    }

    @Test func momentsAreInUTC() throws {
        var shift = try event("Night (N)")
        shift.time = .moments(from: Instant(seconds: 1_795_197_600), until: Instant(seconds: 1_795_226_399))
        shift.isBusy = true
        let lines = text(shift).components(separatedBy: "\r\n")
        #expect(lines.contains("DTSTART:20261120T180000Z") && lines.contains("DTEND:20261121T015959Z"))
        #expect(lines.contains("TRANSP:OPAQUE") && lines.contains("STATUS:CONFIRMED"))
        // What has no time of its own is as of when the calendar says.
        #expect(lines.contains("DTSTAMP:20261120T000000Z") && !lines.contains { $0.hasPrefix("LAST-MODIFIED") })
    }

    /// By bytes: a blank and the mark that follows it would be one character.
    private func unfolded(_ text: String) -> String {
        String(decoding: Array(text.utf8).replacing(Array("\r\n ".utf8), with: []), as: UTF8.self)
    }

    /// Every length of the line, so that each byte of a character comes to lie at the edge once.
    @Test(arguments: ["a", "é", "e\u{301}", "आ", "👩🏽‍🔧"])
    func longLinesAreFoldedBetweenCharacters(letter: String) throws {
        for length in 0...80 {
            let summary = String(repeating: "x", count: length) + String(repeating: letter, count: 90)
            let written = text(try event(summary))
            for line in written.utf8.split(separator: UInt8(ascii: "\n")) {
                #expect(line.last == UInt8(ascii: "\r") && line.count <= 76)
                #expect(String(validating: line, as: UTF8.self) != nil, "a character is cut at length \(length)")
            }
            let isWhole = unfolded(written).contains("\r\nSUMMARY:\(summary)\r\n")
            #expect(isWhole, "length \(length)")
        }
    }

    @Test func aLineOfJustTheLengthIsNotFolded() throws {
        let room = ContentLines.longest - "SUMMARY:".utf8.count
        #expect(text(try event(String(repeating: "x", count: room))).contains("x\r\nSTATUS"))
        let more = text(try event(String(repeating: "x", count: room + 1)))
        #expect(more.contains("x\r\n x\r\nSTATUS"))
    }

    @Test(
        arguments: [
            ("plain", "plain"), (#"a\b"#, #"a\\b"#), ("a;b,c:d", #"a\;b\,c:d"#), ("a\nb", #"a\nb"#),
            ("a\r\nb", #"a\nb"#), ("a\rb", #"a\nb"#), ("a\n\nb", #"a\n\nb"#), ("a\u{2028}b", #"a\nb"#),
            ("a\u{0}\u{1b}[2Jb\u{7f}", "a[2Jb"), ("tab\there", "tab\there"),
            ("END:VEVENT\r\nBEGIN:VALARM", #"END:VEVENT\nBEGIN:VALARM"#), ("", ""),
        ])
    func whatPeopleWriteIsNoOrder(text: String, written: String) {
        #expect(ContentLines.escaped(text) == written)
    }
}

struct ShiftStretchTests {
    private func stretches(_ shift: Shift, on date: String) throws -> [String] {
        try shift.stretches(on: #require(CivilDate(date))).map { "\($0.lowerBound) – \($0.upperBound)" }
    }

    private func made(_ start: String, _ end: String, _ breaks: ShiftBreak...) throws -> Shift {
        Shift(
            id: ID(1), code: "S", name: "Shift", start: try #require(TimeOfDay(start)),
            end: try #require(TimeOfDay(end)), breaks: breaks)
    }

    @Test func aNightEndsOnTheNextDay() throws {
        #expect(
            try stretches(made("22:00", "06:00"), on: "2026-11-30")
                == ["2026-11-30 22:00:00 – 2026-12-01 06:00:00"])
        #expect(
            try stretches(made("08:00", "08:00"), on: "2026-11-30")
                == ["2026-11-30 08:00:00 – 2026-12-01 08:00:00"])
    }

    @Test func aSplitShiftIsWorkedInPieces() throws {
        let gap = ShiftBreak(start: TimeOfDay(13, 0), end: TimeOfDay(17, 0), kind: .split)
        let lunch = ShiftBreak(start: TimeOfDay(11, 0), end: TimeOfDay(11, 30))
        #expect(
            try stretches(made("09:00", "21:00", lunch, gap), on: "2026-11-30") == [
                "2026-11-30 09:00:00 – 2026-11-30 13:00:00", "2026-11-30 17:00:00 – 2026-11-30 21:00:00",
            ])
        let midnight = ShiftBreak(start: TimeOfDay(0, 30), end: TimeOfDay(2, 0), kind: .split)
        #expect(
            try stretches(made("20:00", "05:00", midnight), on: "2026-11-30") == [
                "2026-11-30 20:00:00 – 2026-12-01 00:30:00", "2026-12-01 02:00:00 – 2026-12-01 05:00:00",
            ])
        // Outside of its hours, as on a short day, a gap parts nothing.
        #expect(
            try stretches(made("09:00", "12:00", gap), on: "2026-11-30")
                == ["2026-11-30 09:00:00 – 2026-11-30 12:00:00"])
    }

    @Test func aShortDayHasItsOwnHours() throws {
        var shift = try made("09:00", "18:00")
        shift.partialDays = [
            PartialDay(
                weekday: .saturday, start: TimeOfDay(9, 0), end: TimeOfDay(13, 0), halfDayBelow: 0, absentBelow: 0)
        ]
        #expect(try stretches(shift, on: "2026-11-28") == ["2026-11-28 09:00:00 – 2026-11-28 13:00:00"])
        #expect(try stretches(shift, on: "2026-11-27") == ["2026-11-27 09:00:00 – 2026-11-27 18:00:00"])
    }
}
