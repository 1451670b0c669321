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
            (tally.edges.first, tally.edges.from) = (
                first, arrival(presences[first].first, first, slot, &tally, &tracer)
            )
        } else if presences[first].kind == .missingIn, slot.kind == .working, missing.arrival == .minutes {
            let from = max(slot.start + Int64(missing.lateBy), first > 0 ? presences[first - 1].to : .min)
            if isPossible(from: from, to: presences[first].to, index, limit) {
                (tally.edges.first, tally.edges.from) = (first, from)
            }
        }
        if presences[last].kind == .pair || (first == last && tally.edges.first == last) {
            (tally.edges.last, tally.edges.to) = (last, leaving(presences[last].last, last, slot, &tally, &tracer))
        } else if presences[last].kind == .missingOut, slot.kind == .working, missing.leaving == .minutes,
            !tally.isInside, now >= slot.end
        {
            let next = last + 1 < presences.count ? presences[last + 1].from : .max
            let to = min(slot.end - Int64(missing.earlyBy), next)
            if isPossible(from: presences[last].from, to: to, index, limit) {
                (tally.edges.last, tally.edges.to) = (last, to)
            }
        }
    }

    /// When the next presence begins, or would if its IN were not missing.
    ///
    /// - Precondition: there is one.
    private func nextStart(after presence: Int) -> Int64 {
        let next = presences[presence + 1]
        let missing = policy(of: Int(next.slot)).missing
        guard next.kind == .missingIn, missing.arrival == .minutes else { return next.from }
        return min(next.from, slots[Int(next.slot)].start + Int64(missing.lateBy))
    }

    /// When the presence before ended, or would have if its OUT were not missing.
    ///
    /// - Precondition: there is one.
    private func lastEnd(before presence: Int) -> Int64 {
        let last = presences[presence - 1]
        let missing = policy(of: Int(last.slot)).missing
        guard last.kind == .missingOut, missing.leaving == .minutes else { return last.to }
        return max(last.to, slots[Int(last.slot)].end - Int64(missing.earlyBy))
    }

    /// A stretch with a punch that nobody made is no longer than one with two.
    private func isPossible(from: Int64, to: Int64, _ slot: Int, _ limit: Int64) -> Bool {
        from < to && to - from <= Int64(policy(of: slot).longestPresence) && to <= limit
    }

    /// The stretch from a first IN to a last OUT, where only these two are read.
    func edges<Tracer: DayTracer>(
        _ index: Int, _ range: Range<Int>, from first: Int32, to last: Int32, in tally: inout Tally,
        tracer: inout Tracer
    ) -> (Int64, Int64) {
        let slot = slots[index]
        let missing = rules.policies[Int(slot.policy)].missing
        let isWorking = slot.kind == .working
        var from = marks[Int(first)].instant
        var to = marks[Int(last)].instant
        if !tally.isArrivalUnknown {
            from = arrival(first, range.lowerBound, slot, &tally, &tracer)
        } else if isWorking, missing.arrival == .minutes {
            let before = range.lowerBound > 0 ? presences[range.lowerBound - 1].to : .min
            let assumed = min(from, max(before, slot.start + Int64(missing.lateBy)))
            if isPossible(from: assumed, to: to, index, tally.limit) { from = assumed }
        }
        if !tally.isLeavingUnknown {
            to = leaving(last, range.upperBound - 1, slot, &tally, &tracer)
        } else if isWorking, missing.leaving == .minutes {
            let next = range.upperBound < presences.count ? presences[range.upperBound].from : .max
            let assumed = max(to, min(next, slot.end - Int64(missing.earlyBy)))
            if isPossible(from: from, to: assumed, index, tally.limit) { to = assumed }
        }
        return (from, max(from, to))
    }

    /// Rounding reaches at most half way to what was before, so that no time counts twice.
    private func arrival<Tracer: DayTracer>(
        _ mark: Int32, _ presence: Int, _ slot: Slot, _ tally: inout Tally, _ tracer: inout Tracer
    ) -> Int64 {
        let rounding = rules.policies[Int(slot.policy)].rounding
        let mark = marks[Int(mark)]
        var time = rounding.arrival(mark.instant, offset: mark.offset, start: slot.kind == .working ? slot.start : nil)
        if presence > 0 {
            time = max(time, min(mark.instant, (lastEnd(before: presence) + mark.instant) / 2))
        }
        guard time != mark.instant else { return time }
        tally.flags.insert(.rounded)
        tracer.note(.rounded(isArrival: true, from: mark.instant, to: time, by: rounding.arrival))
        return time
    }

    /// And at most half way to what comes after.
    private func leaving<Tracer: DayTracer>(
        _ mark: Int32, _ presence: Int, _ slot: Slot, _ tally: inout Tally, _ tracer: inout Tracer
    ) -> Int64 {
        let rounding = rules.policies[Int(slot.policy)].rounding
        let mark = marks[Int(mark)]
        var time = rounding.leaving(mark.instant, offset: mark.offset, end: slot.kind == .working ? slot.end : nil)
        if presence + 1 < presences.count {
            time = min(time, max(mark.instant, (nextStart(after: presence) + mark.instant) / 2))
        }
        guard time != mark.instant else { return time }
        tally.flags.insert(.rounded)
        tracer.note(.rounded(isArrival: false, from: mark.instant, to: time, by: rounding.leaving))
        return time
    }

    /// Rounds the work, once breaks are off it.
    func roundWork(_ slot: Slot, _ tally: inout Tally) {
        guard slot.hasHours || slot.isRest, rare(slot).contains(.roundedWork) else { return }
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
