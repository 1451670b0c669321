/// Until when a punch that is still to come, or still to be collected, can change a day.
///
/// A slot's own window is not enough: somebody who came for the night may leave in the hours of the next shift, and a
/// lone punch in these may turn out to be no OUT of the night.
extension DayEngine {
    /// Fills `settled`, one a slot; leaves it empty where all days are settled anyway.
    mutating func settleSlots(_ horizon: Horizon) {
        settled.removeAll(keepingCapacity: true)
        if horizon.earliest >= endOfContext(day: calendar.count - 1 - RuleBook.contextDays) { return }
        for slot in slots.indices { settled.append(endOfReach(of: slot)) }
        for group in groups.indices.reversed() {
            if isOpen(group) { wait(after: group) }
            awaitLoneOut(in: group)
        }
    }

    /// The day can still change.
    func isProvisional(_ slot: Int, _ horizon: Horizon) -> Bool {
        !settled.isEmpty && horizon.earliest < end(ofProvisional: slot)
    }

    func end(ofProvisional slot: Int) -> Int64 { min(settled[slot], endOfContext(day: Int(slots[slot].day))) }

    /// Punches of later days are not read for a day at all.
    private func endOfContext(day: Int) -> Int64 {
        calendar[day].midnight + Int64(RuleBook.contextDays + 1) * 86_400
    }

    /// A later punch on its own lies nearer to the next slot, and is no late OUT of this one.
    private func endOfReach(of slot: Int) -> Int64 {
        guard slot + 1 < slots.count else { return .max }
        if !rules.automaticShifts.isEmpty, isUnrostered(slot) || isUnrostered(slot + 1) {
            return endOfContext(day: Int(slots[slot].day))
        }
        guard slots[slot].hasHours else { return slots[slot + 1].border }
        return max(slots[slot + 1].border, slots[slot].end + Int64(policy(of: slot).opensBefore) + 1)
    }

    /// A later punch can find it another shift, whose hours change those of the days beside it.
    private func isUnrostered(_ slot: Int) -> Bool { slots[slot].isFound || slots[slot].kind == .unassigned }

    /// Read alone, the slot's last mark has no partner: it may still find one, or lose the one it has in the next slot.
    private mutating func isOpen(_ group: Int) -> Bool {
        let range = Int(groups[group].range.lowerBound)..<Int(groups[group].range.upperBound)
        guard marks[range.upperBound - 1].way != .out else { return false }
        return pairMarks(range.dropLast(), now: .max, isTrial: true) < pairMarks(range, now: .max, isTrial: true)
    }

    /// Presence over the border may turn out to lie in a slot between, in which nobody punched.
    private mutating func wait(after group: Int) {
        let last = Int(groups[group].range.upperBound) - 1
        let home = Int(marks[last].home)
        let end = endOfWaiting(for: last)
        settled[home] = max(settled[home], end)
        if home + 1 < slots.count { settled[home + 1] = max(settled[home + 1], end) }
    }

    private func endOfWaiting(for last: Int) -> Int64 {
        let longest = marks[last].instant + Int64(policy(of: Int(marks[last].home)).longestPresence)
        guard last + 1 < marks.count else { return longest + 1 }
        if canPair(last, last + 1) { return settled[Int(marks[last + 1].home)] }
        return min(longest, marks[last + 1].instant) + 1
    }

    /// A first punch that looks like an OUT of the slot before may turn out to be an IN of its own.
    private mutating func awaitLoneOut(in group: Int) {
        let first = Int(groups[group].range.lowerBound)
        let home = Int(marks[first].home)
        guard home > 0, slots[home - 1].hasHours, marks[first].way == .unknown,
            marks[first].instant <= slots[home - 1].end + Int64(policy(of: home - 1).opensBefore)
        else { return }
        settled[home - 1] = max(settled[home - 1], settled[home])
    }
}
