extension DayEngine {
    /// Cuts what is not paid of the breaks out of presence; first the shift's, then those that long work brings.
    ///
    /// - Precondition: there is presence.
    func deductBreaks<Tracer: DayTracer>(
        _ slot: Slot, _ range: Range<Int>, from tally: inout Tally, tracer: inout Tracer
    ) {
        if slot.hasHours { deductShiftBreaks(slot, range, from: &tally, tracer: &tracer) }
        if rare(slot).contains(.automaticBreaks) {
            deductAutomaticBreaks(rules.policies[Int(slot.policy)].breaks, &tally, tracer: &tracer)
        }
    }

    /// By overlap alone; going out for a paid one costs nothing.
    private func deductShiftBreaks<Tracer: DayTracer>(
        _ slot: Slot, _ range: Range<Int>, from tally: inout Tally, tracer: inout Tracer
    ) {
        let plan = rules.plans[Int(slot.plan)]
        for position in Int(plan.firstBreak)..<Int(plan.endOfBreaks) {
            let pause = rules.breaks[position]
            let start = max(slot.start, calendar[Int(slot.day)].instant(at: pause.start, in: rules.zone))
            let end = min(slot.end, calendar[Int(slot.day)].instant(at: pause.end, in: rules.zone))
            guard start < end else { continue }
            let there = presence(from: start, to: end, of: slot, range, tally)
            let away = tally.stay(from: start, to: end) - there
            switch pause.kind {
            case .fixed: deduct(pause, there, away, from: start, to: end, &tally, tracer: &tracer)
            case .flexible:
                let open = min(there, max(0, Int64(pause.length) - away))
                deduct(pause, open, min(away, Int64(pause.length)), from: start, to: end, &tally, tracer: &tracer)
            case .punched:
                let isTaken = away > 0 && rules.policies[Int(slot.policy)].breaks.earlyBack == .work
                deduct(pause, isTaken ? 0 : there, away, from: start, to: end, &tally, tracer: &tracer)
                measureLateBack(slot, range, from: start, to: end, &tally)
            case .split:
                tally.unworked += there
                tally.splitAway += away
                tracer.note(.split(from: start, to: end, there: there))
                measureStretches(slot, range, from: start, to: end, &tally)
            }
        }
    }

    /// - Parameters:
    ///   - there: of the break during which the person was there, and which is deducted unless it is paid.
    ///   - away: of the break for which the person had gone out.
    private func deduct<Tracer: DayTracer>(
        _ pause: PlannedBreak, _ there: Int64, _ away: Int64, from start: Int64, to end: Int64, _ tally: inout Tally,
        tracer: inout Tracer
    ) {
        let paid = Int64(pause.paid)
        let deducted = max(0, there - paid)
        let paidAway = min(away, max(0, paid - there))
        tally.deducted += deducted
        tally.paidAway += paidAway
        tracer.note(
            .pause(from: start, to: end, there: there, deducted: deducted, away: away, paidAway: paidAway, pause))
    }

    private func presence(from: Int64, to: Int64, of slot: Slot, _ range: Range<Int>, _ tally: Tally) -> Int64 {
        let duty = tally.duty > 0 ? uncoveredDuty(slot, range, tally, from: from, to: to) : 0
        return punched(slot, range, tally, from: from, to: to) + duty
    }

    /// Calls back with each time away between one presence and the next that shares time with a stretch.
    func eachGap(
        _ slot: Slot, _ range: Range<Int>, _ tally: Tally, from: Int64, to: Int64, _ body: (Int64, Int64) -> Void
    ) {
        if tally.isOneStretch { return }
        var left: Int64?
        for position in range {
            guard let span = span(position, slot, tally) else { continue }
            if let left, left < span.from, left < to, span.from > from { body(left, span.from) }
            left = span.to
        }
    }

    private func measureLateBack(
        _ slot: Slot, _ range: Range<Int>, from start: Int64, to end: Int64, _ tally: inout Tally
    ) {
        let breaks = rules.policies[Int(slot.policy)].breaks
        guard breaks.lateBack == .late else { return }
        var late: Int64 = 0
        eachGap(slot, range, tally, from: start, to: end) { _, back in
            if back > end + Int64(breaks.lateBackGrace) { late += back - end }
        }
        tally.lateBack += late
    }

    /// Leaving the stretch before early and coming to the one after it late.
    private func measureStretches(
        _ slot: Slot, _ range: Range<Int>, from start: Int64, to end: Int64, _ tally: inout Tally
    ) {
        let policy = rules.policies[Int(slot.policy)]
        let isDeducted = policy.lateness.deductsGrace
        let (lateGrace, earlyGrace) = (Int64(policy.lateGrace), Int64(policy.earlyGrace))
        var late: Int64 = 0
        var early: Int64 = 0
        eachGap(slot, range, tally, from: start, to: end) { left, back in
            if left < start - earlyGrace { early += start - left - (isDeducted ? earlyGrace : 0) }
            if back > end + lateGrace { late += back - end - (isDeducted ? lateGrace : 0) }
        }
        tally.splitLate += late
        tally.splitEarly += early
    }

    /// Both by the work before either of them.
    private func deductAutomaticBreaks<Tracer: DayTracer>(
        _ breaks: BreakPolicy, _ tally: inout Tally, tracer: inout Tracer
    ) {
        let work = tally.work
        var taken = breaks.automaticIncludesPunched ? tally.away - tally.splitAway : 0
        deduct(breaks.automatic, breaks, work, &taken, &tally, tracer: &tracer)
        if breaks.secondAutomatic.amount > 0 {
            deduct(breaks.secondAutomatic, breaks, work, &taken, &tally, tracer: &tracer)
        }
    }

    private func deduct<Tracer: DayTracer>(
        _ pause: AutomaticBreak, _ breaks: BreakPolicy, _ work: Int64, _ taken: inout Int64, _ tally: inout Tally,
        tracer: inout Tracer
    ) {
        let (amount, after) = (Int64(pause.amount), Int64(pause.after))
        guard work > after else {
            tracer.note(.automaticBreak(amount: amount, after: after, work: work, taken: 0, deducted: 0))
            return
        }
        let counted = min(taken, amount)
        taken -= counted
        let most = breaks.automaticKeepsThreshold ? min(work - after, tally.work) : tally.work
        let deducted = min(amount - counted, most)
        tally.deducted += deducted
        tracer.note(.automaticBreak(amount: amount, after: after, work: work, taken: counted, deducted: deducted))
    }
}
