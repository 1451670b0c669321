/// A shift on one weekday, resolved: every time is seconds after the local midnight with which its date begins.
struct ShiftPlan: Sendable {
    let shift: ID<Shift>
    let shiftIndex: Int32
    let start: Int32
    /// Beyond 86 400 for a night shift.
    let end: Int32
    /// Where the first half of the shift ends and the second begins, with its longest break between them.
    let middle: ClosedRange<Int32>
    /// A short day's; nil: the policy's.
    let limits: WorkLimits?
    /// The shift's own work: its length less its deducted breaks.
    let work: Int32
    let firstBreak: Int32
    let endOfBreaks: Int32
    var isPartial: Bool { limits != nil }
    /// The hours that are left beside a half that is off.
    func hours(without half: DayHalf?) -> (start: Int32, end: Int32) {
        switch half {
        case nil: (start, end)
        case .first: (middle.upperBound, end)
        case .second: (start, middle.lowerBound)
        }
    }

    var crossesMidnight: Bool { end > 86_400 }
}

/// Less work than these is an absence, or half a day; 0 switches one off. Seconds.
struct WorkLimits: Hashable, Sendable {
    var absentBelow: Int32
    var halfDayBelow: Int32
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
            middle: Self.middle(from: start, to: end, breaks[first...]),
            limits: partial.map { WorkLimits(absentBelow: $0.absentBelow, halfDayBelow: $0.halfDayBelow) },
            work: end - start - deducted, firstBreak: Int32(first), endOfBreaks: Int32(breaks.count))
    }

    /// The halves part at the longest break between the first and the last quarter of the shift, else in the middle.
    private static func middle(
        from start: Int32, to end: Int32, _ breaks: ArraySlice<PlannedBreak>
    ) -> ClosedRange<Int32> {
        let quarter = (end - start) / 4
        var longest: PlannedBreak?
        for pause in breaks where pause.start >= start + quarter && pause.end <= end - quarter {
            if pause.end - pause.start > longest.map({ $0.end - $0.start }) ?? 0 { longest = pause }
        }
        let center = start + (end - start) / 2
        return longest.map { $0.start...$0.end } ?? center...center
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
