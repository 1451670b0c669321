import Testing

@testable import Domain

struct RotationPatternTests {
    static func pattern(
        _ unit: RotationPattern.Unit, _ turns: Int, anchor: String, weekStart: Weekday = .monday
    ) -> RotationPattern {
        RotationPattern(
            id: ID(1), name: "R", unit: unit,
            turns: (1...turns).map { RotationTurn(RosterDay(shifts: [ID(Int64($0))])) },
            anchor: civil(anchor), weekStart: weekStart)
    }

    @Test(arguments: [
        ("2026-11-02", 0), ("2026-11-03", 1), ("2026-11-05", 3), ("2026-11-06", 0), ("2026-11-01", 3),
        ("2026-10-31", 2), ("2026-10-29", 0), ("2026-10-28", 3), ("2027-01-01", 0), ("2028-02-29", 0),
        ("2028-03-01", 1),
    ])
    func daysRepeatBothWays(date: String, turn: Int) {
        #expect(Self.pattern(.day, 4, anchor: "2026-11-02").turn(on: civil(date)) == turn)
    }

    /// 2026-11-04 is a Wednesday: its week is the first, from its Monday or its Sunday on.
    @Test(arguments: [
        (Weekday.monday, "2026-11-02", 0), (.monday, "2026-11-08", 0), (.monday, "2026-11-09", 1),
        (.monday, "2026-11-16", 0), (.monday, "2026-11-01", 1), (.monday, "2026-10-26", 1), (.monday, "2026-10-25", 0),
        (.sunday, "2026-11-01", 0), (.sunday, "2026-11-07", 0), (.sunday, "2026-11-08", 1), (.sunday, "2026-10-31", 1),
        (.monday, "2027-01-03", 0), (.monday, "2027-01-04", 1),
    ])
    func weeksBeginOnTheirWeekday(start: Weekday, date: String, turn: Int) {
        #expect(Self.pattern(.week, 2, anchor: "2026-11-04", weekStart: start).turn(on: civil(date)) == turn)
    }

    @Test(arguments: [
        ("2026-01-31", 0), ("2026-02-27", 0), ("2026-02-28", 1), ("2026-03-30", 1), ("2026-03-31", 2),
        ("2026-04-29", 2), ("2026-04-30", 0), ("2026-01-30", 2), ("2025-12-31", 2), ("2025-12-30", 1),
        ("2028-02-28", 0), ("2028-02-29", 1),
    ])
    func monthsFromThe31stBeginOnTheLastDayOfShortOnes(date: String, turn: Int) {
        #expect(Self.pattern(.month, 3, anchor: "2026-01-31").turn(on: civil(date)) == turn)
    }

    @Test func monthsFromALeapDayBeginOnThe28thOfOtherYears() {
        let pattern = Self.pattern(.month, 12, anchor: "2024-02-29")
        #expect(pattern.turn(on: civil("2025-02-27")) == 11)
        #expect(pattern.turn(on: civil("2025-02-28")) == 0)
        #expect(pattern.turn(on: civil("2024-03-28")) == 0)
        #expect(pattern.turn(on: civil("2024-03-29")) == 1)
    }

    /// Each turn is as long as its unit, and they follow in order, whatever the anchor.
    @Test(arguments: RotationPattern.Unit.allCases) func turnsFollowEachOther(unit: RotationPattern.Unit) {
        for anchor in ["2024-02-29", "2026-01-31", "2030-12-31", "1999-06-15"] {
            let pattern = Self.pattern(unit, 5, anchor: anchor)
            var length = 1
            for date in civil("2023-12-01")...civil("2029-03-01") {
                let (today, tomorrow) = (pattern.turn(on: date), pattern.turn(on: date + 1))
                #expect((0..<5).contains(today))
                guard today != tomorrow else {
                    length += 1
                    continue
                }
                #expect(tomorrow == (today + 1) % 5)
                if date > civil("2024-02-15") {
                    let lengths: ClosedRange<Int> =
                        switch unit {
                        case .day: 1...1
                        case .week: 7...7
                        case .month: 28...31
                        }
                    #expect(lengths.contains(length), "\(unit) \(anchor) \(date): \(length)")
                }
                length = 1
            }
            #expect(pattern.turn(on: pattern.anchor) == 0)
        }
    }

    @Test func aWeekMayDifferByWeekdayAndHaveOffsOfItsOwn() {
        let work = RosterDay(shifts: [ID(1)])
        var pattern = Self.pattern(.week, 1, anchor: "2026-11-02")
        pattern.turns = [RotationTurn(byWeekday: Array(repeating: work, count: 6) + [.off])]
        pattern.offs = [WeeklyOff(weekday: .saturday, weeks: [2])]
        #expect(pattern.day(on: civil("2026-11-07")) == work)
        #expect(pattern.day(on: civil("2026-11-08")) == .off)
        #expect(pattern.day(on: civil("2026-11-14")) == RosterDay(shifts: [ID(1)], rest: .always))
        #expect(pattern.cycle == "weekly" && pattern.position(on: civil("2026-11-14")) == "weekly")
    }

    @Test(arguments: ["G", "A+B", "off", "company", "G:company", "A+B:off"])
    func aDayReadsAsItIsWritten(text: String) throws {
        let codes: [String: ID<Shift>] = ["A": ID(1), "B": ID(2), "G": ID(3)]
        let day = try #require(RosterDay(text, codes: codes))
        #expect(day.text(Dictionary(uniqueKeysWithValues: codes.map { ($1, $0) })) == text)
    }

    @Test(arguments: ["", "X", "A+", "A+A", "A:so", "off:off", "A:off:off", "+", ":off", "company:company"])
    func anotherWordIsNoDay(text: String) {
        #expect(RosterDay(text, codes: ["A": ID(1), "B": ID(2)]) == nil)
    }
}
