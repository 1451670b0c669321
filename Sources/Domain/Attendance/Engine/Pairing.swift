extension DayEngine {
    /// Presence up to this long is believed whatever the roster says: nobody rests that shortly between two days.
    private static let shortPresence: Int64 = 6 * 3600
    /// Believed without a roster's support if it begins and ends on one date, or where there is no roster at all.
    private static let unrosteredPresence: (sameDate: Int64, anyDate: Int64) = (12 * 3600, 10 * 3600)

    /// Joins marks to presences in order of time, then gives each to a slot: the pair decides the day, never a punch.
    mutating func pairMarks(now: Int64) {
        presences.removeAll(keepingCapacity: true)
        var open = -1
        for index in marks.indices {
            let mark = marks[index]
            switch mark.way {
            case .in:
                if open >= 0 { appendSingle(open, .missingOut) }
                open = index
            case .out:
                if open >= 0, isPossible(open, index) {
                    appendPair(open, index)
                } else {
                    if open >= 0 { appendSingle(open, .missingOut) }
                    appendSingle(index, .missingIn)
                }
                open = -1
            case .unknown:
                open = pairUndirected(index, open: open, now: now)
            }
        }
        if open >= 0 { appendSingle(open, .missingOut) }
    }

    /// - Returns: the mark that now waits for its OUT, or -1.
    private mutating func pairUndirected(_ index: Int, open: Int, now: Int64) -> Int {
        if open >= 0 {
            if isPlausible(open, index) {
                appendPair(open, index)
                return -1
            }
            appendSingle(open, .missingOut)
        }
        let next = index + 1
        if next < marks.count, marks[next].way != .in, isPlausible(index, next) { return index }
        appendSingle(index, isLoneOut(index, now: now) ? .missingIn : .missingOut)
        return -1
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
