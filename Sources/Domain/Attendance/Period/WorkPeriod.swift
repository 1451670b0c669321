/// A stretch of days over which work is added up.
package enum WorkPeriod: Hashable, Sendable {
    case week(start: Weekday)
    /// So many weeks together, the first of one period holding `anchor`.
    case weeks(Int, start: Weekday, anchor: CivilDate)
    case month

    /// The first day of the period that holds the date.
    package func first(of date: CivilDate) -> CivilDate {
        switch self {
        case .week(let start): date - Self.daysIntoWeek(date, start)
        case .weeks(let count, let start, let anchor):
            date - Self.remainder(date - (anchor - Self.daysIntoWeek(anchor, start)), count * 7)
        case .month: date - (date.day - 1)
        }
    }

    package func last(of date: CivilDate) -> CivilDate {
        let first = first(of: date)
        switch self {
        case .week: return first + 6
        case .weeks(let count, _, _): return first + (count * 7 - 1)
        case .month: return Self.month.first(of: first + 31) - 1
        }
    }

    private static func daysIntoWeek(_ date: CivilDate, _ start: Weekday) -> Int {
        // Day 4 of the count of days was a Monday.
        remainder(Int(date.daysSinceEpoch) - 4 - Int(start.rawValue), 7)
    }

    private static func remainder(_ number: Int, _ divisor: Int) -> Int {
        let rest = number % divisor
        return rest < 0 ? rest + divisor : rest
    }
}

extension PeriodOvertimePolicy {
    /// A rule of this policy by which work is added up; nil where it is off.
    func period(_ rule: PeriodOvertimeRule) -> (WorkPeriod, above: Int64)? {
        switch rule {
        case .week: weekAbove > 0 ? (.week(start: weekStart), Int64(weekAbove)) : nil
        case .weeks:
            hasWeeks ? (.weeks(Int(weeks), start: weekStart, anchor: weeksFrom), Int64(weeksAbove)) : nil
        case .month: monthAbove > 0 ? (.month, Int64(monthAbove)) : nil
        }
    }
}

/// The rules that add up work, in the order in which they apply.
enum PeriodOvertimeRule: CaseIterable {
    case week, weeks, month
}
