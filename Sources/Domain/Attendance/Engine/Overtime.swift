extension DayEngine {
    /// The formula's result, before minimum and maximum.
    func overtimeBase<Tracer: DayTracer>(
        _ slot: Slot, _ range: Range<Int>, _ tally: Tally, tracer: inout Tracer
    ) -> Int64 {
        let overtime = rules.policies[Int(slot.policy)].overtime
        let before =
            overtime.countsEarlyComing && tally.before >= Int64(overtime.earlyMinimum) ? tally.before : 0
        let after = overtime.countsLateGoing && tally.after >= Int64(overtime.lateMinimum) ? tally.after : 0
        let isByHours = overtime.formula == .beyondShiftHours
        // Leave is paid as leave: it is neither asked for as work, nor is work in it overtime.
        let leave = isByHours && slot.cover >= 0 ? measureLeave(slot, range, tally) : LeaveMeasure()
        let shiftWork = isByHours ? max(0, self.shiftWork(of: slot) - leave.time) : 0
        let work = tally.work - leave.work
        let amount: Int64 =
            switch overtime.formula {
            case .none: 0
            case .afterShiftEnd: after
            case .earlyPlusLate: before + after
            case .beyondShiftHours:
                max(0, work - (tally.before - before) - (tally.after - after) - shiftWork)
            }
        if overtime.formula != .none, overtime.formula != .afterShiftEnd, before < tally.before {
            tracer.note(
                .switchedOff(
                    earlyComing: true, amount: tally.before,
                    minimum: overtime.countsEarlyComing ? Int64(overtime.earlyMinimum) : 0))
        }
        if overtime.formula != .none, after < tally.after {
            tracer.note(
                .switchedOff(
                    earlyComing: false, amount: tally.after,
                    minimum: overtime.countsLateGoing ? Int64(overtime.lateMinimum) : 0))
        }
        tracer.note(
            .overtime(
                overtime.formula, before: before, after: after, work: work, shiftWork: shiftWork,
                amount: amount))
        return amount
    }

    /// As long as the shift was on that date: an hour less or more in the night of a clock change.
    private func shiftWork(of slot: Slot) -> Int64 {
        let plan = rules.plans[Int(slot.plan)]
        let day = calendar[Int(slot.day)]
        if let required = requiredWork(of: slot) { return required }
        guard !day.isUniform || slot.holidayHalf != nil else { return Int64(plan.work) }
        var work = slot.end - slot.start
        for position in Int(plan.firstBreak)..<Int(plan.endOfBreaks) {
            let pause = rules.breaks[position]
            if pause.unpaid == 0 { continue }
            let length = slot.overlapWithHours(
                from: day.instant(at: pause.start, in: rules.zone), to: day.instant(at: pause.end, in: rules.zone))
            work -= max(0, (pause.kind == .flexible ? min(length, Int64(pause.length)) : length) - Int64(pause.paid))
        }
        return work
    }

    /// Less than the minimum is none; exactly the minimum counts whole; then rounding, and the maximum caps.
    func limited<Tracer: DayTracer>(
        _ amount: Int64, by overtime: OvertimePolicy, tracer: inout Tracer
    ) -> Int32 {
        guard amount > 0 else { return 0 }
        let minimum = Int64(overtime.minimum)
        tracer.note(.overtimeMinimum(amount: amount, minimum: minimum, result: amount < minimum ? 0 : amount))
        if amount < minimum { return 0 }
        let rounded = overtime.rounding.round(amount)
        if rounded != amount { tracer.note(.overtimeRounded(amount: amount, by: overtime.rounding, result: rounded)) }
        guard overtime.maximum > 0, rounded > Int64(overtime.maximum) else { return Int32(clamping: rounded) }
        tracer.note(.overtimeMaximum(amount: rounded, maximum: Int64(overtime.maximum)))
        return overtime.maximum
    }

    /// By tier; and none of it is paid yet where somebody has to approve it.
    func divideOvertime<Tracer: DayTracer>(
        _ slot: Slot, _ overtime: OvertimePolicy, _ part: inout DayResult, tracer: inout Tracer
    ) {
        let tiers = overtime.tiers(on: slot.kind)
        part.overtimeBands = tiers.bands(of: part.overtime)
        part.payableOvertime = overtime.needsApproval ? 0 : part.overtime
        if tiers != OvertimeTiers() { tracer.note(.tiers(part.overtimeBands, tiers.rates)) }
    }

    /// Work on a rest day earns overtime or time off, never both; less than the overtime minimum earns nothing and
    /// leaves the day a rest day.
    func judgeRestDay<Tracer: DayTracer>(
        _ index: Int, _ tally: Tally, _ part: inout DayResult, tracer: inout Tracer
    ) {
        let policy = policy(of: index)
        let isHoliday = slots[index].kind == .holiday
        let isWorked = tally.isInside || (tally.work > 0 && tally.work >= Int64(policy.overtime.minimum))
        part.status =
            switch (isHoliday, isWorked) {
            case (true, true): .holidayPresent
            case (true, false): .holiday
            case (false, true): .weeklyOffPresent
            case (false, false): .weeklyOff
            }
        tracer.note(
            .restDayWork(work: tally.work, minimum: Int64(policy.overtime.minimum), status: part.status))
        guard tally.work > 0, isWorked else { return }
        if policy.overtime.restDayWork == .overtime {
            guard policy.overtime.formula != .none else { return }
            part.overtime = limited(tally.presence + tally.roundedBy, by: policy.overtime, tracer: &tracer)
        } else if tally.work >= Int64(policy.overtime.minimum) {
            let halfDayBelow = Int64(limits(of: slots[index]).halfDayBelow)
            part.compensatoryHalfDays = tally.work < halfDayBelow ? 1 : 2
            tracer.note(
                .compensatory(
                    work: tally.work, halfDayBelow: halfDayBelow, halfDays: part.compensatoryHalfDays))
        }
    }
}

extension OvertimePolicy {
    func tiers(on kind: Slot.Kind) -> OvertimeTiers {
        switch kind {
        case .weeklyOff: weeklyOff
        case .holiday: holiday
        case .working, .unassigned, .unemployed: workingDay
        }
    }
}
