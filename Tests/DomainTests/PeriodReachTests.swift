import Testing

@testable import Domain

/// How far rules over several days reach, and what a change of days touches.
struct PeriodReachTests {
    private func rules(_ change: (inout PeriodPolicy) -> Void) -> RuleBook {
        let shift = Shift.general.with { change(&$0.period) }
        return RuleBook(
            shifts: [shift], weeklyOffs: [.thursday, .friday, .saturday, .sunday].map { WeeklyOff(weekday: $0) },
            holidays: [], zone: .utc)
    }

    private func touched(_ rules: RuleBook, _ first: String, _ last: String) -> ClosedRange<CivilDate> {
        let person = Sample(shifts: rules.shifts).person([])
        var engine = DayEngine(rules: rules)
        return engine.touched(by: civil(first)...civil(last), of: person)
    }

    @Test func withoutSuchRulesADayTouchesItself() {
        let days = civil("2026-11-02")...civil("2026-11-03")
        #expect(rules { _ in }.mostTouched(by: days) == days)
        #expect(rules { _ in }.punchDays(for: days) == civil("2026-10-30")...civil("2026-11-05"))
        #expect(touched(rules { _ in }, "2026-11-02", "2026-11-03") == days)
    }

    /// Four rest days lie before Monday the 9th, and four after Wednesday the 11th.
    @Test(arguments: [
        (UInt8(2), "2026-11-07", "2026-11-13"), (4, "2026-11-05", "2026-11-15"), (14, "2026-11-05", "2026-11-15"),
    ])
    func restDaysBesideAreTouchedUpToTheLongestRun(longest: UInt8, first: String, last: String) {
        let rules = rules { ($0.sandwich.whenBoth, $0.sandwich.longestRun) = (true, longest) }
        #expect(touched(rules, "2026-11-09", "2026-11-11") == civil(first)...civil(last))
        let most = rules.mostTouched(by: civil("2026-11-09")...civil("2026-11-11"))
        #expect(most == (civil("2026-11-09") - Int(longest))...(civil("2026-11-11") + Int(longest)))
    }

    @Test func aPenaltyTouchesTheRestOfTheMonth() {
        let rules = rules { $0.late.every = 3 }
        #expect(touched(rules, "2026-11-09", "2026-11-11") == civil("2026-11-09")...civil("2026-11-30"))
    }

    @Test func fourWeeksEndAfterFour() {
        let four = WorkPeriod.weeks(4, start: .monday, anchor: civil("2026-11-02"))
        #expect(four.first(of: civil("2026-11-29")) == civil("2026-11-02"))
        #expect(four.last(of: civil("2026-11-02")) == civil("2026-11-29"))
        #expect(four.last(of: civil("2026-11-30")) == civil("2026-12-27"))
        #expect(four.first(of: civil("2026-11-01")) == civil("2026-10-05"))
    }

    /// Of a single day the moment from which no punch can change it; of one that waits for another, that one's.
    @Test func aDaySettlesWithTheOneItWaitsFor() {
        let sample = Sample(weeklyOffs: [WeeklyOff(weekday: .sunday)])
        var engine = DayEngine(rules: sample.rules)
        let monday = civil("2026-11-02")
        engine.evaluate(
            sample.person([]), days: monday...monday, knowing: sample.known(at: "2026-11-02 20:00")
        ) { _ in }
        #expect(engine.settling(of: monday) == sample.instant("2026-11-03 07:00"))
        #expect(engine.settling(of: civil("2026-12-24")) == nil)

        var sandwich = sample
        sandwich.shifts = [.general.with { $0.period.sandwich.whenAfter = true }]
        engine = DayEngine(rules: sandwich.rules)
        let sunday = civil("2026-11-08")
        engine.evaluate(
            sandwich.person([]), days: sunday...sunday, knowing: sandwich.known(at: "2026-11-08 20:00")
        ) { _ in }
        #expect(engine.settling(of: sunday) == sandwich.instant("2026-11-10 07:00"))
    }

    @Test(arguments: [(true, true, DayStatus.absent), (true, false, .weeklyOff), (false, true, .weeklyOff)])
    func unpaidLeaveIsAnAbsenceWhereThePolicySaysSo(counts: Bool, isUnpaid: Bool, status: DayStatus) {
        let shift = Shift.general.with {
            ($0.period.sandwich.whenBefore, $0.period.sandwich.countsUnpaidLeave) = (true, counts)
        }
        let rules = RuleBook(
            shifts: [shift], weeklyOffs: [WeeklyOff(weekday: .sunday)], holidays: [], zone: .utc,
            unpaidLeave: isUnpaid ? [ID(5)] : [ID(6)])
        var person = Sample(shifts: [shift]).person([])
        person.leaves = [LeaveOnDay(date: civil("2026-11-07"), portion: .full, type: ID(5), countsRestDays: false)]
        let sunday = civil("2026-11-08")
        var found: [DayStatus] = []
        evaluate(person, days: sunday...sunday, rules: rules, knowing: .complete) { found.append($0.status) }
        #expect(found == [status])
    }

    @Test func dutyOfNoLengthIsNoDuty() {
        let sample = Sample()
        var person = sample.person(sample.punches(["09:00", "18:00"]))
        person.outsideWork = [
            OutsideWork(
                kind: .onDuty, date: civil("2026-11-02"),
                portion: .hours(sample.instant("10:00"), sample.instant("10:00")))
        ]
        let day = explain(person, date: civil("2026-11-02"), rules: sample.rules, knowing: .complete).result
        #expect(day.flags == [] && day.dutyTime == 0)
    }
}
