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
    /// The shift's own work: its length less what of its breaks is not paid.
    let work: Int32
    let firstBreak: Int32
    let endOfBreaks: Int32
    /// It has more than one stretch.
    let isSplit: Bool
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

/// Rules that few policies have, so that one look tells a slot that it needs none of them.
struct RareRules: OptionSet, Sendable {
    let rawValue: UInt8

    /// The first and the last stretch of presence are not where they were punched.
    static let edges = RareRules(rawValue: 1 << 0)
    /// Late and early are not just measured from the start and to the end.
    static let times = RareRules(rawValue: 1 << 1)
    static let automaticBreaks = RareRules(rawValue: 1 << 2)
    static let roundedWork = RareRules(rawValue: 1 << 3)
    /// Late or early alone can make half a day or an absence of it.
    static let verdicts = RareRules(rawValue: 1 << 4)

    init(rawValue: UInt8) { self.rawValue = rawValue }

    init(_ policy: AttendancePolicy) {
        self = []
        let rounding = policy.rounding
        if rounding.arrival.unit > 0 || rounding.leaving.unit > 0 || rounding.snap > 0 || rounding.startsWithShift
            || policy.missing.arrival == .minutes || policy.missing.leaving == .minutes
        {
            insert(.edges)
        }
        if policy.lateness.deductsGrace || policy.flexible != FlexiblePolicy() || policy.breaks.lateBack == .late {
            insert(.times)
        }
        if policy.breaks.automatic.amount > 0 { insert(.automaticBreaks) }
        if rounding.work.unit > 0 { insert(.roundedWork) }
        var limits = LatenessPolicy()
        limits.deductsGrace = policy.lateness.deductsGrace
        if policy.lateness != limits { insert(.verdicts) }
    }
}

/// A break inside a plan, cut to the plan's hours.
struct PlannedBreak: Hashable, Sendable {
    let start: Int32
    let end: Int32
    let kind: ShiftBreak.Kind
    /// Of a flexible break.
    let length: Int32
    /// As much of it as is paid; all of it where nothing is deducted.
    let paid: Int32

    init(_ pause: ShiftBreak, from start: Int32, to end: Int32) {
        self.start = start
        self.end = end
        kind = pause.kind
        length = min(pause.length, end - start)
        paid = pause.isDeducted ? pause.paid : end - start
    }

    /// What it takes off the shift's own work.
    var unpaid: Int32 { max(0, (kind == .flexible ? length : end - start) - paid) }
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
            if from < to { breaks.append(PlannedBreak(pause, from: from, to: to)) }
        }
        breaks[first...].sort { $0.start < $1.start }
        let unpaid = breaks[first...].reduce(0) { $0 + $1.unpaid }
        self.init(
            shift: shift.id, shiftIndex: Int32(index), start: start, end: end,
            middle: Self.middle(from: start, to: end, breaks[first...]),
            limits: partial.map { WorkLimits(absentBelow: $0.absentBelow, halfDayBelow: $0.halfDayBelow) },
            work: end - start - unpaid, firstBreak: Int32(first), endOfBreaks: Int32(breaks.count),
            isSplit: breaks[first...].contains { $0.kind == .split })
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

    static func seconds(_ time: TimeOfDay, after start: Int32) -> Int32 {
        time.secondsSinceMidnight > start % 86_400
            ? start / 86_400 * 86_400 + time.secondsSinceMidnight
            : (start / 86_400 + 1) * 86_400 + time.secondsSinceMidnight
    }

    static func seconds(_ time: TimeOfDay, notBefore start: Int32) -> Int32 {
        time.secondsSinceMidnight >= start ? time.secondsSinceMidnight : time.secondsSinceMidnight + 86_400
    }
}
