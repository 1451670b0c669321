/// How far the rules over several days look, for all policies of a company together.
package struct PeriodReach: Hashable, Sendable {
    /// 0: no rest day can become an absence.
    private(set) var longestRun = 0
    /// 0: days in a row do not matter.
    private(set) var consecutiveDays = 0
    private(set) var hasPenalties = false
    private(set) var periods: [WorkPeriod] = []

    /// False: each day stands for itself, and nothing here costs anything.
    package private(set) var isOn = false

    init(_ policies: some Sequence<AttendancePolicy>) {
        for policy in policies where policy.period.isOn { add(policy.period) }
    }

    private mutating func add(_ policy: PeriodPolicy) {
        isOn = true
        if policy.sandwich.isOn { longestRun = max(longestRun, Int(policy.sandwich.longestRun)) }
        consecutiveDays = max(consecutiveDays, Int(policy.overtime.consecutiveDay))
        if policy.late.isOn || policy.early.isOn { hasPenalties = true }
        for rule in PeriodOvertimeRule.allCases {
            guard let (period, _) = policy.overtime.period(rule), !periods.contains(period) else { continue }
            periods.append(period)
        }
    }

    /// The days that must be judged to settle others.
    ///
    /// - Parameter restDays: how many days beside them to look for the end of a run of rest days.
    func needed(for days: ClosedRange<CivilDate>, restDays: Int) -> ClosedRange<CivilDate> {
        var first = days.lowerBound
        // A month's sum rests on what the weeks have booked, and a week's on days in a row.
        for rule in PeriodOvertimeRule.allCases.reversed() {
            first = periods(of: rule).map { $0.first(of: first) }.min() ?? first
        }
        first = first - consecutiveDays
        if hasPenalties { first = min(first, WorkPeriod.month.first(of: days.lowerBound)) }
        let run = longestRun == 0 ? 0 : min(restDays, longestRun + 1)
        return min(first, days.lowerBound - run)...(days.upperBound + run)
    }

    /// As ``needed(for:restDays:)``, however long a run of rest days is.
    func needed(for days: ClosedRange<CivilDate>) -> ClosedRange<CivilDate> { needed(for: days, restDays: .max - 1) }

    /// The days that a change of some can touch, but for the rest days beside them.
    func touched(by days: ClosedRange<CivilDate>) -> ClosedRange<CivilDate> {
        var last = days.upperBound + consecutiveDays
        for rule in PeriodOvertimeRule.allCases {
            last = periods(of: rule).map { $0.last(of: last) }.max() ?? last
        }
        if hasPenalties { last = max(last, WorkPeriod.month.last(of: days.upperBound)) }
        return days.lowerBound...last
    }

    private func periods(of rule: PeriodOvertimeRule) -> some Sequence<WorkPeriod> {
        periods.lazy.filter { period in
            switch (rule, period) {
            case (.week, .week), (.weeks, .weeks), (.month, .month): true
            default: false
            }
        }
    }
}

extension RuleBook {
    /// The days whose punches must be at hand to settle others.
    package func punchDays(for days: ClosedRange<CivilDate>) -> ClosedRange<CivilDate> {
        let needed = reach.isOn ? reach.needed(for: days) : days
        return (needed.lowerBound - Self.punchDaysBefore)...(needed.upperBound + Self.contextDays)
    }

    /// The days that a change of some can touch at most, of anybody.
    package func mostTouched(by days: ClosedRange<CivilDate>) -> ClosedRange<CivilDate> {
        guard reach.isOn else { return days }
        let touched = reach.touched(by: days)
        return (touched.lowerBound - reach.longestRun)...max(touched.upperBound, days.upperBound + reach.longestRun)
    }
}
