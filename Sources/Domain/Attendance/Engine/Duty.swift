/// An entry of a schedule, resolved.
struct Duty: Sendable {
    enum Kind: UInt8, Sendable {
        case shift, off, pattern
    }

    let kind: Kind
    /// Of a shift: whether the company's weekly offs are its own.
    let rest: RosterDay.Rest
    /// The first of the shift's plans, or the pattern's position.
    let index: Int32
    /// Days since 1970-01-01, both inclusive.
    let from: Int32
    let to: Int32
}

extension Duty {
    /// Nil where the rule book does not know the shift or the pattern.
    init?(_ entry: ScheduleEntry, rules: RuleBook) {
        switch entry.duty {
        case .off: (kind, rest, index) = (.off, .always, 0)
        case .shift(let id, let resting):
            guard let shift = rules.index(of: id) else { return nil }
            (kind, rest, index) = (.shift, resting, Int32(shift * 7))
        case .pattern(let id):
            guard let pattern = rules.rotations.index(of: id) else { return nil }
            (kind, rest, index) = (.pattern, .never, Int32(pattern))
        }
        (from, to) = (entry.from.daysSinceEpoch, entry.to.daysSinceEpoch)
    }
}

extension DayEngine {
    mutating func resolveDuties(_ person: EmployeeCase) {
        firstDuty = 0
        duties.removeAll(keepingCapacity: true)
        for entry in person.schedule.entries {
            if let duty = Duty(entry, rules: rules) { duties.append(duty) }
        }
    }

    /// Appends a slot for each shift of the date.
    ///
    /// - Parameter holiday: what the date is to the person.
    /// - Returns: the roster says that nobody works.
    mutating func appendShifts(on day: Int, holiday: Holiday.Kind?) -> Bool {
        let first = slots.count
        let date = calendar[day].date.daysSinceEpoch
        while firstDuty < duties.count, duties[firstDuty].to < date { firstDuty += 1 }
        var isOff = false
        for duty in duties[firstDuty...] {
            if duty.from > date { break }
            if duty.to < date { continue }
            switch duty.kind {
            case .off: isOff = true
            case .shift: appendShift(duty.index, on: day, rest: duty.rest, holiday, after: first)
            case .pattern: isOff = appendPattern(Int(duty.index), on: day, holiday, after: first) || isOff
            }
        }
        if slots.count - first > 1 { dropRestBesideWork(from: first) }
        return isOff
    }

    private mutating func appendShift(
        _ firstPlan: Int32, on day: Int, rest: RosterDay.Rest, _ holiday: Holiday.Kind?, after first: Int
    ) {
        let plan = firstPlan + Int32(calendar[day].weekday.rawValue)
        let slot = makeSlot(day: day, plan: plan, rest: rest, holiday: holiday)
        guard let same = slots[first...].firstIndex(where: { $0.plan == plan }) else {
            insert(slot, from: first)
            return
        }
        if slot.kind == .working { slots[same] = slot }
    }

    /// Where one entry of several says that the date is worked, it is.
    private mutating func dropRestBesideWork(from first: Int) {
        guard slots[first...].contains(where: { $0.kind == .working }) else { return }
        var position = slots.count
        while position > first {
            position -= 1
            if slots[position].kind == .weeklyOff { slots.remove(at: position) }
        }
    }

    private mutating func appendPattern(
        _ pattern: Int, on day: Int, _ holiday: Holiday.Kind?, after first: Int
    ) -> Bool {
        let duty = patternDuty(pattern, on: day)
        let today = rules.rotations.days[Int(duty.day)]
        let rest: RosterDay.Rest = duty.isOwnOff ? .always : today.rest
        for position in today.first..<today.end {
            appendShift(rules.rotations.shifts[Int(position)] * 7, on: day, rest: rest, holiday, after: first)
        }
        return rest == .always
    }

    private mutating func patternDuty(_ pattern: Int, on day: Int) -> PatternDuty {
        let place = pattern * calendar.count + day
        if patternDuties[place].day < 0 {
            patternDuties[place] = rules.rotations.duty(pattern, on: calendar[day].date)
        }
        return patternDuties[place]
    }
}
