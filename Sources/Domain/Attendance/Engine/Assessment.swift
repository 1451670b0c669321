/// What is known about the end of time, as plain numbers.
struct Horizon {
    let now: Int64
    let completeThrough: Int64

    /// Everything up to here has happened and been collected.
    var earliest: Int64 { min(now, completeThrough) }

    init(_ knowledge: Knowledge) {
        now = knowledge.now?.seconds ?? .max
        completeThrough = knowledge.completeThrough?.seconds ?? (knowledge.now == nil ? .max : .min)
    }
}

extension DayEngine {
    /// Judges one slot by the presences in `range`.
    ///
    /// - Parameter limit: a day after the date's first presence began; it is set by the slot that holds it.
    func assess<Tracer: DayTracer>(
        _ index: Int, _ range: Range<Int>, of person: EmployeeCase, _ horizon: Horizon, limit: inout Int64,
        tracer: inout Tracer
    ) -> DayResult {
        let slot = slots[index]
        if limit == .max, let first = range.first(where: { presences[$0].kind == .pair }) {
            limit = presences[first].from + 86_400
        }
        var tally = tally(index, range, now: horizon.now, limit: limit, tracer: &tracer)
        if tally.pairs > 0, slot.hasHours,
            slot.kind == .working || policy(of: index).overtime.restDayWork == .compensatoryOff
        {
            deductBreaks(slot, range, from: &tally, tracer: &tracer)
        }
        var part = makePart(slot, range, tally, person.employee.id)
        if slot.kind != .unemployed, !range.isEmpty { noteWork(tally, tracer: &tracer) }
        switch slot.kind {
        case .working: judgeWorkingDay(index, tally, horizon, &part, tracer: &tracer)
        case .weeklyOff, .holiday: judgeRestDay(index, tally, &part, tracer: &tracer)
        case .unassigned, .unemployed: tracer.note(.notExpected(status: part.status))
        }
        part.overtimeBands.first = part.overtime
        part.payableOvertime = part.overtime
        if slot.kind != .unemployed { markOpen(index, tally, horizon, &part, tracer: &tracer) }
        return part
    }

    private func makePart(_ slot: Slot, _ range: Range<Int>, _ tally: Tally, _ employee: ID<Employee>) -> DayResult {
        let isWorkedOrDue = slot.kind == .working || !range.isEmpty
        var part = DayResult(
            employee: employee, date: calendar[Int(slot.day)].date, status: .blank,
            shift: slot.hasHours && isWorkedOrDue ? rules.plans[Int(slot.plan)].shift : nil)
        part.flags = tally.flags
        part.policy = rules.namedPolicy(at: slot.policy)?.id
        if slot.holidayHalf != nil { part.flags.insert(.halfHoliday) }
        if slot.kind == .unassigned { part.status = .noShift }
        if part.shift != nil, rules.plans[Int(slot.plan)].crossesMidnight { part.flags.insert(.night) }
        if !range.isEmpty {
            let punches = presences[range.upperBound - 1].last - presences[range.lowerBound].first + 1
            part.punchCount = UInt16(clamping: punches)
        }
        if tally.firstIn >= 0 {
            part.firstIn = Instant(seconds: marks[Int(tally.firstIn)].instant)
            part.firstInOffset = marks[Int(tally.firstIn)].offset
        }
        if tally.lastOut >= 0 {
            part.lastOut = Instant(seconds: marks[Int(tally.lastOut)].instant)
            part.lastOutOffset = marks[Int(tally.lastOut)].offset
        }
        guard slot.kind != .unemployed else {
            part.flags = []
            return part
        }
        part.work = Int32(clamping: tally.work)
        part.breakTime = Int32(clamping: tally.breakTime)
        return part
    }

    private func noteWork<Tracer: DayTracer>(_ tally: Tally, tracer: inout Tracer) {
        if tally.away > tally.paidAway { tracer.note(.away(tally.away - tally.paidAway)) }
        tracer.note(.work(presence: tally.presence, paidAway: tally.paidAway, deducted: tally.deducted))
        if tally.breakTime > 0 { tracer.note(.breakTime(deducted: tally.deducted, away: tally.away - tally.paidAway)) }
    }

    /// The person is inside, or punches may still come or arrive.
    private func markOpen<Tracer: DayTracer>(
        _ index: Int, _ tally: Tally, _ horizon: Horizon, _ part: inout DayResult, tracer: inout Tracer
    ) {
        if tally.isInside {
            part.flags.insert(.inside)
            part.flags.remove(.missingOut)
        }
        guard isProvisional(index, horizon) else { return }
        part.flags.insert(.provisional)
        let end = end(ofProvisional: index)
        tracer.note(.provisional(until: end, isOver: horizon.now >= end))
    }

    private func judgeWorkingDay<Tracer: DayTracer>(
        _ index: Int, _ tally: Tally, _ horizon: Horizon, _ part: inout DayResult, tracer: inout Tracer
    ) {
        let slot = slots[index]
        guard tally.firstIn >= 0 || tally.lastOut >= 0 else {
            part.status = horizon.now < slot.end ? .notInYet : .absent
            tracer.note(.noPresence(status: part.status))
            return
        }
        judgeArrival(slot, tally, &part, tracer: &tracer)
        judgeLeaving(slot, tally, horizon, &part, tracer: &tracer)
        let base = overtimeBase(slot, tally, tracer: &tracer)
        part.overtime = limited(base, by: policy(of: index).overtime, tracer: &tracer)
        part.status = workedStatus(slot, tally, horizon, tracer: &tracer)
    }

    /// Late beyond the grace, and then from the shift's start.
    private func judgeArrival<Tracer: DayTracer>(
        _ slot: Slot, _ tally: Tally, _ part: inout DayResult, tracer: inout Tracer
    ) {
        guard tally.firstIn >= 0, !tally.isArrivalUnknown else {
            tracer.note(.arrivalUnknown)
            return
        }
        let arrival = marks[Int(tally.firstIn)].instant
        let grace = Int64(rules.policies[Int(slot.policy)].lateGrace)
        let late = arrival > slot.start + grace ? arrival - slot.start : 0
        part.late = Int32(clamping: late)
        tracer.note(.arrival(at: arrival, start: slot.start, grace: grace, late: late))
    }

    /// Early beyond the grace, and then to the shift's end; not before the shift has ended.
    private func judgeLeaving<Tracer: DayTracer>(
        _ slot: Slot, _ tally: Tally, _ horizon: Horizon, _ part: inout DayResult, tracer: inout Tracer
    ) {
        if tally.isInside || horizon.now < slot.end { return }
        guard tally.lastOut >= 0, !tally.isLeavingUnknown else {
            tracer.note(.leavingUnknown)
            return
        }
        let leaving = marks[Int(tally.lastOut)].instant
        let grace = Int64(rules.policies[Int(slot.policy)].earlyGrace)
        let early = leaving < slot.end - grace ? slot.end - leaving : 0
        part.early = Int32(clamping: early)
        tracer.note(.leaving(at: leaving, end: slot.end, grace: grace, early: early))
    }

    private func workedStatus<Tracer: DayTracer>(
        _ slot: Slot, _ tally: Tally, _ horizon: Horizon, tracer: inout Tracer
    ) -> DayStatus {
        if tally.isInside {
            tracer.note(.stillInside(since: tally.insideSince))
            return .present
        }
        if horizon.now < slot.end {
            tracer.note(.shiftRunning(end: slot.end))
            return .present
        }
        let missingPunch = rules.policies[Int(slot.policy)].missingPunch
        if !tally.flags.isDisjoint(with: [.missingIn, .missingOut]), missingPunch != .countPairs {
            tracer.note(.missingPunch(missingPunch))
            return missingPunch == .halfDay ? .halfDay : .absent
        }
        let limits = limits(of: slot)
        let status: DayStatus =
            if tally.pairs == 0 || tally.work < Int64(limits.absentBelow) {
                .absent
            } else if tally.work < Int64(limits.halfDayBelow) {
                .halfDay
            } else {
                .present
            }
        tracer.note(
            .threshold(
                work: tally.work, absentBelow: Int64(limits.absentBelow), halfDayBelow: Int64(limits.halfDayBelow),
                isPartial: rules.plans[Int(slot.plan)].isPartial, status: status))
        return status
    }
}
