/// Work elsewhere that was approved, joined with the presences: union, never sum.
extension DayEngine {
    /// The duty of a slot that no counted presence covers, within a stretch.
    func uncoveredDuty(_ slot: Slot, _ range: Range<Int>, _ tally: Tally, from: Int64, to: Int64) -> Int64 {
        var sum: Int64 = 0
        for span in covers[Int(slot.cover)].spans where spans[Int(span)].kind.isDuty {
            let start = max(from, spans[Int(span)].from)
            let end = min(to, spans[Int(span)].to)
            if start < end { sum += end - start - punched(slot, range, tally, from: start, to: end) }
        }
        return sum
    }

    /// Presence by punches that counts, within a stretch.
    func punched(_ slot: Slot, _ range: Range<Int>, _ tally: Tally, from: Int64, to: Int64) -> Int64 {
        if tally.isOneStretch { return tally.punchedStay(from: from, to: to) }
        var sum: Int64 = 0
        for position in range {
            guard let span = span(position, slot, tally) else { continue }
            sum += max(0, min(to, span.to) - max(from, span.from))
        }
        return sum
    }

    /// - Precondition: the slot has a cover.
    func addDuty<Tracer: DayTracer>(
        _ slot: Slot, _ range: Range<Int>, to tally: inout Tally, tracer: inout Tracer
    ) {
        let cover = covers[Int(slot.cover)]
        guard !cover.duties.isEmpty else { return }
        tally.flags.formUnion(cover.duties)
        let all = uncoveredDuty(slot, range, tally, from: .min, to: .max)
        let before = slot.hasHours ? uncoveredDuty(slot, range, tally, from: .min, to: slot.start) : 0
        let after = slot.hasHours ? uncoveredDuty(slot, range, tally, from: slot.end, to: .max) : 0
        var (first, last) = (Int64.max, Int64.min)
        for position in cover.spans where spans[Int(position)].kind.isDuty {
            let span = spans[Int(position)]
            (first, last) = (min(first, span.from), max(last, span.to))
            tracer.note(
                .duty(
                    isAtHome: span.kind == .workFromHome, from: span.from, to: span.to,
                    added: span.to - span.from - punched(slot, range, tally, from: span.from, to: span.to)))
        }
        tally.addDuty(all, before: before, after: after, from: first, to: last)
    }
}

extension Tally {
    /// - Parameters:
    ///   - seconds: that no presence covers, with what of them lies before and after the shift's hours.
    ///   - first: when the earliest duty begins, and the latest ends.
    fileprivate mutating func addDuty(
        _ seconds: Int64, before: Int64, after: Int64, from first: Int64, to last: Int64
    ) {
        duty = seconds
        presence += seconds
        self.before += before
        self.after += after
        widen(from: first, to: last)
    }
}
