import Testing

@testable import Domain

struct RosterCheckTests {
    static let monday = civil("2026-11-02")
    static let asha = Employee(
        id: ID(1), code: "0042", name: "Asha Verma", department: "Press", joined: civil("2020-01-01"))
    static let ravi = Employee(
        id: ID(2), code: "0077", name: "Ravi Rao", department: "Press", joined: civil("2020-01-01"))

    var shifts: [Shift] = [.general, .night, .early, .afternoon]
    var limits = RosterLimits()

    var check: RosterCheck {
        RosterCheck(
            rules: RuleBook(
                shifts: shifts, weeklyOffs: [WeeklyOff(weekday: .sunday)], holidays: [], zone: .utc, patterns: []),
            limits: limits)
    }

    /// From Monday 2 November on; `-` is off, a blank says nothing.
    func days(_ codes: String, of person: Employee = asha) -> [RosterOverride] {
        let ids: [Character: Int64] = ["G": 1, "N": 2, "A": 3, "B": 4]
        return codes.enumerated().compactMap { index, code in
            guard code != " " else { return nil }
            let day = ids[code].map { RosterDay(shifts: [ID($0)]) } ?? .off
            return RosterOverride(employee: person.id, date: Self.monday + index, day: day, reason: "")
        }
    }

    func found(_ codes: String, leaves: [LeaveOnDay] = []) -> [RosterConflict] {
        let roster = Roster([], overrides: days(codes))
        return check.conflicts(
            of: Self.asha, roster.schedule(of: Self.asha), days: Self.monday...(Self.monday + codes.count - 1),
            leaves: leaves)
    }

    @Test(arguments: [
        ("GGGGGG-", [RosterConflict.Kind]()), ("GGGGGGG", [.daysInARow, .weekHours]), ("GGGG GG", [.gap]),
        ("BA-----", [.rest]), ("AB-----", []), ("NA-----", [.rest]), ("N-A----", []), ("NN-----", []),
        ("NB-----", [.rest]), ("-------", []),
    ])
    func conflictsOfAWeek(codes: String, kinds: [RosterConflict.Kind]) {
        #expect(Set(found(codes).map(\.kind)) == Set(kinds), "\(found(codes).map(\.sentence))")
    }

    /// From 22:00 until the start of the next day's shift: 10:59:59, 11:00:00 and 11:00:01.
    @Test(arguments: [(TimeOfDay(8, 59, 59), 1), (TimeOfDay(9, 0), 0), (TimeOfDay(9, 0, 1), 0)])
    func elevenHoursAreEnough(start: TimeOfDay, count: Int) {
        var test = self
        test.shifts[0].start = start
        #expect(test.found("BG").filter { $0.kind == .rest }.count == count)
    }

    @Test(arguments: [(6, 1), (7, 0), (8, 0)]) func sevenDaysAreMoreThanSix(limit: Int32, count: Int) {
        var test = self
        test.limits.daysInARow.value = limit
        #expect(test.found("GGGGGGG").filter { $0.kind == .daysInARow }.count == count)
    }

    /// Six days of eight hours are 48.
    @Test(arguments: [(0, 0), (-1, 1), (1, 0)]) func fortyEightHoursAreNotMore(second: Int32, count: Int) {
        var test = self
        test.limits.weekHours.value += second
        #expect(test.found("GGGGGG-").filter { $0.kind == .weekHours }.count == count)
    }

    @Test func theWeekBeginsWhereItIsSet() {
        var test = self
        test.limits.weekHours.value = 16 * 3600
        #expect(test.found("-----GGG").filter { $0.kind == .weekHours }.isEmpty)
        test.limits.weekStart = .saturday
        #expect(test.found("-----GGG").filter { $0.kind == .weekHours }.map(\.days.lowerBound) == [civil("2026-11-07")])
    }

    @Test func shiftsAtOneTimeOverlap() {
        var test = self
        test.shifts[2].end = TimeOfDay(14, 0, 1)
        let both = RosterOverride(
            employee: ID(1), date: Self.monday, day: RosterDay(shifts: [ID(3), ID(4)]), reason: "")
        let schedule = Roster([], overrides: [both]).schedule(of: Self.asha)
        let day = Self.monday...Self.monday
        #expect(
            test.check.conflicts(of: Self.asha, schedule, days: day).map(\.sentence) == [
                "Asha Verma (0042): shift A of Mon 2 Nov 2026 and shift B of Mon 2 Nov 2026 overlap by 1 s."
            ])
        #expect(check.conflicts(of: Self.asha, schedule, days: day).isEmpty)
    }

    @Test func aDayOfLeaveIsNotWorked() {
        let leave = LeaveOnDay(date: Self.monday + 3, portion: .full, type: ID(1))
        #expect(found("GGGGGGG", leaves: [leave]).map(\.kind) == [.leave])
        let half = LeaveOnDay(date: Self.monday + 3, portion: .firstHalf, type: ID(1))
        #expect(Set(found("GGGGGGG", leaves: [half]).map(\.kind)) == [.daysInARow, .weekHours])
    }

    @Test func theDaysAroundCount() {
        let roster = Roster([], overrides: days("GGGGGGG"))
        let last = Self.monday + 6
        let touching = check.conflicts(of: Self.asha, roster.schedule(of: Self.asha), days: last...last)
        #expect(touching.map(\.kind) == [.daysInARow, .weekHours])
        let after = check.conflicts(of: Self.asha, roster.schedule(of: Self.asha), days: (last + 2)...(last + 2))
        #expect(after.map(\.kind) == [.gap])
    }

    @Test(arguments: RosterConflict.Kind.allCases) func whatIsOffIsNotSaid(kind: RosterConflict.Kind) {
        var test = self
        test.shifts[3].end = TimeOfDay(6, 0, 1)
        let leave = [LeaveOnDay(date: Self.monday + 9, portion: .full, type: ID(1))]
        let codes = "BAGGGNB GG"
        #expect(Set(test.found(codes, leaves: leave).map(\.kind)) == Set(RosterConflict.Kind.allCases))
        switch kind {
        case .overlap: test.limits.overlap = .off
        case .leave: test.limits.leave = .off
        case .rest: test.limits.rest.reaction = .off
        case .daysInARow: test.limits.daysInARow.reaction = .off
        case .weekHours: test.limits.weekHours.reaction = .off
        case .gap: test.limits.gap = .off
        }
        #expect(
            Set(test.found(codes, leaves: leave).map(\.kind)) == Set(RosterConflict.Kind.allCases.filter { $0 != kind })
        )
    }

    private func swap(
        _ mine: String, _ theirs: String, on dates: [Int], leaves: [LeaveOnDay] = [], locked: Set<CivilDate> = [],
        change: (inout Employee) -> Void = { _ in }
    ) -> SwapCheck {
        var partner = Self.ravi
        change(&partner)
        let roster = Roster([], overrides: days(mine) + days(theirs, of: partner))
        let swap = ShiftSwap(
            requester: ID(1), partner: partner.id, days: dates.map { Self.monday + $0 }, reason: "")
        return check.check(
            swap, SwapSide(Self.asha, leaves: []), SwapSide(partner, leaves: leaves, lockedDays: locked), roster)
    }

    @Test func aSwapExchangesWhatIsWorked() {
        let result = swap("AAA", "BB-", on: [1, 2])
        #expect(result.problems.isEmpty)
        let written = result.overrides.map { "\($0.employee.rawValue) \($0.date.day) \($0.day.shifts.map(\.rawValue))" }
        #expect(written == ["1 3 [4]", "2 3 [3]", "1 4 []", "2 4 [3]"])
        #expect(result.overrides.allSatisfy { !$0.reason.isEmpty })
        #expect(Set(result.warnings.map(\.kind)) == [.rest])
    }

    @Test func whatCannotBeSwapped() {
        #expect(
            swap("AAA", "AAA", on: [1]).problems == [
                "Both work the same on Tue 3 Nov 2026, so there is nothing to swap."
            ])
        #expect(
            swap("A A", "BBB", on: [1]).problems == [
                "Asha Verma (0042) is not rostered on Tue 3 Nov 2026: there is nothing to exchange."
            ])
        #expect(swap("AAA", "BBB", on: []).problems == ["A swap needs at least one day."])
        let leave = LeaveOnDay(date: Self.monday, portion: .firstHalf, type: ID(1))
        #expect(
            swap("AAA", "BBB", on: [0], leaves: [leave]).problems == ["Ravi Rao (0077) is away on Mon 2 Nov 2026."])
        #expect(
            swap("AAA", "BBB", on: [0], locked: [Self.monday]).problems == [
                "Mon 2 Nov 2026 of Ravi Rao (0077) is locked and does not change any more."
            ])
        #expect(
            swap("AAA", "BBB", on: [2]) { $0.left = Self.monday + 1 }.problems == [
                "Ravi Rao (0077) is not employed on Wed 4 Nov 2026."
            ])
        #expect(
            swap("AAA", "BBB", on: [0]) { $0.postings.set(Posting(from: Self.monday, department: "Stores")) }.problems
                .count == 1)
        #expect(swap("AAA", "AAA", on: [0]) { $0.id = ID(1) }.problems.first?.hasPrefix("Nobody swaps") == true)
    }

    @Test func departmentsMaySwapWhereTheyAreAllowedTo() {
        var test = self
        test.limits.swapsAcrossDepartments = true
        #expect(
            test.swap("AAA", "BBB", on: [0]) { $0.postings.set(Posting(from: Self.monday, department: "Stores")) }
                .problems.isEmpty)
    }

    @Test func aLimitThatRefusesIsAProblemOnEitherSide() {
        var test = self
        test.limits.rest.reaction = .refuse
        #expect(test.swap("AAA", "BBB", on: [0]).problems.map { $0.prefix(10) } == ["Asha Verma"])
        #expect(test.swap("BBB", "AAA", on: [0]).problems.map { $0.prefix(8) } == ["Ravi Rao"])
        #expect(test.swap("BA", "-B", on: [0]).problems.isEmpty, "what was so before is nobody's fault now")
    }
}
