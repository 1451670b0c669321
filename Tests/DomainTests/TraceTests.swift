import Domain
import Testing

struct TraceTests {
    let sample = Sample()

    @Test func aDayIsToldInOrder() {
        let trace = sample.trace(["09:16", "09:18", "18:31"])
        #expect(
            trace.entries.map(\.text) == [
                "Mon 2 Nov 2026 is a working day.",
                "Shift G: assigned to the employee.",
                "Shift G is assigned, 09:00 to 18:00. A punch that stands alone belongs to it from 07:00 until 07:00 on "
                    + "Tue 3 Nov 2026.",
                "Shift G is judged by the rules that come with the program.",
                "09:16 is an IN: punches without a direction go by turns, IN then OUT.",
                "09:18 is not counted: it comes only 2 min after 09:16, so it is the same punch twice. It stays in the "
                    + "record.",
                "18:31 is an OUT: punches without a direction go by turns, IN then OUT.",
                "09:16 to 18:31 is one presence of 9 h 15 min.",
                "8 h 44 min of it lie within the hours of shift G of Mon 2 Nov 2026.",
                "It is counted on Mon 2 Nov 2026, shift G: no other shift has a part in it.",
                "The shift has a break from 13:00 to 14:00. The person was there for 1 h 00 min of it, which is deducted.",
                "Work is the presence of 9 h 15 min less 1 h 00 min of breaks: 8 h 15 min.",
                "Break is the time deducted: 1 h 00 min.",
                "The shift starts at 09:00 and the person came at 09:16, 16 min after the start, more than the grace of "
                    + "15 min: late by 16 min, counted from the shift's start.",
                "The shift ends at 18:00 and the person left at 18:31, not before the end: not early.",
                "Overtime is the presence after the shift's end: 31 min.",
                "31 min reaches the least overtime of 30 min: it counts whole.",
                "8 h 15 min of work is not less than 4 h 00 min: present.",
                "The day is P: present; work 8 h 15 min, break 1 h 00 min, late 16 min, early 0 min, "
                    + "overtime 31 min.",
            ])
    }

    @Test func aPunchCountedElsewhereIsNamedWithWhereItWent() {
        let sample = Sample(shifts: [.night])
        let texts = sample.trace(["2026-11-01 22:00", "06:00"]).entries.filter { $0.code == .punchElsewhere }.map(
            \.text)
        #expect(
            texts == [
                "06:00 is counted on Sun 1 Nov 2026, shift N: it is part of the presence from 22:00 on Sun 1 Nov 2026 "
                    + "to 06:00."
            ])
    }

    @Test func aChangeOfTheClockIsTold() {
        let sample = Sample(shifts: [.night], zone: .berlin)
        let pair = sample.trace(["2026-03-28 22:00", "2026-03-29 06:00"], on: "2026-03-28").entries.first {
            $0.code == .pair
        }
        #expect(pair?.output == "7 h 00 min")
        #expect(pair?.text.hasSuffix("the clock went forward by 1 h 00 min meanwhile.") == true)
    }

    @Test(arguments: [(0, "0 min"), (59, "59 s"), (60, "1 min"), (901, "15 min 01 s"), (28_800, "8 h 00 min")])
    func durations(seconds: Int, text: String) {
        #expect(Phrases.duration(seconds) == text)
    }
}
