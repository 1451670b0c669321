import Domain

extension RuleBook {
    /// The rules that can concern one day of one person; by the others it comes out no differently.
    func narrowed(to person: EmployeeCase, around result: DayResult) -> RuleBook {
        let wide = punchDays(for: result.date...result.date)
        let duties = person.schedule.entries.filter { $0.from <= wide.upperBound && $0.to >= wide.lowerBound }
            .map(\.duty)
        let patterns = namedPatterns(duties)
        var used = Set(patterns.flatMap(\.shifts))
        for case .shift(let id, _) in duties { used.insert(id) }
        if let shift = result.shift { used.insert(shift) }
        // Where no roster says anything, all that the first punch may find are looked at.
        let isFound = wide.contains { answer(person.schedule, on: $0, at: person.employee.location(on: $0)) == nil }
        let shifts = shifts.filter { used.contains($0.id) || (isFound && $0.isAutomatic) }
        let assignments = policyAssignments(of: person.employee, shifts: Set(shifts.map(\.id)), in: wide)
        let policies = namedPolicies.filter { policy in assignments.contains { $0.policy == policy.id } }
        return RuleBook(
            shifts: shifts, weeklyOffs: calendars.weeklyOffs, holidays: calendars.holidays, zone: zone,
            builtIn: builtIn, locationWeeklyOffs: calendars.locationWeeklyOffs, policies: policies,
            policyAssignments: assignments, patterns: patterns, unpaidLeave: unpaidLeave, leaveCodes: leaveCodes)
    }

    private func namedPatterns(_ duties: [ScheduleEntry.Duty]) -> [RotationPattern] {
        var ids: Set<ID<RotationPattern>> = []
        for case .pattern(let id) in duties { ids.insert(id) }
        return ids.sorted().compactMap(pattern)
    }

    private func policyAssignments(
        of employee: Employee, shifts: Set<ID<Shift>>, in days: ClosedRange<CivilDate>
    ) -> [PolicyAssignment] {
        let postings = employee.postings.spans(in: days).map(\.posting)
        return policyAssignments.filter { item in
            guard item.from <= days.upperBound, item.to.map({ $0 >= days.lowerBound }) ?? true else { return false }
            return switch item.scope {
            case .company: true
            case .location(let name): !name.isEmpty && postings.contains { $0.location == name }
            case .department(let name): !name.isEmpty && postings.contains { $0.department == name }
            case .shift(let id): shifts.contains(id)
            case .employee(let id): id == employee.id
            }
        }
    }
}
