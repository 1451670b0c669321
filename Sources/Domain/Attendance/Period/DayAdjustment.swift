/// By how much a person's day differs, in all that is paid. Signed: less is negative.
package struct DayDifference: Hashable, Sendable {
    /// Half days that are paid as worked, as rest, or as leave.
    package var paidHalfDays: Int32 = 0
    /// Seconds.
    package var work: Int32 = 0
    package var late: Int32 = 0
    package var early: Int32 = 0
    /// What of it is paid, by tier.
    package var overtime = OvertimeBands()
    package var compensatoryHalfDays: Int32 = 0
    package var penaltyHalfDays: Int32 = 0

    package init() {}

    /// What a day comes to.
    package init(_ day: DayResult, unpaidLeave: Set<ID<LeaveType>>) {
        paidHalfDays = day.paidHalfDays(unpaidLeave)
        (work, late, early) = (day.work, day.late, day.early)
        overtime = day.payableBands
        compensatoryHalfDays = Int32(day.compensatoryHalfDays)
        penaltyHalfDays = Int32(day.penaltyHalfDays)
    }

    package var isNone: Bool { self == DayDifference() }

    package static func + (a: DayDifference, b: DayDifference) -> DayDifference { a.merged(b, +) }
    package static func - (a: DayDifference, b: DayDifference) -> DayDifference { a.merged(b, -) }

    private func merged(_ other: DayDifference, _ join: (Int32, Int32) -> Int32) -> DayDifference {
        var sum = DayDifference()
        sum.paidHalfDays = join(paidHalfDays, other.paidHalfDays)
        sum.work = join(work, other.work)
        sum.late = join(late, other.late)
        sum.early = join(early, other.early)
        sum.overtime = OvertimeBands(
            first: join(overtime.first, other.overtime.first), second: join(overtime.second, other.overtime.second),
            third: join(overtime.third, other.overtime.third))
        sum.compensatoryHalfDays = join(compensatoryHalfDays, other.compensatoryHalfDays)
        sum.penaltyHalfDays = join(penaltyHalfDays, other.penaltyHalfDays)
        return sum
    }
}

extension DayResult {
    /// Half days of pay: 2 for a day worked, a rest day or paid leave, 1 for half a day.
    package func paidHalfDays(_ unpaidLeave: Set<ID<LeaveType>>) -> Int32 {
        let leave = [firstHalfLeave, secondHalfLeave].compactMap { $0 }.count { !unpaidLeave.contains($0) }
        return switch status {
        case .present, .onDuty, .workFromHome, .weeklyOff, .weeklyOffPresent, .holiday, .holidayPresent: 2
        case .halfDay: Int32(min(2, 1 + leave))
        case .absent, .onLeave: Int32(leave)
        case .blank, .noShift, .notInYet: 0
        }
    }

    /// Overtime that is paid, by tier; what is not approved is missing from the last tiers.
    package var payableBands: OvertimeBands {
        let first = min(overtimeBands.first, payableOvertime)
        let second = min(overtimeBands.second, payableOvertime - first)
        return OvertimeBands(
            first: first, second: second, third: min(overtimeBands.third, payableOvertime - first - second))
    }
}
