/// Hears what the engine finds while it judges a slot. With `NoTracer` the compiler removes every trace of it.
protocol DayTracer {
    static var isOn: Bool { get }
    mutating func note(_ fact: @autoclosure () -> DayFact)
}

struct NoTracer: DayTracer {
    static let isOn = false

    @inline(__always)
    mutating func note(_ fact: @autoclosure () -> DayFact) {}
}

struct FactRecorder: DayTracer {
    static let isOn = true
    var facts: [DayFact] = []

    mutating func note(_ fact: @autoclosure () -> DayFact) { facts.append(fact()) }
}

/// One finding, as numbers: instants are seconds since 1970 in UTC, durations are seconds.
enum DayFact: Hashable, Sendable {
    case firstToLast(from: Int64, to: Int64)
    case outsideWindow(from: Int64, to: Int64, closes: Int64)
    case rounded(isArrival: Bool, from: Int64, to: Int64, by: Rounding)
    /// Of a break: how much of it the person was there and away, and what of that is deducted and paid.
    case pause(
        from: Int64, to: Int64, there: Int64, deducted: Int64, away: Int64, paidAway: Int64, PlannedBreak)
    case automaticBreak(amount: Int64, after: Int64, work: Int64, taken: Int64, deducted: Int64)
    case split(from: Int64, to: Int64, there: Int64)
    case away(Int64)
    case work(presence: Int64, paidAway: Int64, deducted: Int64, unworked: Int64, roundedBy: Int64)
    case breakTime(deducted: Int64, away: Int64)
    case duty(isAtHome: Bool, from: Int64, to: Int64, added: Int64)
    /// The halves that are leave, and whether somebody was there all the same.
    case wholeLeave(ID<LeaveType>?, ID<LeaveType>?, Bool)
    case halfLeave(DayHalf, ID<LeaveType>, from: Int64, to: Int64)
    case hourlyLeave(from: Int64, to: Int64)
    case otherHalf(work: Int64, needed: Int64, status: DayStatus)
    case workOnLeave(work: Int64, leave: Int64)
    case startWindow(until: Int64)
    case arrival(at: Int64, start: Int64, grace: Int64, late: Int64, isGraceDeducted: Bool)
    case arrivalUnknown(late: Int64)
    case leaving(at: Int64, end: Int64, grace: Int64, early: Int64, isGraceDeducted: Bool)
    case leavingUnknown(early: Int64)
    case shortage(work: Int64, required: Int64, grace: Int64, early: Int64)
    /// `counted`: what it adds to late or early.
    case coreMissed(CoreMiss, missed: Int64, counted: Int64)
    case lateBack(Int64)
    case lateToStretch(Int64)
    case earlyFromStretch(Int64)
    case shiftRunning(end: Int64)
    case stillInside(since: Int64)
    case missingPunch(DayStatus)
    case threshold(work: Int64, absentBelow: Int64, halfDayBelow: Int64, isPartial: Bool, status: DayStatus)
    case verdictByTime(isLate: Bool, amount: Int64, limit: Int64, isAbsent: Bool, status: DayStatus)
    case noPresence(status: DayStatus)
    case notExpected(status: DayStatus)
    case restDayWork(work: Int64, minimum: Int64, status: DayStatus)
    case compensatory(work: Int64, halfDayBelow: Int64, halfDays: UInt8)
    case overtime(OvertimePolicy.Formula, before: Int64, after: Int64, work: Int64, shiftWork: Int64, amount: Int64)
    case switchedOff(earlyComing: Bool, amount: Int64, minimum: Int64)
    case overtimeMinimum(amount: Int64, minimum: Int64, result: Int64)
    case overtimeRounded(amount: Int64, by: Rounding, result: Int64)
    case overtimeMaximum(amount: Int64, maximum: Int64)
    case tiers(OvertimeBands, OvertimeRates)
    case provisional(until: Int64, isOver: Bool)
}

/// Where core hours were missed.
enum CoreMiss: Hashable, Sendable {
    case arrival, between, leaving
}
