extension DayEngine {
    /// Presence up to this long is believed whatever the roster says: nobody rests that shortly between two days.
    private static let shortPresence: Int64 = 6 * 3600
    /// Believed without a roster's support if it begins and ends on one date, or where there is no roster at all.
    private static let unrosteredPresence: (sameDate: Int64, anyDate: Int64) = (12 * 3600, 10 * 3600)

    /// Pairs the marks of one slot in order of time.
    ///
    /// - Parameter isTrial: count only, and keep nothing.
    /// - Returns: how many marks stay without a partner.
    @discardableResult
    mutating func pairMarks(_ range: Range<Int>, now: Int64, isTrial: Bool) -> Int {
        var open = -1
        var singles = 0
        for index in range {
            let way = marks[index].way
            if open >= 0 {
                if way != .in, way == .out ? isPossible(open, index) : isPlausible(open, index) {
                    if !isTrial { appendPair(open, index) }
                    open = -1
                    continue
                }
                singles += 1
                if !isTrial { appendSingle(open, .missingOut) }
                open = -1
            }
            if way == .in || (way == .unknown && hasPartnerNext(index, before: range.upperBound)) {
                open = index
            } else {
                singles += 1
                if !isTrial {
                    appendSingle(index, way == .out || isLoneOut(index, now: now) ? .missingIn : .missingOut)
                }
            }
        }
        guard open >= 0 else { return singles }
        if !isTrial { appendSingle(open, .missingOut) }
        return singles + 1
    }

    private func hasPartnerNext(_ index: Int, before end: Int) -> Bool {
        index + 1 < end && marks[index + 1].way != .in && isPlausible(index, index + 1)
    }

    /// Whether these can be the IN and the OUT of one presence, as far as two punches alone can tell.
    func canPair(_ first: Int, _ last: Int) -> Bool {
        guard marks[first].way != .out, marks[last].way != .in else { return false }
        let isDirected = marks[first].way == .in && marks[last].way == .out
        return isDirected ? isPossible(first, last) : isPlausible(first, last)
    }

    /// No longer than the longest presence, and not two punches of the same second.
    private func isPossible(_ first: Int, _ last: Int) -> Bool {
        let length = marks[last].instant - marks[first].instant
        return length > 0 && length <= Int64(policy(of: Int(marks[first].home)).longestPresence)
    }

    /// Whether two undirected punches look like being there rather than being away. Without this a forgotten punch
    /// would turn each later evening and morning into a night of work.
    private func isPlausible(_ first: Int, _ last: Int) -> Bool {
        guard isPossible(first, last) else { return false }
        let from = marks[first].instant
        let to = marks[last].instant
        if to - from <= Self.shortPresence { return true }
        if to - from <= Self.unrosteredPresence.sameDate, date(of: from) == date(of: to) { return true }
        if to - from <= Self.unrosteredPresence.anyDate, !slots[Int(marks[first].home)].hasHours { return true }
        var rostered: Int64 = 0
        for slot in neighbours(of: first, last) { rostered += slots[slot].overlapWithHours(from: from, to: to) }
        return rostered * 3 >= to - from
    }

    private func date(of instant: Int64) -> Int64 {
        let offset =
            rules.zone.transitions.isEmpty
            ? rules.zone.initialOffset : rules.zone.offset(at: Instant(seconds: instant))
        return (instant + Int64(offset)).flooredQuotient(by: 86_400)
    }

    /// The slots that presence between two marks can belong to.
    func neighbours(of first: Int, _ last: Int) -> ClosedRange<Int> {
        max(0, Int(marks[first].home) - 1)...min(slots.count - 1, Int(marks[last].home) + 1)
    }

    /// A punch that nothing can be paired with: an OUT if it is the only one of its slot and nearer to the end of a
    /// shift than to a start. While the shift still runs it must be about to end.
    private func isLoneOut(_ index: Int, now: Int64) -> Bool {
        let mark = marks[index]
        if index > 0, marks[index - 1].home == mark.home { return false }
        guard let (end, toEnd) = nearestEnd(to: mark) else { return false }
        guard let (_, toStart) = nearestStart(to: mark) else { return true }
        if now < slots[end].end, mark.instant < slots[end].end - Int64(policy(of: end).earlyGrace) { return false }
        return toEnd < toStart
    }

    func nearestStart(to mark: Mark) -> (slot: Int, distance: Int64)? {
        let home = Int(mark.home)
        var best: (slot: Int, distance: Int64)? =
            slots[home].hasHours ? (home, abs(mark.instant - slots[home].start)) : nil
        if home + 1 < slots.count, slots[home + 1].hasHours {
            let wait = slots[home + 1].start - mark.instant
            if wait <= Int64(policy(of: home + 1).opensBefore), wait < best?.distance ?? .max {
                best = (home + 1, wait)
            }
        }
        return best
    }

    func nearestEnd(to mark: Mark) -> (slot: Int, distance: Int64)? {
        let home = Int(mark.home)
        var best: (slot: Int, distance: Int64)? =
            slots[home].hasHours ? (home, abs(mark.instant - slots[home].end)) : nil
        if home > 0, slots[home - 1].hasHours {
            let since = mark.instant - slots[home - 1].end
            if since <= Int64(policy(of: home - 1).opensBefore), since < best?.distance ?? .max {
                best = (home - 1, since)
            }
        }
        return best
    }
}
