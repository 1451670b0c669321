/// What a slot's leave comes to, beside what was worked.
struct LeaveMeasure {
    /// Leave inside the shift's hours less its unpaid breaks, by the half day and by the hour.
    var half: Int64 = 0
    var hourly: Int64 = 0
    /// The work that lies in either.
    var workInHalf: Int64 = 0
    var workInHourly: Int64 = 0

    var time: Int64 { half + hourly }
    var work: Int64 { workInHalf + workInHourly }
    /// At least half of a leave was worked: somebody should look whether it was taken at all.
    var isConflict: Bool {
        half > 0 && workInHalf * 2 >= half || hourly > 0 && workInHourly * 2 >= hourly
    }
}

extension DayEngine {
    /// Leave that lies in a stretch of a slot: nobody is late or early by it.
    func excused(_ slot: Slot, from: Int64, to: Int64) -> Int64 {
        guard slot.cover >= 0, from < to else { return 0 }
        var sum: Int64 = 0
        for position in covers[Int(slot.cover)].spans where !spans[Int(position)].kind.isDuty {
            sum += spans[Int(position)].overlap(from: from, to: to)
        }
        return sum
    }

    /// When the last of the slot that is due ends: earlier than the shift where its end is leave.
    func dueEnd(of slot: Slot) -> Int64 {
        guard slot.cover >= 0 else { return slot.end }
        var end = slot.end
        for position in covers[Int(slot.cover)].spans.reversed() {
            let span = spans[Int(position)]
            if !span.kind.isDuty, span.from < end, span.to >= end { end = max(slot.start, span.from) }
        }
        return end
    }

    /// When the first of the slot that is due begins: later than the shift where its start is leave.
    func dueStart(of slot: Slot) -> Int64 {
        guard slot.cover >= 0 else { return slot.start }
        var start = slot.start
        for position in covers[Int(slot.cover)].spans {
            let span = spans[Int(position)]
            if !span.kind.isDuty, span.from <= start, span.to > start { start = min(slot.end, span.to) }
        }
        return start
    }

    /// Leave of a slot by the hour, whatever was worked in it.
    func hourlyLeave(of slot: Slot) -> Int64 { measureLeave(slot, 0..<0, Tally(limit: .max)).hourly }

    func measureLeave(_ slot: Slot, _ range: Range<Int>, _ tally: Tally) -> LeaveMeasure {
        var measure = LeaveMeasure()
        guard slot.cover >= 0, slot.hasHours else { return measure }
        for position in covers[Int(slot.cover)].spans where !spans[Int(position)].kind.isDuty {
            let span = spans[Int(position)]
            let (from, to) = (max(span.from, slot.start), min(span.to, slot.end))
            guard from < to else { continue }
            let time = to - from - deducted(slot, from: from, to: to) { $1 - $0 }
            let present = { (from: Int64, to: Int64) in
                punched(slot, range, tally, from: from, to: to)
                    + uncoveredDuty(slot, range, tally, from: from, to: to)
            }
            let work = present(from, to) - deducted(slot, from: from, to: to, present)
            if span.kind == .leave {
                measure.half += time
                measure.workInHalf += work
            } else {
                measure.hourly += time
                measure.workInHourly += work
            }
        }
        return measure
    }

    /// Of the unpaid breaks inside a stretch, as much as `part` says of each.
    private func deducted(_ slot: Slot, from: Int64, to: Int64, _ part: (Int64, Int64) -> Int64) -> Int64 {
        let plan = rules.plans[Int(slot.plan)]
        var sum: Int64 = 0
        for position in Int(plan.firstBreak)..<Int(plan.endOfBreaks) {
            let pause = rules.breaks[position]
            guard pause.unpaid > 0 else { continue }
            let start = max(from, calendar[Int(slot.day)].instant(at: pause.start, in: rules.zone))
            let end = min(to, calendar[Int(slot.day)].instant(at: pause.end, in: rules.zone))
            // Of a break that is not deducted whole, no more than what is.
            if start < end { sum += min(Int64(pause.unpaid), part(start, end)) }
        }
        return sum
    }

    /// A slot of which nothing is expected: the leave stands whatever was punched, and earns nothing more.
    func judgeLeave<Tracer: DayTracer>(
        _ slot: Slot, _ tally: Tally, _ hasPunches: Bool, _ part: inout DayResult, tracer: inout Tracer
    ) {
        part.status = .onLeave
        let isConflict = hasPunches || tally.duty > 0
        if isConflict { part.flags.insert(.leaveConflict) }
        tracer.note(.wholeLeave(covers[Int(slot.cover)].firstHalf, covers[Int(slot.cover)].secondHalf, isConflict))
    }

    /// What stands in the leave rather than in the punches.
    func markLeave<Tracer: DayTracer>(
        _ slot: Slot, _ range: Range<Int>, _ tally: Tally, _ part: inout DayResult, _ state: inout DayState,
        tracer: inout Tracer
    ) {
        let cover = covers[Int(slot.cover)]
        let isRest = slot.isRest && !cover.isWhole
        (part.firstHalfLeave, part.secondHalfLeave) = isRest ? (nil, nil) : (cover.firstHalf, cover.secondHalf)
        part.dutyTime = Int32(clamping: tally.duty)
        if range.isEmpty, !slot.isRest { nameDuty(cover, &part) }
        if cover.isWhole { state.workOnLeave += part.work }
        guard slot.kind == .working, !cover.isWhole else { return }
        let measure = measureLeave(slot, range, tally)
        state.workOnLeave += Int32(clamping: measure.workInHalf)
        part.hourlyLeave = Int32(clamping: measure.hourly - measure.workInHourly)
        if measure.isConflict {
            part.flags.insert(.leaveConflict)
            tracer.note(.workOnLeave(work: measure.work, leave: measure.time))
        }
    }

    private func nameDuty(_ cover: DayCover, _ part: inout DayResult) {
        let isWhole = part.status == .present || part.status == .halfDay && cover.half != nil
        if isWhole { part.status = cover.duties.contains(.onDuty) ? .onDuty : .workFromHome }
    }

    /// The half of the day beside half a day of leave: there, or absent; a quarter of a day is not known.
    func halfStatus<Tracer: DayTracer>(
        _ slot: Slot, _ range: Range<Int>, _ tally: Tally, tracer: inout Tracer
    ) -> DayStatus {
        let limits = limits(of: slot)
        let needed = Int64(limits.halfDayBelow > 0 ? limits.halfDayBelow : limits.absentBelow)
        let work = tally.work - measureLeave(slot, range, tally).work
        let status: DayStatus = work <= 0 || work < needed ? .absent : .halfDay
        tracer.note(.otherHalf(work: work, needed: needed, status: status))
        return status
    }
}
