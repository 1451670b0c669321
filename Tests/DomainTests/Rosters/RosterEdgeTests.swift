import Testing

@testable import Domain

/// Rosters, swaps and their check where one more day or second makes the difference.
struct RosterEdgeTests {
    private func assignment(_ from: String, _ to: String?) -> RosterAssignment {
        RosterAssignment(employee: ID(1), shift: ID(1), from: civil(from), to: to.map(civil))
    }

    @Test func assignmentsOverlapOnOneCommonDay() {
        let week = assignment("2026-11-02", "2026-11-08")
        #expect(week.overlaps(assignment("2026-11-08", nil)) && assignment("2026-11-08", nil).overlaps(week))
        #expect(!week.overlaps(assignment("2026-11-09", nil)) && !assignment("2026-11-09", nil).overlaps(week))
        #expect(!week.overlaps(assignment("2026-10-01", "2026-11-01")))
        #expect(week.overlaps(assignment("2026-10-01", "2026-11-02")))
    }

    @Test func aChangeEndsWithTheEntry() {
        let days = civil("2026-11-01")...civil("2026-11-10")
        let schedule = Schedule([assignment("2026-11-03", "2026-11-05")])
        #expect(schedule.changes(from: Schedule(), in: days) == [civil("2026-11-03")...civil("2026-11-05")])
        #expect(Schedule().changes(from: schedule, in: days) == [civil("2026-11-03")...civil("2026-11-05")])
    }

    @Test func aChangedRotationTouchesNoDayBeyondThoseAskedFor() {
        let entry = ScheduleEntry(
            .pattern(ID(3)), from: civil("2026-01-01"), to: civil("2026-12-31"), layer: .employee)
        let changed: Set<CivilDate> = [civil("2026-11-02"), civil("2026-11-12")]
        let found = Schedule([entry]).changes(
            from: Schedule([entry]), in: civil("2026-11-01")...civil("2026-11-10"), changed: [ID(3): changed])
        #expect(found == [civil("2026-11-02")...civil("2026-11-02")])
    }

    @Test func aSwapIsOpenUntilItIsAppliedOrRefused() {
        let open = ShiftSwap.State.allCases.filter(\.isOpen)
        #expect(open == [.requested, .accepted])
    }

    @Test func theSentenceTellsTheRestThereIs() {
        let sentences = RosterCheckTests().found("BA-----").map(\.sentence)
        #expect(sentences.contains { $0.contains(": 8 h 00 min of rest between") })
    }

    /// Of two shifts that end together the one that began first is told as the neighbour.
    @Test func anOverlapNamesTheFirstOfTwoThatEndTogether() {
        var test = RosterCheckTests()
        test.shifts = [
            .early, Shift(id: ID(5), code: "D", name: "D", start: TimeOfDay(10, 0), end: TimeOfDay(14, 0)),
            Shift(id: ID(6), code: "E", name: "E", start: TimeOfDay(13, 0), end: TimeOfDay(22, 0)),
        ]
        let day = RosterOverride(
            employee: ID(1), date: RosterCheckTests.monday, day: RosterDay(shifts: [ID(3), ID(5), ID(6)]), reason: "")
        let schedule = Roster([], overrides: [day]).schedule(of: RosterCheckTests.asha)
        let found = test.check.conflicts(
            of: RosterCheckTests.asha, schedule, days: RosterCheckTests.monday...RosterCheckTests.monday)
        #expect(found.filter { $0.kind == .overlap }.count == 2)
        #expect(found.contains { $0.sentence.contains("shift A of Mon 2 Nov 2026 and shift E") })
    }

    /// Twelve days in a row break a limit of ten, however few of them are looked at.
    @Test func aRunIsSeenAsFarBackAsItsLimit() {
        var test = RosterCheckTests()
        test.limits.daysInARow.value = 10
        let check = test.check
        let roster = Roster([], overrides: RosterCheckTests().days("GGGGGGGGGGGG"))
        let last = RosterCheckTests.monday + 11
        let found = check.conflicts(
            of: RosterCheckTests.asha, roster.schedule(of: RosterCheckTests.asha), days: last...last)
        #expect(found.contains { $0.kind == .daysInARow })
    }

    @Test func nobodyIsMissedBeforeJoiningOrOnAHoliday() {
        let rules = RuleBook(
            shifts: [.general], weeklyOffs: [], holidays: [Holiday(date: civil("2026-11-05"), name: "H")], zone: .utc)
        let check = RosterCheck(rules: rules, limits: RosterLimits())
        var person = RosterCheckTests.asha
        person.joined = civil("2026-11-04")
        let roster = Roster([], overrides: RosterCheckTests().days("  G", of: person))
        let found = check.conflicts(
            of: person, roster.schedule(of: person), days: civil("2026-11-02")...civil("2026-11-05"))
        #expect(found == [])
    }

    /// A weekly off of the company rests a shift that is assigned without days of its own.
    @Test func aDayOffIsNotWorked() {
        let rules = RuleBook(
            shifts: [.general], weeklyOffs: [WeeklyOff(weekday: .sunday)], holidays: [], zone: .utc)
        let answer = rules.answer(Schedule([assignment("2026-11-01", nil)]), on: civil("2026-11-08"))
        #expect(answer?.isWorked == false && answer?.day.shifts == [ID(1)])
    }
}
