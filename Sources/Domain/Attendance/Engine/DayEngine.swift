/// Works out days. It keeps its working memory from one call to the next, so that a run over many people allocates
/// nothing a day: use one engine for many people, and one a task.
package struct DayEngine {
    let rules: RuleBook
    /// From `RuleBook.contextDays` before the days asked for to as many after them.
    var calendar: [CalendarDay] = []
    var duties: [Duty] = []
    /// The first duty that has not ended before the date that is laid out.
    var firstDuty = 0
    /// What each pattern says of each calendar day, pattern by pattern; looked up when it is first asked for.
    var patternDuties: [PatternDuty] = []
    var slots: [Slot] = []
    /// Leave and duty, of the slots that have any.
    var covers: [DayCover] = []
    var spans: [CoverSpan] = []
    var marks: [Mark] = []
    var groups: [MarkGroup] = []
    /// One a punch from `firstPunch` on; kept only while tracing.
    var fates: [PunchFate] = []
    var firstPunch = 0
    var presences: [Presence] = []
    /// One a slot: the first instant from which nothing can change it any more. Empty where that is long over.
    var settled: [Int64] = []
    /// One a calendar day: a quarantined punch bears its date.
    var quarantinedDays: [Bool] = []
    var hasQuarantine = false
    /// The days that rules over several days need; empty where there are no such rules.
    var period = PeriodPass()
    /// The person's.
    var layers = PersonLayers()
    /// The days of each of the rule book's calendars, as far as they were needed.
    private var calendars: [[CalendarDay]] = []
    /// No calendar: put together for one person who moved.
    private var laidOut: (days: ClosedRange<CivilDate>, calendar: Int?)?

    package init(rules: RuleBook) {
        self.rules = rules
    }

    /// - Parameter each: called once a day, in the order of the days.
    package mutating func evaluate(
        _ person: EmployeeCase, days: ClosedRange<CivilDate>, knowing: Knowledge, each: (DayResult) -> Void
    ) {
        let horizon = Horizon(knowing)
        guard rules.reach.isOn else {
            return judgeDays(person, days, horizon) { result, _, _ in each(result) }
        }
        settle(person, days, horizon)
        let first = period.position(of: days.lowerBound)
        for day in first..<first + days.count { each(period.results[day]) }
    }

    /// Each day for itself, with its first slot and the work on leave in it.
    mutating func judgeDays(
        _ person: EmployeeCase, _ days: ClosedRange<CivilDate>, _ horizon: Horizon,
        each: (DayResult, _ slot: Int, _ workOnLeave: Int32) -> Void
    ) {
        prepare(person, days: days, horizon, tracing: NoTracer.self)
        var tracer = NoTracer()
        var slot = 0
        var presence = 0
        for day in RuleBook.contextDays..<(calendar.count - RuleBook.contextDays) {
            while Int(slots[slot].day) < day { slot += 1 }
            let first = slot
            var state = DayState()
            var result = judge(day, person, &slot, &presence, horizon, &state, tracer: &tracer)
            stamp(&result, day: day, of: person)
            each(result, first, state.workOnLeave)
        }
    }

    /// Reads the punches of the days into presences, each in its slot.
    mutating func prepare<Tracer: DayTracer>(
        _ person: EmployeeCase, days: ClosedRange<CivilDate>, _ horizon: Horizon, tracing: Tracer.Type
    ) {
        layOutCalendar(days, of: person.employee)
        layOutSlots(person)
        readPunches(person.punches, tracing: tracing)
        pairAllMarks(now: horizon.now)
        settleSlots(horizon)
    }

    mutating func layOutCalendar(_ days: ClosedRange<CivilDate>, of person: Employee) {
        let position = person.postings.isOne ? rules.calendars.position(of: person.postings.first.location) : nil
        if laidOut?.days != days || position == nil || laidOut?.calendar != position {
            let isOtherDays = laidOut?.days != days
            if isOtherDays { calendars = Array(repeating: [], count: rules.calendars.count) }
            calendar = position.map { calendarDays(of: $0, days) } ?? calendarDays(of: person.postings, days)
            if isOtherDays {
                quarantinedDays = Array(repeating: false, count: calendar.count)
                let places = calendar.count * rules.rotations.patterns.count
                patternDuties = Array(repeating: .unknown, count: places)
            }
            laidOut = (days, position)
        }
        if hasQuarantine {
            for day in quarantinedDays.indices { quarantinedDays[day] = false }
            hasQuarantine = false
        }
    }

    /// With the context around the days.
    private mutating func calendarDays(of position: Int, _ days: ClosedRange<CivilDate>) -> [CalendarDay] {
        if calendars[position].isEmpty {
            let all = (days.lowerBound - RuleBook.contextDays)...(days.upperBound + RuleBook.contextDays)
            calendars[position] = all.map { CalendarDay($0, rules: rules, calendar: position) }
        }
        return calendars[position]
    }

    /// Of somebody who moved: each day from the calendar of where the person was.
    private mutating func calendarDays(of postings: Postings, _ days: ClosedRange<CivilDate>) -> [CalendarDay] {
        let all = (days.lowerBound - RuleBook.contextDays)...(days.upperBound + RuleBook.contextDays)
        return postings.spans(in: all).flatMap { span, posting in
            let first = span.lowerBound - all.lowerBound
            return calendarDays(of: rules.calendars.position(of: posting.location), days)[first..<first + span.count]
        }
    }

    /// The day's only slot, or all its slots together.
    private func judge(
        _ day: Int, _ person: EmployeeCase, _ slot: inout Int, _ presence: inout Int, _ horizon: Horizon,
        _ state: inout DayState, tracer: inout NoTracer
    ) -> DayResult {
        var result = assess(
            slot, range(of: slot, from: &presence), of: person, horizon, &state, tracer: &tracer)
        slot += 1
        guard slot < slots.count, Int(slots[slot].day) == day else { return result }
        var total = PartTotal(result.status)
        while slot < slots.count, Int(slots[slot].day) == day {
            let part = assess(
                slot, range(of: slot, from: &presence), of: person, horizon, &state, tracer: &tracer)
            result.add(part)
            total.add(part.status)
            slot += 1
        }
        result.status = total.status
        return result
    }

    /// The presences of a slot. They stand in the order of the slots, so one pass over them serves all days.
    func range(of slot: Int, from presence: inout Int) -> Range<Int> {
        while presence < presences.count, Int(presences[presence].slot) < slot { presence += 1 }
        let first = presence
        while presence < presences.count, Int(presences[presence].slot) == slot { presence += 1 }
        return first..<presence
    }

    /// Adds what stands in the calendar or is said of the whole date rather than of its parts.
    func stamp(_ result: inout DayResult, day: Int, of person: EmployeeCase) {
        if calendar[day].holiday == .optional, result.status == .holiday || result.status == .holidayPresent {
            result.flags.insert(.optionalHoliday)
        }
        if quarantinedDays[day], result.status != .blank { result.flags.insert(.quarantined) }
        let open = result.overtime - result.payableOvertime
        guard open > 0 else { return }
        let approved = max(0, person.overtimeApprovals[result.date] ?? 0)
        result.payableOvertime += min(open, approved)
        if approved < open { result.flags.insert(.overtimeUnapproved) }
    }

    /// Inlined so that reading one parameter copies only that.
    @inline(__always)
    func policy(of slot: Int) -> AttendancePolicy { rules.policies[Int(slots[slot].policy)] }
}
