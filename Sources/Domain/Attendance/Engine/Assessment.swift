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

/// What the slots of one date have in common.
struct DayState {
    /// A day after the date's first presence began; it is set by the slot that holds it.
    var limit = Int64.max
    /// Seconds worked in whole and half days of leave: paid as leave, and overtime of no period.
    var workOnLeave: Int32 = 0
}

extension DayEngine {
    /// Judges one slot by the presences in `range`.
    func assess<Tracer: DayTracer>(
        _ index: Int, _ range: Range<Int>, of person: EmployeeCase, _ horizon: Horizon,
        _ state: inout DayState, tracer: inout Tracer
    ) -> DayResult {
        let slot = slots[index]
        if state.limit == .max, let start = firstStart(slot, range) {
            state.limit = start + Int64(policy(of: index).longestDay)
        }
        var tally = tally(index, range, now: horizon.now, limit: state.limit, tracer: &tracer)
        if slot.cover >= 0 { addDuty(slot, range, to: &tally, tracer: &tracer) }
        if tally.pairs > 0 || tally.duty > 0,
            slot.kind == .working || slot.isRest && policy(of: index).overtime.restDayWork == .compensatoryOff
        {
            deductBreaks(slot, range, from: &tally, tracer: &tracer)
        }
        roundWork(slot, &tally)
        var part = makePart(slot, range, tally, person.employee.id)
        if slot.kind != .unemployed, !range.isEmpty || tally.duty > 0 { noteWork(tally, tracer: &tracer) }
        switch slot.kind {
        case _ where slot.cover >= 0 && covers[Int(slot.cover)].isWhole:
            judgeLeave(slot, tally, !range.isEmpty, &part, tracer: &tracer)
        case .working: judgeWorkingDay(index, range, tally, horizon, &part, tracer: &tracer)
        case .weeklyOff, .holiday: judgeRestDay(index, tally, &part, tracer: &tracer)
        case .unassigned, .unemployed: tracer.note(.notExpected(status: part.status))
        }
        if slot.cover >= 0, slot.kind != .unemployed {
            markLeave(slot, range, tally, &part, &state, tracer: &tracer)
        }
        if part.overtime > 0 { divideOvertime(slot, policy(of: index).overtime, &part, tracer: &tracer) }
        if slot.kind != .unemployed { markOpen(index, tally, horizon, &part, tracer: &tracer) }
        return part
    }

    /// When the first presence that counts began, or what stands for it; nil where there is none.
    private func firstStart(_ slot: Slot, _ range: Range<Int>) -> Int64? {
        guard let first = range.first else { return nil }
        let policy = rules.policies[Int(slot.policy)]
        let (isWorking, missing) = (slot.kind == .working, policy.missing)
        if isWorking, missing.arrival == .minutes, presences[first].kind == .missingIn {
            return min(presences[first].from, slot.start + Int64(missing.lateBy))
        }
        // First to last begins with an IN whose OUT is missing, too; else that counts only where an OUT stands for it.
        let pair = range.first {
            presences[$0].kind == .pair || policy.pairing == .firstLast && presences[$0].kind == .missingOut
        }
        let last = isWorking && missing.leaving == .minutes && presences[range.upperBound - 1].kind == .missingOut
        return (pair ?? (last ? range.last : nil)).map { presences[$0].from }
    }

    private func makePart(_ slot: Slot, _ range: Range<Int>, _ tally: Tally, _ employee: ID<Employee>) -> DayResult {
        let isWorkedOrDue = (slot.kind == .working && !slot.isFound) || !range.isEmpty
        var part = DayResult(
            employee: employee, date: calendar[Int(slot.day)].date, status: .blank,
            shift: slot.hasHours && isWorkedOrDue ? rules.plans[Int(slot.plan)].shift : nil)
        part.flags = tally.flags
        part.policy = rules.namedPolicy(at: slot.policy)?.id
        if slot.holidayHalf != nil { part.flags.insert(.halfHoliday) }
        if slot.kind == .unassigned { part.status = .noShift }
        if slot.isFound, !range.isEmpty { part.flags.insert(.autoShift) }
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
        if tally.awayTime > 0 { tracer.note(.away(tally.awayTime)) }
        tracer.note(
            .work(
                presence: tally.presence, paidAway: tally.paidAway, deducted: tally.deducted, unworked: tally.unworked,
                roundedBy: tally.roundedBy))
        if tally.breakTime > 0 { tracer.note(.breakTime(deducted: tally.deducted, away: tally.awayTime)) }
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
}
