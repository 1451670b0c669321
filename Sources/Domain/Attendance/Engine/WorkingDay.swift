extension DayEngine {
    func judgeWorkingDay<Tracer: DayTracer>(
        _ index: Int, _ range: Range<Int>, _ tally: Tally, _ horizon: Horizon, _ part: inout DayResult,
        tracer: inout Tracer
    ) {
        let slot = slots[index]
        tellLeave(slot, tracer: &tracer)
        guard tally.firstIn >= 0 || tally.lastOut >= 0 || tally.duty > 0 else {
            // Found by a punch that turned out to be another day's.
            part.status = slot.isFound ? .noShift : horizon.now < dueEnd(of: slot) ? .notInYet : .absent
            tracer.note(slot.isFound ? .notExpected(status: .noShift) : .noPresence(status: part.status))
            return
        }
        judgeArrival(slot, tally, &part, tracer: &tracer)
        judgeLeaving(slot, tally, horizon, &part, tracer: &tracer)
        if rare(slot).contains(.times) {
            judgeBetween(slot, range, tally, horizon, &part, tracer: &tracer)
        }
        let base = overtimeBase(slot, range, tally, tracer: &tracer)
        part.overtime = limited(base, by: policy(of: index).overtime, tracer: &tracer)
        part.status = workedStatus(slot, range, tally, horizon, part, tracer: &tracer)
    }

    /// Late beyond the grace, and then from when the person was due.
    private func judgeArrival<Tracer: DayTracer>(
        _ slot: Slot, _ tally: Tally, _ part: inout DayResult, tracer: inout Tracer
    ) {
        let isKnown = tally.firstIn >= 0 && !tally.isArrivalUnknown
        guard isKnown || tally.dutyFrom < .max else {
            if rules.policies[Int(slot.policy)].missing.arrival == .minutes {
                part.late = rules.policies[Int(slot.policy)].missing.lateBy
            }
            tracer.note(.arrivalUnknown(late: Int64(part.late)))
            return
        }
        let arrival = min(tally.dutyFrom, isKnown ? marks[Int(tally.firstIn)].instant : .max)
        let grace = Int64(rules.policies[Int(slot.policy)].lateGrace)
        let due = slot.start + excused(slot, from: slot.start, to: arrival)
        var late = arrival > due + grace ? arrival - due : 0
        if rare(slot).contains(.times) {
            late = lateness(of: arrival, slot, rules.plans[Int(slot.plan)], &part, tracer: &tracer)
        } else {
            tracer.note(.arrival(at: arrival, start: due, grace: grace, late: late, isGraceDeducted: false))
        }
        part.late = Int32(clamping: late)
    }

    /// Early beyond the grace, and then to the shift's end; not before the shift has ended.
    private func judgeLeaving<Tracer: DayTracer>(
        _ slot: Slot, _ tally: Tally, _ horizon: Horizon, _ part: inout DayResult, tracer: inout Tracer
    ) {
        if tally.isInside || horizon.now < dueEnd(of: slot) { return }
        let isKnown = tally.lastOut >= 0 && !tally.isLeavingUnknown
        guard isKnown || tally.dutyTo > .min else {
            if rules.policies[Int(slot.policy)].missing.leaving == .minutes {
                part.early = rules.policies[Int(slot.policy)].missing.earlyBy
            }
            tracer.note(.leavingUnknown(early: Int64(part.early)))
            return
        }
        let leaving = max(tally.dutyTo, isKnown ? marks[Int(tally.lastOut)].instant : .min)
        let grace = Int64(rules.policies[Int(slot.policy)].earlyGrace)
        let due = slot.end - excused(slot, from: leaving, to: slot.end)
        var early = leaving < due - grace ? due - leaving : 0
        if rare(slot).contains(.times) {
            early = earliness(of: leaving, slot, rules.plans[Int(slot.plan)], tally, &part, tracer: &tracer)
        } else {
            tracer.note(.leaving(at: leaving, end: due, grace: grace, early: early, isGraceDeducted: false))
        }
        part.early = Int32(clamping: early)
    }

    /// What a missing punch makes of the day; else absent or half a day by hours, and then by lateness.
    private func workedStatus<Tracer: DayTracer>(
        _ slot: Slot, _ range: Range<Int>, _ tally: Tally, _ horizon: Horizon, _ part: DayResult,
        tracer: inout Tracer
    ) -> DayStatus {
        let isHalf = slot.cover >= 0 && covers[Int(slot.cover)].half != nil
        if tally.isInside {
            tracer.note(.stillInside(since: tally.insideSince))
            return isHalf ? .halfDay : .present
        }
        if horizon.now < dueEnd(of: slot) {
            tracer.note(.shiftRunning(end: dueEnd(of: slot)))
            return isHalf ? .halfDay : .present
        }
        if !tally.flags.isDisjoint(with: [.missingIn, .missingOut]),
            let status = rules.policies[Int(slot.policy)].missing.status(tally.flags)
        {
            tracer.note(.missingPunch(status))
            return isHalf ? .absent : status
        }
        if isHalf { return halfStatus(slot, range, tally, tracer: &tracer) }
        let limits = limits(of: slot)
        let status = status(of: tally, limits)
        tracer.note(
            .threshold(
                work: tally.work, absentBelow: Int64(limits.absentBelow), halfDayBelow: Int64(limits.halfDayBelow),
                isPartial: rules.plans[Int(slot.plan)].isPartial, status: status))
        return rare(slot).contains(.verdicts)
            ? lowered(status, by: rules.policies[Int(slot.policy)].lateness, part, tracer: &tracer) : status
    }

    private func status(of tally: Tally, _ limits: WorkLimits) -> DayStatus {
        if (tally.pairs == 0 && tally.duty == 0) || tally.work < Int64(limits.absentBelow) { return .absent }
        return tally.work < Int64(limits.halfDayBelow) ? .halfDay : .present
    }

    /// Coming late or leaving early can only lower what the hours made of the day.
    private func lowered<Tracer: DayTracer>(
        _ status: DayStatus, by limits: LatenessPolicy, _ part: DayResult, tracer: inout Tracer
    ) -> DayStatus {
        var lowest = status
        for (isLate, amount, halfDay, absent) in [
            (true, part.late, limits.halfDayIfLate, limits.absentIfLate),
            (false, part.early, limits.halfDayIfEarly, limits.absentIfEarly),
        ] {
            let isAbsent = absent > 0 && amount > absent
            guard isAbsent || (halfDay > 0 && amount > halfDay) else { continue }
            if isAbsent || lowest == .present { lowest = isAbsent ? .absent : .halfDay }
            tracer.note(
                .verdictByTime(
                    isLate: isLate, amount: Int64(amount), limit: Int64(isAbsent ? absent : halfDay),
                    isAbsent: isAbsent, status: lowest))
        }
        return lowest
    }
}

extension MissingPunchPolicy {
    /// The worse of the two verdicts on what is missing; nil where the work decides.
    fileprivate func status(_ flags: DayFlags) -> DayStatus? {
        let isAbsent =
            (flags.contains(.missingIn) && arrival == .absent) || (flags.contains(.missingOut) && leaving == .absent)
        if isAbsent { return .absent }
        let isHalfDay =
            (flags.contains(.missingIn) && arrival == .halfDay) || (flags.contains(.missingOut) && leaving == .halfDay)
        return isHalfDay ? .halfDay : nil
    }
}
