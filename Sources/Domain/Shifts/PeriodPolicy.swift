/// What needs more than one day to settle. All of it is off until it is switched on.
package struct PeriodPolicy: Hashable, Sendable {
    package var sandwich = SandwichPolicy()
    package var overtime = PeriodOvertimePolicy()
    package var late = PenaltyPolicy()
    package var early = PenaltyPolicy()

    package init() {}
}

/// When rest days beside absences count as absence.
package struct SandwichPolicy: Hashable, Sendable {
    /// The nearest working day before the rest days is an absence.
    package var whenBefore = false
    /// The nearest working day after them is.
    package var whenAfter = false
    /// Both are.
    package var whenBoth = false
    /// A whole day of unpaid leave is an absence too; paid leave never is.
    package var countsUnpaidLeave = false
    /// More rest days in a row than this are a shutdown, and never absence. 1...31.
    package var longestRun: UInt8 = 14

    package init() {}

    package var isOn: Bool { whenBefore || whenAfter || whenBoth }
}

/// Overtime by the work of several days, beyond what the single days have earned. Durations are seconds; 0 switches off.
package struct PeriodOvertimePolicy: Hashable, Sendable {
    /// Work of a week beyond this is overtime.
    package var weekAbove: Int32 = 0
    package var weekStart: Weekday = .monday
    /// Work of so many weeks together beyond `weeksAbove` is overtime. 2...52, or 0: off.
    package var weeks: UInt8 = 0
    package var weeksAbove: Int32 = 0
    /// A day in the first week of one such period; the others follow before and after it.
    package var weeksFrom = CivilDate(daysSinceEpoch: 4)
    /// Work of a month of the calendar beyond this is overtime.
    package var monthAbove: Int32 = 0
    /// From so many days worked in a row on, all work is overtime. 2...31, or 0: off.
    package var consecutiveDay: UInt8 = 0
    /// Only that very day is; the days after it are as usual.
    package var isConsecutiveDayAlone = false

    package init() {}

    package var isOn: Bool { weekAbove > 0 || hasWeeks || monthAbove > 0 || consecutiveDay > 0 }

    var hasWeeks: Bool { weeks > 0 && weeksAbove > 0 }
}

/// What coming late, or leaving early, again and again within a month of the calendar costs.
package struct PenaltyPolicy: Hashable, Sendable {
    package enum Effect: UInt8, Hashable, Sendable, CaseIterable {
        /// Half days are taken from the leave balance; the day stays what it was.
        case leave
        /// The day itself is counted as half a day or absent.
        case day
    }

    /// Each so many such days cost something, on the date of the last of them. 0: off.
    package var every: UInt8 = 0
    /// 1 or 2.
    package var halfDays: UInt8 = 1
    /// Only such days on working days that follow each other count together.
    package var isConsecutive = false
    package var effect: Effect = .leave

    package init() {}

    package var isOn: Bool { every > 0 }
}

extension PeriodPolicy {
    package var isOn: Bool { sandwich.isOn || overtime.isOn || late.isOn || early.isOn }
}
