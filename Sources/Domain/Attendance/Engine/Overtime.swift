extension DayEngine {
    /// The formula's result, before minimum and maximum.
    func overtimeBase<Tracer: DayTracer>(_ slot: Slot, _ tally: Tally, tracer: inout Tracer) -> Int64 {
        let overtime = rules.policies[Int(slot.policy)].overtime
        let before = overtime.countsEarlyComing ? tally.before : 0
        let after = overtime.countsLateGoing ? tally.after : 0
        let shiftWork = overtime.formula == .beyondShiftHours ? self.shiftWork(of: slot) : 0
        let amount: Int64 =
            switch overtime.formula {
            case .none: 0
            case .afterShiftEnd: after
            case .earlyPlusLate: before + after
            case .beyondShiftHours:
                max(0, tally.work - (tally.before - before) - (tally.after - after) - shiftWork)
            }
        if overtime.formula != .none, overtime.formula != .afterShiftEnd, before < tally.before {
            tracer.note(.switchedOff(earlyComing: true, amount: tally.before))
        }
        if overtime.formula != .none, after < tally.after {
            tracer.note(.switchedOff(earlyComing: false, amount: tally.after))
        }
        tracer.note(
            .overtime(
                overtime.formula, before: before, after: after, work: tally.work, shiftWork: shiftWork,
                amount: amount))
        return amount
    }

    /// As long as the shift was on that date: an hour less or more in the night of a clock change.
    private func shiftWork(of slot: Slot) -> Int64 {
        let plan = rules.plans[Int(slot.plan)]
        let day = calendar[Int(slot.day)]
        guard !day.isUniform || slot.holidayHalf != nil else { return Int64(plan.work) }
        var work = slot.end - slot.start
        for position in Int(plan.firstBreak)..<Int(plan.endOfBreaks) where rules.breaks[position].isDeducted {
            let pause = rules.breaks[position]
            work -= slot.overlapWithHours(
                from: day.instant(at: pause.start, in: rules.zone), to: day.instant(at: pause.end, in: rules.zone))
        }
        return work
    }

    /// Less than the minimum is none; exactly the minimum counts whole; the maximum caps.
    func limited<Tracer: DayTracer>(
        _ amount: Int64, by overtime: OvertimePolicy, tracer: inout Tracer
    ) -> Int32 {
        guard amount > 0 else { return 0 }
        let minimum = Int64(overtime.minimum)
        tracer.note(.overtimeMinimum(amount: amount, minimum: minimum, result: amount < minimum ? 0 : amount))
        if amount < minimum { return 0 }
        guard overtime.maximum > 0, amount > Int64(overtime.maximum) else { return Int32(clamping: amount) }
        tracer.note(.overtimeMaximum(amount: amount, maximum: Int64(overtime.maximum)))
        return overtime.maximum
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
            part.overtime = limited(tally.presence, by: policy.overtime, tracer: &tracer)
        } else if tally.work >= Int64(policy.overtime.minimum) {
            let halfDayBelow = Int64(limits(of: slots[index]).halfDayBelow)
            part.compensatoryHalfDays = tally.work < halfDayBelow ? 1 : 2
            tracer.note(
                .compensatory(
                    work: tally.work, halfDayBelow: halfDayBelow, halfDays: part.compensatoryHalfDays))
        }
    }
}
