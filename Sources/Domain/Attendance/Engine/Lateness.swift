/// Late and early where freedom, core hours, split shifts or punched breaks have a say.
extension DayEngine {
    /// - Returns: seconds late of a first IN.
    func lateness<Tracer: DayTracer>(
        of arrival: Int64, _ slot: Slot, _ plan: ShiftPlan, _ part: inout DayResult, tracer: inout Tracer
    ) -> Int64 {
        let grace = Int64(rules.policies[Int(slot.policy)].lateGrace)
        let isDeducted = rules.policies[Int(slot.policy)].lateness.deductsGrace
        let due = slot.start + Int64(rules.policies[Int(slot.policy)].flexible.startWindow)
        if due > slot.start { tracer.note(.startWindow(until: due)) }
        let free = splitTime(slot, plan, from: due, to: arrival) + excused(slot, from: due, to: arrival)
        var late = arrival - free > due + grace ? arrival - free - due - (isDeducted ? grace : 0) : 0
        tracer.note(.arrival(at: arrival, start: due + free, grace: grace, late: late, isGraceDeducted: isDeducted))
        if let core = core(of: slot), arrival > core.from + grace {
            let missed = min(arrival, core.to) - core.from - (isDeducted ? grace : 0)
            part.flags.insert(.coreHoursMissed)
            tracer.note(.coreMissed(.arrival, missed: missed, counted: max(0, missed - late)))
            late = max(late, missed)
        }
        return late
    }

    /// - Returns: seconds early of a last OUT, or what is missing of the required work.
    func earliness<Tracer: DayTracer>(
        of leaving: Int64, _ slot: Slot, _ plan: ShiftPlan, _ tally: Tally, _ part: inout DayResult,
        tracer: inout Tracer
    ) -> Int64 {
        let grace = Int64(rules.policies[Int(slot.policy)].earlyGrace)
        let isDeducted = rules.policies[Int(slot.policy)].lateness.deductsGrace
        let deduction = isDeducted ? grace : 0
        var early: Int64
        if let required = requiredWorkDue(of: slot) {
            let missing = required - tally.work
            early = missing > grace ? missing - deduction : 0
            tracer.note(.shortage(work: tally.work, required: required, grace: grace, early: early))
        } else {
            let free =
                splitTime(slot, plan, from: leaving, to: slot.end) + excused(slot, from: leaving, to: slot.end)
            early = leaving + free < slot.end - grace ? slot.end - free - leaving - deduction : 0
            tracer.note(
                .leaving(at: leaving, end: slot.end - free, grace: grace, early: early, isGraceDeducted: isDeducted))
        }
        if let core = core(of: slot), leaving < core.to - grace {
            let missed = core.to - max(leaving, core.from) - deduction
            part.flags.insert(.coreHoursMissed)
            tracer.note(.coreMissed(.leaving, missed: missed, counted: max(0, missed - early)))
            early = max(early, missed)
        }
        return early
    }

    /// What happened between the first IN and the last OUT: out in the core hours, back late from a break, late at or
    /// early from a stretch of a split shift.
    func judgeBetween<Tracer: DayTracer>(
        _ slot: Slot, _ range: Range<Int>, _ tally: Tally, _ horizon: Horizon, _ part: inout DayResult,
        tracer: inout Tracer
    ) {
        let plan = rules.plans[Int(slot.plan)]
        if let core = core(of: slot) {
            let missed = coreAway(slot, range, tally, plan, core)
            if missed > 0 {
                part.flags.insert(.coreHoursMissed)
                part.late += Int32(clamping: missed)
                tracer.note(.coreMissed(.between, missed: missed, counted: missed))
            }
        }
        if tally.lateBack > 0 {
            part.late += Int32(clamping: tally.lateBack)
            tracer.note(.lateBack(tally.lateBack))
        }
        if tally.splitLate > 0 {
            part.late += Int32(clamping: tally.splitLate)
            tracer.note(.lateToStretch(tally.splitLate))
        }
        if tally.splitEarly > 0 {
            part.early += Int32(clamping: tally.splitEarly)
            tracer.note(.earlyFromStretch(tally.splitEarly))
        }
    }

    /// As far as they lie in the shift's hours of the date.
    private func core(of slot: Slot) -> (from: Int64, to: Int64)? {
        guard let hours = rules.policies[Int(slot.policy)].flexible.core else { return nil }
        let day = calendar[Int(slot.day)]
        let shiftStart = rules.plans[Int(slot.plan)].start
        let start = ShiftPlan.seconds(hours.start, notBefore: shiftStart)
        let from = max(dueStart(of: slot), day.instant(at: start, in: rules.zone))
        let to = min(dueEnd(of: slot), day.instant(at: ShiftPlan.seconds(hours.end, after: start), in: rules.zone))
        return from < to ? (from, to) : nil
    }

    /// Seconds between the stretches of a split shift inside a span.
    private func splitTime(_ slot: Slot, _ plan: ShiftPlan, from: Int64, to: Int64) -> Int64 {
        var sum: Int64 = 0
        for position in Int(plan.firstBreak)..<Int(plan.endOfBreaks) where rules.breaks[position].kind == .split {
            sum += overlap(of: rules.breaks[position], slot, from, to)
        }
        return sum
    }

    /// Time away in the core hours that no break excuses.
    private func coreAway(
        _ slot: Slot, _ range: Range<Int>, _ tally: Tally, _ plan: ShiftPlan, _ core: (from: Int64, to: Int64)
    ) -> Int64 {
        var missed: Int64 = 0
        eachGap(slot, range, tally, from: core.from, to: core.to) { left, back in
            let (from, to) = (max(left, core.from), min(back, core.to))
            missed += to - from - excused(slot, from: from, to: to)
            for position in Int(plan.firstBreak)..<Int(plan.endOfBreaks) {
                missed -= excused(rules.breaks[position], slot, from, to)
            }
        }
        return missed
    }

    private func excused(_ pause: PlannedBreak, _ slot: Slot, _ from: Int64, _ to: Int64) -> Int64 {
        let overlap = overlap(of: pause, slot, from, to)
        return pause.kind == .flexible ? min(overlap, Int64(pause.length)) : overlap
    }

    private func overlap(of pause: PlannedBreak, _ slot: Slot, _ from: Int64, _ to: Int64) -> Int64 {
        let day = calendar[Int(slot.day)]
        let start = day.instant(at: pause.start, in: rules.zone)
        let end = day.instant(at: pause.end, in: rules.zone)
        return max(0, min(to, end) - max(from, start))
    }
}
