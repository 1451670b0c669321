import Testing

@testable import Domain

/// Rules over several days, breaks, tiers and rates: what is switched off, and what no policy may hold.
struct PolicyEdgeTests {
    @Test func nothingOverSeveralDaysIsOnByItself() {
        #expect(!PeriodPolicy().isOn)
        var overtime = PeriodOvertimePolicy()
        overtime.weeks = 4
        #expect(!overtime.isOn)
        overtime.weeksAbove = 3600
        #expect(overtime.isOn)
        overtime.weeks = 0
        #expect(!overtime.isOn)
    }

    typealias Change = @Sendable (inout AttendancePolicy) -> Void

    static let refused: [(String, Change, Change)] = [
        (
            "week above", { $0.period.overtime.weekAbove = 168 * 3600 },
            { $0.period.overtime.weekAbove = 168 * 3600 + 1 }
        ),
        ("week above", { $0.period.overtime.weekAbove = 0 }, { $0.period.overtime.weekAbove = -1 }),
        (
            "month above", { $0.period.overtime.monthAbove = 744 * 3600 },
            { $0.period.overtime.monthAbove = 744 * 3600 + 1 }
        ),
        ("consecutive day", { $0.period.overtime.consecutiveDay = 2 }, { $0.period.overtime.consecutiveDay = 1 }),
        ("consecutive day", { $0.period.overtime.consecutiveDay = 31 }, { $0.period.overtime.consecutiveDay = 32 }),
        ("overtime weeks", { weeks(2, 3600, &$0) }, { weeks(1, 3600, &$0) }),
        ("overtime weeks", { weeks(52, 3600, &$0) }, { weeks(53, 3600, &$0) }),
        ("weeks above", { weeks(2, 2 * 604_800, &$0) }, { weeks(2, 2 * 604_800 + 1, &$0) }),
        ("weeks above", { weeks(2, 1, &$0) }, { weeks(2, -1, &$0) }),
        ("late penalty every", { $0.period.late.every = 31 }, { $0.period.late.every = 32 }),
        ("absent below", { ($0.halfDayBelow, $0.absentBelow) = (0, 7200) }, { $0.absentBelow = $0.halfDayBelow + 1 }),
        (
            "absent if late beyond", { $0.lateness.halfDayIfLate = 3600 },
            { ($0.lateness.halfDayIfLate, $0.lateness.absentIfLate) = (3600, 3599) }
        ),
        ("between 0 and 24", { pause(86_400, 86_400, &$0) }, { pause(86_401, 86_400, &$0) }),
        ("between 0 and 24", { pause(0, 86_400, &$0) }, { pause(0, 86_401, &$0) }),
        ("between 0 and 24", { pause(0, 0, &$0) }, { pause(-1, 3600, &$0) }),
        ("between 0 and 24", { pause(0, 3600, &$0) }, { pause(0, -1, &$0) }),
        ("overtime tiers", { $0.overtime.workingDay.firstEnd = 86_400 }, { $0.overtime.workingDay.firstEnd = -1 }),
        (
            "rounding in", { $0.rounding.arrival = Rounding(0, .cutoff, cutoff: 5) },
            {
                $0.rounding.arrival = Rounding(5, .cutoff, cutoff: 5)
            }
        ),
    ]

    private static func weeks(_ count: UInt8, _ above: Int32, _ policy: inout AttendancePolicy) {
        (policy.period.overtime.weeks, policy.period.overtime.weeksAbove) = (count, above)
    }

    private static func pause(_ amount: Int32, _ after: Int32, _ policy: inout AttendancePolicy) {
        policy.breaks.automatic = AutomaticBreak(amount: amount, after: after)
    }

    @Test(arguments: refused.indices) func isRefusedBeyondItsEdge(index: Int) {
        let (words, fits, contradicts) = Self.refused[index]
        var policy = AttendancePolicy()
        fits(&policy)
        #expect(policy.problems() == [])
        policy = AttendancePolicy()
        contradicts(&policy)
        #expect(policy.problems().contains { $0.sentence.contains(words) || $0.field.contains(words) })
    }

    @Test(arguments: [
        ("150", "150 and 150 and 150"), ("150 and 200", "150 and 200 and 200"), ("0 and 1000", "0 and 1000 and 1000"),
    ])
    func aTierThatIsNotNamedIsWorthTheOneBefore(text: String, words: String) {
        #expect(OvertimeRates(text)?.words == words)
    }

    @Test(arguments: ["1001", "-1", "", "1 and 2 and 3 and 4"]) func isNoRate(text: String) {
        #expect(OvertimeRates(text) == nil)
    }

    @Test func eachTierIsWorthItsRate() {
        let tiers = OvertimeTiers(rates: OvertimeRates(first: 100, second: 150, third: 200))
        #expect(tiers.worth(of: OvertimeBands(first: 3600, second: 3600, third: 3600)) == 16_200)
    }

    @Test func aCountThatCannotBeNoneIsNotReadAsNone() throws {
        var policy = AttendancePolicy()
        let longest = try #require(PolicyParameter.named("sandwich longest run"))
        #expect(!longest.read("0", into: &policy))
        #expect(longest.read("31", into: &policy) && policy.period.sandwich.longestRun == 31)
    }

    @Test func aWeeklyOffKnowsItsWeeks() {
        #expect(WeeklyOff(weekday: .saturday, weeks: [2, 4]).weeks == [2, 4])
        #expect(WeeklyOff(weekday: .saturday, weeks: [1, 5, 6]).weeks == [1, 5])
        #expect(WeeklyOff(weekday: .sunday).weeks == [])
    }

    @Test(arguments: [("2026-11-01", false), ("2026-11-02", true), ("2026-11-10", true), ("2026-11-11", false)])
    func anAssignmentHoldsOnItsDays(date: String, holds: Bool) {
        let policy = PolicyAssignment(
            policy: ID(1), scope: .company, from: civil("2026-11-02"), to: civil("2026-11-10"))
        let roster = RosterAssignment(
            employee: ID(1), shift: ID(1), from: civil("2026-11-02"), to: civil("2026-11-10"))
        #expect(policy.holds(on: civil(date)) == holds)
        #expect(roster.holds(on: civil(date)) == holds)
    }
}
