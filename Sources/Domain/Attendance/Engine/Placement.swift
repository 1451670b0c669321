extension DayEngine {
    mutating func appendPair(_ first: Int, _ last: Int) {
        append(.pair, first, last, slot: slotOfPair(first, last))
    }

    /// An IN belongs to the shift whose start is near, an OUT to the one whose end is.
    mutating func appendSingle(_ index: Int, _ kind: Presence.Kind) {
        let mark = marks[index]
        let near = kind == .missingOut ? nearestStart(to: mark) : nearestEnd(to: mark)
        append(kind, index, index, slot: near?.slot ?? Int(mark.home))
    }

    /// Later presence never belongs to an earlier slot: the days read the presences once, in order.
    private mutating func append(_ kind: Presence.Kind, _ first: Int, _ last: Int, slot: Int) {
        presences.append(
            Presence(
                kind: kind, from: marks[first].instant, to: marks[last].instant, first: Int32(first),
                last: Int32(last), slot: Int32(max(slot, Int(presences.last?.slot ?? 0)))))
    }

    /// The slot with the greatest overlap of hours. Where none overlaps: the day off on which it begins, else the slot
    /// inside whose borders most of it lies.
    private func slotOfPair(_ first: Int, _ last: Int) -> Int {
        let from = marks[first].instant
        let to = marks[last].instant
        var best = Int(marks[first].home)
        var most: Int64 = 0
        for slot in neighbours(of: first, last) {
            let overlap = slots[slot].overlapWithHours(from: from, to: to)
            if overlap > most { (best, most) = (slot, overlap) }
        }
        guard most == 0, slots[best].kind == .working else { return best }
        for slot in Int(marks[first].home)...Int(marks[last].home) {
            let overlap = overlapWithBorders(slot, from: from, to: to)
            if overlap > most { (best, most) = (slot, overlap) }
        }
        return best
    }

    func overlapWithBorders(_ slot: Int, from: Int64, to: Int64) -> Int64 {
        let end = slot + 1 < slots.count ? slots[slot + 1].border : .max
        return max(0, min(to, end) - max(from, slot == 0 ? .min : slots[slot].border))
    }
}
