extension DayEngine {
    /// How many days to look for the end of a run of rest days before looking as far as any run may be.
    private static let usualRun = 3

    /// Judges the days and all that they need, and settles them together. The results are those of `period`.
    ///
    /// - Parameter told: the date whose facts are wanted.
    mutating func settle(
        _ person: EmployeeCase, _ days: ClosedRange<CivilDate>, _ horizon: Horizon, telling told: CivilDate? = nil
    ) {
        var pass = PeriodPass()
        swap(&pass, &period)
        judge(person, rules.reach.needed(for: days, restDays: Self.usualRun), horizon, into: &pass)
        if rules.reach.longestRun > Self.usualRun - 1, !pass.endsRuns(around: days) {
            judge(person, rules.reach.needed(for: days), horizon, into: &pass)
        }
        pass.unpaidLeave = rules.unpaidLeave
        pass.told = told.map { pass.position(of: $0) } ?? -1
        pass.run(rules.reach)
        swap(&pass, &period)
    }

    private mutating func judge(
        _ person: EmployeeCase, _ days: ClosedRange<CivilDate>, _ horizon: Horizon, into pass: inout PeriodPass
    ) {
        pass.removeAll()
        judgeDays(person, days, horizon) { pass.append($0, slot: $1, workOnLeave: $2) }
        for day in pass.grounds.indices { layGround(of: person, day, &pass) }
    }

    private func layGround(of person: EmployeeCase, _ day: Int, _ pass: inout PeriodPass) {
        let slot = slots[Int(pass.grounds[day].slot)]
        let position = Int(slot.policy)
        pass.grounds[day].policy = rules.policies[position].period
        pass.grounds[day].tiers = rules.policies[position].overtime.tiers(on: slot.kind)
        guard rules.policies[position].overtime.needsApproval else { return }
        let result = pass.results[day]
        pass.grounds[day].payable = max(0, (person.overtimeApprovals[result.date] ?? 0) - result.overtime)
    }

    /// Of the person evaluated last: the moment from which no punch can change the day any more.
    package func settling(of date: CivilDate) -> Instant? {
        guard !settled.isEmpty else { return nil }
        var last = Int64.min
        var next: CivilDate? = date
        while let date = next {
            for slot in slots.indices where calendar[Int(slots[slot].day)].date == date {
                last = max(last, end(ofProvisional: slot))
            }
            next = period.waits(of: date)
        }
        return last == .min ? nil : Instant(seconds: last)
    }

    /// The days whose figures a change of some can touch.
    package mutating func touched(by days: ClosedRange<CivilDate>, of person: EmployeeCase) -> ClosedRange<CivilDate> {
        guard rules.reach.isOn else { return days }
        let all = rules.mostTouched(by: days)
        guard rules.reach.longestRun > 0 else { return all }
        layOutCalendar(all, of: person.employee)
        layOutSlots(person)
        let isRest = Set(slots.filter(\.isRest).map { calendar[Int($0.day)].date })
        var (first, last) = (days.lowerBound, days.upperBound)
        while first > all.lowerBound, isRest.contains(first - 1) { first = first - 1 }
        while last < all.upperBound, isRest.contains(last + 1) { last = last + 1 }
        return first...max(last, rules.reach.touched(by: days).upperBound)
    }
}
