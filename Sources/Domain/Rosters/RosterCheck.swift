/// Looks for conflicts in what people are to work.
package struct RosterCheck: Sendable {
    package let rules: RuleBook
    package let limits: RosterLimits

    package init(rules: RuleBook, limits: RosterLimits) {
        self.rules = rules
        self.limits = limits
    }

    /// Everything that touches the days, in order of the days. Days around them are looked at as far as they matter.
    ///
    /// - Parameter leaves: the person's; whole days of leave count as not worked.
    package func conflicts(
        of person: Employee, _ schedule: Schedule, days: ClosedRange<CivilDate>, leaves: [LeaveOnDay] = []
    ) -> [RosterConflict] {
        let plan = PersonalPlan(person, schedule, around: days, leaves, self)
        var found: [RosterConflict] = []
        if limits.gap != .off { found += gaps(plan, days) }
        if limits.leave != .off { found += leaveConflicts(plan, days) }
        found += neighbours(plan, days)
        if limits.daysInARow.reaction != .off { found += runs(plan, days) }
        if limits.weekHours.reaction != .off { found += weeks(plan, days) }
        return found.sorted {
            ($0.days.lowerBound, $0.kind.rawValue, $0.sentence) < ($1.days.lowerBound, $1.kind.rawValue, $1.sentence)
        }
    }

    /// As far back and ahead as a limit reaches.
    var reach: Int { max(8, Int(limits.daysInARow.value) + 1) }

    private func conflict(
        _ kind: RosterConflict.Kind, _ plan: PersonalPlan, _ days: ClosedRange<CivilDate>, _ text: String
    ) -> RosterConflict {
        RosterConflict(
            employee: plan.person.id, kind: kind, days: days, reaction: limits.reaction(to: kind),
            sentence: "\(plan.person.name) (\(plan.person.code)): \(text)")
    }

    private func gaps(_ plan: PersonalPlan, _ days: ClosedRange<CivilDate>) -> [RosterConflict] {
        plan.gaps.filter(days.contains).runs.map { run in
            conflict(.gap, plan, run, "no roster says what is worked \(Phrases.days(run)).")
        }
    }

    private func leaveConflicts(_ plan: PersonalPlan, _ days: ClosedRange<CivilDate>) -> [RosterConflict] {
        plan.onLeave.filter { days.contains($0.date) }.map { answer in
            conflict(
                .leave, plan, answer.date...answer.date,
                "\(answer.what(rules).lowercasedFirst) is rostered on \(Phrases.date(answer.date)), a day of leave.")
        }
    }

    /// Overlaps, and rests that are too short.
    private func neighbours(_ plan: PersonalPlan, _ days: ClosedRange<CivilDate>) -> [RosterConflict] {
        var found: [RosterConflict] = []
        var last: PlannedShift?
        for next in plan.shifts {
            defer { if next.end > last?.end ?? .min { last = next } }
            guard let last, days.contains(last.date) || days.contains(next.date) else { continue }
            let range = min(last.date, next.date)...max(last.date, next.date)
            let (former, latter) = (name(last), name(next))
            if next.start < last.end {
                guard limits.overlap != .off else { continue }
                let length = Phrases.duration(min(last.end, next.end) - next.start)
                found.append(conflict(.overlap, plan, range, "\(former) and \(latter) overlap by \(length)."))
            } else if next.date != last.date, next.start - last.end < Int64(limits.rest.value),
                limits.rest.reaction != .off
            {
                let (rest, least) = (Phrases.duration(next.start - last.end), Phrases.duration(limits.rest.value))
                found.append(
                    conflict(.rest, plan, range, "\(rest) of rest between \(former) and \(latter), less than \(least).")
                )
            }
        }
        return found
    }

    private func name(_ shift: PlannedShift) -> String {
        "shift \(rules.shifts[Int(shift.index)].code) of \(Phrases.date(shift.date))"
    }

    private func runs(_ plan: PersonalPlan, _ days: ClosedRange<CivilDate>) -> [RosterConflict] {
        plan.workedDates.runs.filter { $0.overlaps(days) && $0.count > limits.daysInARow.value }.map { run in
            conflict(
                .daysInARow, plan, run,
                "\(run.count) days in a row are worked, \(Phrases.days(run)), more than \(limits.daysInARow.value).")
        }
    }

    private func weeks(_ plan: PersonalPlan, _ days: ClosedRange<CivilDate>) -> [RosterConflict] {
        var hours: [CivilDate: Int64] = [:]
        for shift in plan.shifts { hours[shift.date.startOfWeek(limits.weekStart), default: 0] += shift.work }
        return hours.sorted { $0.key < $1.key }.compactMap { first, work in
            let week = first...(first + 6)
            guard work > limits.weekHours.value, week.overlaps(days) else { return nil }
            let (sum, most) = (Phrases.duration(work), Phrases.duration(limits.weekHours.value))
            return conflict(
                .weekHours, plan, week,
                "\(sum) are rostered in the week \(Phrases.days(week)), more than \(most).")
        }
    }
}

/// A shift of one person on one date, as it will be.
struct PlannedShift {
    var date: CivilDate
    /// Position in the rule book's shifts.
    var index: Int32
    /// Seconds since 1970 in UTC: real time, also in a night in which the clock changes.
    var start: Int64
    var end: Int64
    /// Less unpaid breaks.
    var work: Int64
}

/// What one person is to work in some days and those around them.
struct PersonalPlan {
    let person: Employee
    /// In order of their starts; without whole days of leave and holidays.
    private(set) var shifts: [PlannedShift] = []
    /// Each once, ascending.
    private(set) var workedDates: [CivilDate] = []
    private(set) var gaps: [CivilDate] = []
    /// Worked by the roster, and days of leave.
    private(set) var onLeave: [RosterAnswer] = []

    init(
        _ person: Employee, _ schedule: Schedule, around days: ClosedRange<CivilDate>, _ leaves: [LeaveOnDay],
        _ check: RosterCheck
    ) {
        self.person = person
        let away = Set(leaves.filter { $0.portion == .full }.map(\.date))
        let all = (days.lowerBound - check.reach)...(days.upperBound + check.reach)
        for date in all where person.isEmployed(on: date) && !check.rules.isHoliday(date, of: person) {
            guard let answer = check.rules.answer(schedule, on: date, at: person.location(on: date)) else {
                if !check.rules.calendars.isWeeklyOff(date, at: person.location(on: date)) { gaps.append(date) }
                continue
            }
            guard answer.isWorked else { continue }
            if away.contains(date) {
                onLeave.append(answer)
            } else {
                workedDates.append(date)
                shifts += answer.day.shifts.compactMap { Self.planned($0, on: date, check.rules) }
            }
        }
        shifts.sort { ($0.start, $0.end, $0.index) < ($1.start, $1.end, $1.index) }
    }

    private static func planned(_ shift: ID<Shift>, on date: CivilDate, _ rules: RuleBook) -> PlannedShift? {
        guard let index = rules.index(of: shift) else { return nil }
        let plan = rules.plan(of: index, on: date.weekday)
        let midnight = Int64(date.daysSinceEpoch) * 86_400
        let instant = { (second: Int32) in
            rules.zone.place(LocalTime(seconds: midnight + Int64(second))).instant.seconds
        }
        return PlannedShift(
            date: date, index: Int32(index), start: instant(plan.start), end: instant(plan.end), work: Int64(plan.work))
    }
}

extension RuleBook {
    /// A whole day off for all at the person's location; whether somebody takes an optional one is not known ahead.
    package func isHoliday(_ date: CivilDate, of person: Employee) -> Bool {
        calendars.holiday(on: date, at: person.location(on: date))?.kind == .full
    }
}

extension [CivilDate] {
    /// Of ascending dates: those that follow each other, together.
    package var runs: [ClosedRange<CivilDate>] {
        reduce(into: []) { runs, date in
            if let last = runs.last, last.upperBound + 1 == date {
                runs[runs.count - 1] = last.lowerBound...date
            } else {
                runs.append(date...date)
            }
        }
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst() }
}
