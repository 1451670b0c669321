/// Where the first stretch of a slot begins and the last one ends, where that is not as punched: rounded, or standing for a
/// punch that is missing.
struct Edges {
    /// Positions among the presences; -1: as punched.
    var first = -1
    var last = -1
    var from: Int64 = 0
    var to: Int64 = 0

    var isEmpty: Bool { first < 0 && last < 0 }

    /// Never ends before it begins: what rounding turns around counts no time.
    func span(_ position: Int, of presence: Presence, isOutside: Bool) -> (from: Int64, to: Int64)? {
        let isEdge = position == first || position == last
        guard !isOutside, presence.kind == .pair || isEdge else { return nil }
        let from = position == first ? from : presence.from
        return (from, max(from, position == last ? to : presence.to))
    }
}

extension DayEngine {
    /// Rounds the first IN and the last OUT, and puts a fixed time where one of them is missing and the policy says so.
    func setEdges<Tracer: DayTracer>(
        _ index: Int, _ range: Range<Int>, now: Int64, in tally: inout Tally, tracer: inout Tracer
    ) {
        let slot = slots[index]
        let missing = rules.policies[Int(slot.policy)].missing
        let limit = tally.limit
        guard let first = range.first(where: { !isOutside(presences[$0], slot, limit) }),
            let last = range.last(where: { !isOutside(presences[$0], slot, limit) })
        else { return }
        if presences[first].kind == .pair {
            (tally.edges.first, tally.edges.from) = (first, arrival(presences[first].first, slot, &tally, &tracer))
        } else if presences[first].kind == .missingIn, slot.kind == .working, missing.arrival == .minutes,
            slot.start + Int64(missing.lateBy) < presences[first].to
        {
            (tally.edges.first, tally.edges.from) = (first, slot.start + Int64(missing.lateBy))
        }
        if presences[last].kind == .pair || (first == last && tally.edges.first == last) {
            (tally.edges.last, tally.edges.to) = (last, leaving(presences[last].last, slot, &tally, &tracer))
        } else if presences[last].kind == .missingOut, slot.kind == .working, missing.leaving == .minutes,
            !tally.isInside, now >= slot.end, presences[last].from < slot.end - Int64(missing.earlyBy)
        {
            (tally.edges.last, tally.edges.to) = (last, slot.end - Int64(missing.earlyBy))
        }
    }

    /// The stretch from a first IN to a last OUT, where only these two are read.
    func edges<Tracer: DayTracer>(
        _ index: Int, from first: Int32, to last: Int32, in tally: inout Tally, tracer: inout Tracer
    ) -> (Int64, Int64) {
        let slot = slots[index]
        let missing = rules.policies[Int(slot.policy)].missing
        let isWorking = slot.kind == .working
        var from = marks[Int(first)].instant
        var to = marks[Int(last)].instant
        if !tally.isArrivalUnknown {
            from = arrival(first, slot, &tally, &tracer)
        } else if isWorking, missing.arrival == .minutes {
            from = min(from, slot.start + Int64(missing.lateBy))
        }
        if !tally.isLeavingUnknown {
            to = leaving(last, slot, &tally, &tracer)
        } else if isWorking, missing.leaving == .minutes {
            to = max(to, slot.end - Int64(missing.earlyBy))
        }
        return (from, max(from, to))
    }

    private func arrival<Tracer: DayTracer>(
        _ mark: Int32, _ slot: Slot, _ tally: inout Tally, _ tracer: inout Tracer
    ) -> Int64 {
        let rounding = rules.policies[Int(slot.policy)].rounding
        let mark = marks[Int(mark)]
        let time = rounding.arrival(mark.instant, offset: mark.offset, start: slot.kind == .working ? slot.start : nil)
        guard time != mark.instant else { return time }
        tally.flags.insert(.rounded)
        tracer.note(.rounded(isArrival: true, from: mark.instant, to: time, by: rounding.arrival))
        return time
    }

    private func leaving<Tracer: DayTracer>(
        _ mark: Int32, _ slot: Slot, _ tally: inout Tally, _ tracer: inout Tracer
    ) -> Int64 {
        let rounding = rules.policies[Int(slot.policy)].rounding
        let mark = marks[Int(mark)]
        let time = rounding.leaving(mark.instant, offset: mark.offset, end: slot.kind == .working ? slot.end : nil)
        guard time != mark.instant else { return time }
        tally.flags.insert(.rounded)
        tracer.note(.rounded(isArrival: false, from: mark.instant, to: time, by: rounding.leaving))
        return time
    }

    /// Rounds the work, once breaks are off it.
    func roundWork(_ slot: Slot, _ tally: inout Tally) {
        guard slot.hasHours, rare(slot).contains(.roundedWork), tally.work > 0 else { return }
        let work = tally.work
        tally.roundedBy = rules.policies[Int(slot.policy)].rounding.work.round(work) - work
        if tally.roundedBy != 0 { tally.flags.insert(.rounded) }
    }
}

extension RoundingPolicy {
    /// - Parameters:
    ///   - offset: seconds added to UTC for the wall clock, on which units are counted.
    ///   - start: of the shift; nil where nobody is expected.
    func arrival(_ instant: Int64, offset: Int32, start: Int64?) -> Int64 {
        if let start, snap > 0, abs(instant - start) <= Int64(snap) { return start }
        let rounded = arrival.round(instant + Int64(offset)) - Int64(offset)
        guard let start, startsWithShift else { return rounded }
        return max(rounded, start)
    }

    /// - Parameter end: of the shift; nil where nobody is expected.
    func leaving(_ instant: Int64, offset: Int32, end: Int64?) -> Int64 {
        if let end, snap > 0, abs(instant - end) <= Int64(snap) { return end }
        return leaving.round(instant + Int64(offset)) - Int64(offset)
    }
}
