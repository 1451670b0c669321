/// A shift on one weekday, resolved: every time is seconds after the local midnight with which its date begins.
struct ShiftPlan: Sendable {
    let shift: ID<Shift>
    let shiftIndex: Int32
    let start: Int32
    /// Beyond 86 400 for a night shift.
    let end: Int32
    let halfDayBelow: Int32
    let absentBelow: Int32
    /// The shift's own work: its length less its deducted breaks.
    let work: Int32
    let firstBreak: Int32
    let endOfBreaks: Int32
    let isPartial: Bool
    let policy: AttendancePolicy

    var crossesMidnight: Bool { end > 86_400 }
}

/// A break inside a plan, cut to the plan's hours.
struct PlannedBreak: Sendable {
    let start: Int32
    let end: Int32
    let isDeducted: Bool
}

extension ShiftPlan {
    init(_ shift: Shift, index: Int, on weekday: Weekday, breaks: inout [PlannedBreak]) {
        let partial = shift.partialDays.first { $0.weekday == weekday }
        let start = (partial?.start ?? shift.start).secondsSinceMidnight
        let end = Self.seconds((partial?.end ?? shift.end), after: start)
        let first = breaks.count
        for pause in shift.breaks {
            let from = Self.seconds(pause.start, notBefore: start)
            let to = min(end, Self.seconds(pause.end, after: from))
            if from < to { breaks.append(PlannedBreak(start: from, end: to, isDeducted: pause.isDeducted)) }
        }
        breaks[first...].sort { $0.start < $1.start }
        let deducted = breaks[first...].reduce(0) { $1.isDeducted ? $0 + $1.end - $1.start : $0 }
        self.init(
            shift: shift.id, shiftIndex: Int32(index), start: start, end: end,
            halfDayBelow: partial?.halfDayBelow ?? shift.policy.halfDayBelow,
            absentBelow: partial?.absentBelow ?? shift.policy.absentBelow, work: end - start - deducted,
            firstBreak: Int32(first), endOfBreaks: Int32(breaks.count), isPartial: partial != nil,
            policy: shift.policy)
    }

    private static func seconds(_ time: TimeOfDay, after start: Int32) -> Int32 {
        time.secondsSinceMidnight > start % 86_400
            ? start / 86_400 * 86_400 + time.secondsSinceMidnight
            : (start / 86_400 + 1) * 86_400 + time.secondsSinceMidnight
    }

    private static func seconds(_ time: TimeOfDay, notBefore start: Int32) -> Int32 {
        time.secondsSinceMidnight >= start ? time.secondsSinceMidnight : time.secondsSinceMidnight + 86_400
    }
}
