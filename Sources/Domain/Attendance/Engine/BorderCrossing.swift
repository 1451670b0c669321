/// The marks of one slot.
struct MarkGroup: Sendable {
    let range: Range<Int32>
    /// Its last mark and the first of the next group look like one presence.
    var wantsNext = false
    /// Seconds between those two.
    var gap: Int64 = .max

    var isSingle: Bool { range.count == 1 }
}

extension DayEngine {
    /// Joins marks to presences: inside each slot, and over a border where that leaves fewer punches without a partner.
    ///
    /// Each border is decided from the two slots beside it alone. So a forgotten punch upsets its own day at most, and
    /// a day comes out the same whether it is worked out alone or with its month.
    mutating func pairAllMarks(now: Int64) {
        presences.removeAll(keepingCapacity: true)
        groupMarks()
        for index in groups.indices.dropLast() { weighBorder(after: index, now: now) }
        var isFirstTaken = false
        for index in groups.indices {
            let range = groups[index].range
            let crosses = self.crosses(after: index)
            pairMarks(
                Int(range.lowerBound) + (isFirstTaken ? 1 : 0)..<Int(range.upperBound) - (crosses ? 1 : 0), now: now,
                isTrial: false)
            if crosses { appendPair(Int(range.upperBound) - 1, Int(range.upperBound)) }
            isFirstTaken = crosses
        }
    }

    private mutating func groupMarks() {
        groups.removeAll(keepingCapacity: true)
        var start = 0
        for index in marks.indices where index + 1 == marks.count || marks[index + 1].home != marks[index].home {
            groups.append(MarkGroup(range: Int32(start)..<Int32(index + 1)))
            start = index + 1
        }
    }

    private mutating func weighBorder(after index: Int, now: Int64) {
        let last = Int(groups[index].range.upperBound) - 1
        guard canPair(last, last + 1) else { return }
        let start = Int(groups[index].range.lowerBound)
        let end = Int(groups[index + 1].range.upperBound)
        let apart =
            pairMarks(start..<last + 1, now: now, isTrial: true) + pairMarks(last + 1..<end, now: now, isTrial: true)
        let joined =
            pairMarks(start..<last, now: now, isTrial: true) + pairMarks(last + 2..<end, now: now, isTrial: true)
        groups[index].wantsNext = joined < apart
        groups[index].gap = marks[last + 1].instant - marks[last].instant
    }

    /// Where both neighbours want the only mark of a slot, the nearer one has it.
    private func crosses(after index: Int) -> Bool {
        let group = groups[index]
        guard group.wantsNext else { return false }
        if group.isSingle, index > 0, groups[index - 1].wantsNext, groups[index - 1].gap <= group.gap { return false }
        let next = groups[index + 1]
        return !(next.isSingle && next.wantsNext && next.gap < group.gap)
    }
}
