/// One shift of one person on one date, or the date itself where there is no shift.
///
/// Slots lie one after the other; their borders divide time among them without a gap, so that no punch is homeless.
struct Slot: Sendable {
    enum Kind: UInt8, Sendable {
        case working, weeklyOff, holiday
        /// A working day on which no shift is assigned.
        case unassigned
        /// Before joining or after leaving.
        case unemployed
    }

    /// Position in the engine's calendar.
    let day: Int32
    /// Position in the rule book's plans; -1 where there is no shift.
    let plan: Int32
    /// Position in the rule book's policies of the one that judges it.
    let policy: Int32
    let kind: Kind
    /// Which half of the shift's day is a holiday; its hours are those of the other.
    let holidayHalf: DayHalf?
    /// The shift begins or ends at a clock time that was skipped or shown twice.
    let isAtClockChange: Bool
    /// The shift's hours; both the date's midnight where there is no shift.
    let start: Int64
    let end: Int64
    /// The shift's own opening, whatever stands before it; where there is no shift the day change.
    let opening: Int64
    /// Nobody assigned the shift: it was found by the first punch.
    var isFound = false
    /// From here on a punch is nearer to this slot than to the one before.
    var border: Int64
    /// Presence that begins later cannot belong to the shift.
    var closes: Int64
    /// Position among the engine's covers: leave or duty on its day; -1: none.
    var cover: Int32 = -1

    var hasHours: Bool { plan >= 0 }
    var isRest: Bool { kind == .weeklyOff || kind == .holiday }

    func overlapWithHours(from: Int64, to: Int64) -> Int64 {
        max(0, min(to, end) - max(from, start))
    }
}

extension DayEngine {
    /// Lays out the slots of a person over the calendar, in order of time.
    mutating func layOutSlots(_ person: EmployeeCase) {
        resolveDuties(person)
        if !rules.layers.isEmpty { layers = PersonLayers(person.employee, in: rules.layers) }
        slots.removeAll(keepingCapacity: true)
        for day in calendar.indices {
            appendSlots(of: person, day: day)
        }
        closeWindows()
        layOutCovers(person)
    }

    private mutating func appendSlots(of person: EmployeeCase, day: Int) {
        let first = slots.count
        let isEmployed = person.employee.isEmployed(on: calendar[day].date)
        let holiday = calendar[day].holiday(choosing: person.optionalHolidays)
        let isOff = isEmployed && appendShifts(on: day, holiday: holiday)
        if slots.count == first, isEmployed, !isOff, !rules.automaticShifts.isEmpty, holiday != .full,
            !calendar[day].isWeeklyOff, let plan = foundPlan(person, on: day)
        {
            var slot = makeSlot(day: day, plan: plan, rest: .never, holiday: holiday)
            slot.isFound = true
            slots.append(slot)
        }
        if slots.count == first {
            let midnight = calendar[day].midnight
            let kind = isEmployed ? kindWithoutShift(calendar[day], holiday, isOff: isOff) : .unemployed
            let policy = layers.winner(rules, shift: nil, on: calendar[day].date.daysSinceEpoch)
            let opening = midnight + Int64(rules.policies[Int(policy)].dayChange)
            slots.append(
                Slot(
                    day: Int32(day), plan: -1, policy: policy, kind: kind, holidayHalf: nil, isAtClockChange: false,
                    start: midnight, end: midnight, opening: opening, border: opening, closes: .max))
        }
        for index in first..<slots.count { setBorder(index) }
    }

    func makeSlot(day: Int, plan index: Int32, rest: RosterDay.Rest, holiday: Holiday.Kind?) -> Slot {
        let today = calendar[day]
        let plan = rules.plans[Int(index)]
        let kind: Slot.Kind =
            switch (holiday, rest, today.isWeeklyOff) {
            case (.full, _, _): .holiday
            case (_, .always, _), (_, .company, true): .weeklyOff
            case (_, .company, false), (_, .never, _): .working
            }
        let holidayHalf = kind == .working ? holiday?.half : nil
        let hours = plan.hours(without: holidayHalf)
        let start = today.instant(at: hours.start, in: rules.zone)
        let end = today.instant(at: hours.end, in: rules.zone)
        let policy = layers.winner(rules, shift: Int(plan.shiftIndex), on: today.date.daysSinceEpoch)
        let opening = start - Int64(rules.policies[Int(policy)].opensBefore)
        return Slot(
            day: Int32(day), plan: index, policy: policy, kind: kind, holidayHalf: holidayHalf,
            isAtClockChange: isDoubtful(plan, on: today), start: start, end: max(start, end), opening: opening,
            border: opening, closes: .max)
    }

    private func isDoubtful(_ plan: ShiftPlan, on day: CalendarDay) -> Bool {
        guard !day.isUniform else { return false }
        return day.placement(at: plan.start, in: rules.zone).kind != .exact
            || day.placement(at: plan.end, in: rules.zone).kind != .exact
    }

    private func kindWithoutShift(_ day: CalendarDay, _ holiday: Holiday.Kind?, isOff: Bool) -> Slot.Kind {
        if holiday == .full { return .holiday }
        return isOff || day.isWeeklyOff ? .weeklyOff : .unassigned
    }

    /// Shifts of one date stand in the order of their starts.
    mutating func insert(_ slot: Slot, from first: Int) {
        var position = slots.count
        while position > first, slots[position - 1].start > slot.start { position -= 1 }
        slots.insert(slot, at: position)
    }

    private mutating func setBorder(_ index: Int) {
        let slot = slots[index]
        let isOpenAllDay = slot.kind != .working
        let midnight = slot.hasHours ? calendar[Int(slot.day)].midnight : slot.opening
        var border = isOpenAllDay ? min(midnight, slot.opening) : slot.opening
        if index > 0 {
            let before = slots[index - 1]
            if isOpenAllDay, before.hasHours, before.day < slot.day {
                let slack = Int64(rules.policies[Int(before.policy)].opensBefore)
                border = max(midnight, before.end + slack)
                if slot.hasHours { border = min(border, slot.start) }
            }
            // Nobody's day is longer than a day: after a day shift the morning before a night belongs to the night.
            border = min(border, before.opening + 86_400)
            if before.hasHours { border = max(border, before.end) }
            if slot.hasHours, border > slot.start { border = (slot.start + min(before.end, slot.end)) / 2 }
            border = max(border, before.border)
        }
        slots[index].border = border
    }

    /// A window closes where its own rule says, and never later than the next slot's border.
    private mutating func closeWindows() {
        for index in slots.indices {
            let border = index + 1 < slots.count ? slots[index + 1].border : .max
            guard slots[index].kind == .working,
                let closesAfter = rules.policies[Int(slots[index].policy)].closesAfter
            else {
                slots[index].closes = border
                continue
            }
            slots[index].closes = min(border, slots[index].end + Int64(closesAfter))
        }
    }
}
