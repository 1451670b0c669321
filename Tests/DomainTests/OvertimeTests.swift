import Domain
import Testing

struct OvertimeTests {
    func sample(_ change: @escaping (inout OvertimePolicy) -> Void) -> Sample {
        Sample(shifts: [.general.with { change(&$0.overtime) }])
    }

    @Test(
        arguments: [
            (OvertimePolicy.Formula.none, true, true, 0), (.afterShiftEnd, true, true, 40),
            (.afterShiftEnd, false, true, 40),
            (.afterShiftEnd, false, false, 0), (.beyondShiftHours, true, true, 80),
            (.beyondShiftHours, false, true, 40),
            (.beyondShiftHours, true, false, 40), (.earlyPlusLate, true, true, 80), (.earlyPlusLate, false, true, 40),
        ] as [(OvertimePolicy.Formula, Bool, Bool, Int32)])
    func formulae(formula: OvertimePolicy.Formula, early: Bool, late: Bool, minutes: Int32) {
        let sample = sample { ($0.formula, $0.countsEarlyComing, $0.countsLateGoing) = (formula, early, late) }
        #expect(sample.day(["08:20", "18:40"]).overtime == minutes * 60)
    }

    @Test(
        arguments: [("18:29:59", 0), ("18:30", 30), ("19:59", 119), ("20:00", 120), ("21:00", 120)] as [(String, Int32)]
    )
    func leastAndMost(out: String, minutes: Int32) {
        #expect(sample { $0.maximum = 7200 }.day(["09:00", out]).overtime == minutes * 60)
    }

    @Test func timeAwayAfterTheShiftEarnsNothing() {
        #expect(sample { _ in }.day(["09:00", "18:00", "20:00", "21:00"]).overtime == 3600)
    }

    @Test func lateArrivalIsMadeUpInTheSumButNotAfterTheEnd() {
        let late = ["10:00", "19:00"]
        #expect(sample { $0.formula = .beyondShiftHours }.day(late).overtime == 0)
        #expect(sample { $0.formula = .afterShiftEnd }.day(late).overtime == 3600)
    }

    @Test(arguments: [DayStatus.weeklyOff, .holiday])
    func restDaysEarnOvertimeOrTimeOffNeverBoth(kind: DayStatus) {
        var sample = sample { $0.restDayWork = .overtime }
        if kind == .holiday { sample.holidays = [Holiday(date: civil("2026-11-02"), name: "H")] }
        if kind == .weeklyOff { sample.weeklyOffs = [WeeklyOff(weekday: .monday)] }
        let paid = sample.day(["10:00", "14:00"])
        #expect(paid.overtime == 4 * 3600 && paid.compensatoryHalfDays == 0)
        #expect(paid.status == (kind == .holiday ? .holidayPresent : .weeklyOffPresent))
        sample.shifts = [.general.with { $0.overtime.restDayWork = .compensatoryOff }]
        #expect(sample.day(["10:00", "14:00"]).compensatoryHalfDays == 1)
        let whole = sample.day(["10:00", "15:00"])
        #expect(whole.compensatoryHalfDays == 2 && whole.overtime == 0)
        #expect(sample.day(["10:00", "10:29"]).status == kind)
        #expect(sample.day([String]()).status == kind)
    }

    @Test func aHolidayGoesBeforeTheWeeklyOff() {
        var sample = Sample(weeklyOffs: [WeeklyOff(weekday: .monday)])
        sample.holidays = [Holiday(date: civil("2026-11-02"), name: "H")]
        #expect(sample.day([String]()).status == .holiday)
    }

    @Test(arguments: [("2026-11-07", false), ("2026-11-14", true), ("2026-11-21", false), ("2026-11-28", true)])
    func theSecondAndFourthSaturdayAreOff(date: String, isOff: Bool) {
        let sample = Sample(weeklyOffs: [WeeklyOff(weekday: .saturday, weeks: [2, 4])])
        #expect(sample.day([String](), on: date).status == (isOff ? .weeklyOff : .absent))
    }
}
