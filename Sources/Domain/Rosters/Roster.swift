/// All that a company has written about who works when.
package struct Roster: Sendable {
    private let byEmployee: [ID<Employee>: [RosterAssignment]]
    private let byDepartment: [String: [RosterAssignment]]
    private let byLocation: [String: [RosterAssignment]]
    private let company: [RosterAssignment]
    private let overrides: [ID<Employee>: [RosterOverride]]

    /// - Parameter overrides: one a person and date; of two, which holds is not defined.
    package init(_ assignments: [RosterAssignment], overrides: [RosterOverride] = []) {
        var byEmployee: [ID<Employee>: [RosterAssignment]] = [:]
        var byDepartment: [String: [RosterAssignment]] = [:]
        var byLocation: [String: [RosterAssignment]] = [:]
        var company: [RosterAssignment] = []
        for assignment in assignments {
            switch assignment.scope {
            case .employee(let id): byEmployee[id, default: []].append(assignment)
            case .department(let name): if !name.isEmpty { byDepartment[name, default: []].append(assignment) }
            case .location(let name): if !name.isEmpty { byLocation[name, default: []].append(assignment) }
            case .company, .shift: company.append(assignment)
            }
        }
        self.byEmployee = byEmployee
        self.byDepartment = byDepartment
        self.byLocation = byLocation
        self.company = company
        self.overrides = Dictionary(grouping: overrides, by: \.employee)
    }

    private init(_ other: Roster, overrides: [ID<Employee>: [RosterOverride]]) {
        byEmployee = other.byEmployee
        byDepartment = other.byDepartment
        byLocation = other.byLocation
        company = other.company
        self.overrides = overrides
    }

    /// The same with more overrides, in the place of those there are for the same people and dates.
    package func with(_ more: [RosterOverride]) -> Roster {
        var overrides = overrides
        for override in more {
            overrides[override.employee, default: []].removeAll { $0.date == override.date }
            overrides[override.employee, default: []].append(override)
        }
        return Roster(self, overrides: overrides)
    }

    /// What the person works on each of the days, by layer: an override, else the person's own assignments, else those
    /// of the department, the location, the company, as the person belonged to them on the day.
    package func schedule(of person: Employee, days: ClosedRange<CivilDate>? = nil) -> Schedule {
        var layers = ScheduleLayers(days ?? .distantPast ... .distantFuture)
        layers.add(overrides[person.id] ?? [])
        layers.add(byEmployee[person.id] ?? [])
        let spans = person.postings.spans(in: layers.days)
        for (days, posting) in spans { layers.add(byDepartment[posting.department] ?? [], within: days) }
        for (days, posting) in spans { layers.add(byLocation[posting.location] ?? [], within: days) }
        layers.add(company)
        return Schedule(layers.entries)
    }
}

/// Lays the layers of a roster over each other, the narrowest first.
private struct ScheduleLayers {
    let days: ClosedRange<CivilDate>
    var entries: [ScheduleEntry] = []
    /// What narrower layers have said already: ascending, apart from each other.
    private var covered: [ClosedRange<CivilDate>] = []

    init(_ days: ClosedRange<CivilDate>) { self.days = days }

    mutating func add(_ overrides: [RosterOverride]) {
        guard !overrides.isEmpty else { return }
        for override in overrides where days.contains(override.date) {
            let entry = { (duty: ScheduleEntry.Duty) in
                ScheduleEntry(
                    duty, from: override.date, to: override.date, layer: .override,
                    record: override.swap?.rawValue ?? 0, note: override.reason)
            }
            entries += override.day.shifts.map { entry(.shift($0, rest: override.day.rest)) }
            if override.day.shifts.isEmpty { entries.append(entry(.off)) }
        }
        cover(overrides.map { $0.date...$0.date })
    }

    /// - Parameter span: the assignments hold on no other days; nil: on all of theirs.
    mutating func add(_ assignments: [RosterAssignment], within span: ClosedRange<CivilDate>? = nil) {
        guard !assignments.isEmpty else { return }
        var said: [ClosedRange<CivilDate>] = []
        for assignment in assignments {
            var entry = ScheduleEntry(assignment)
            if let span { (entry.from, entry.to) = (max(entry.from, span.lowerBound), min(entry.to, span.upperBound)) }
            guard entry.from <= entry.to else { continue }
            for part in uncovered(entry.from...entry.to) {
                var piece = entry
                (piece.from, piece.to) = (part.lowerBound, part.upperBound)
                entries.append(piece)
            }
            said.append(entry.from...entry.to)
        }
        cover(said)
    }

    /// What of the range lies within the days and is not covered yet.
    private func uncovered(_ range: ClosedRange<CivilDate>) -> [ClosedRange<CivilDate>] {
        guard range.overlaps(days) else { return [] }
        let asked = range.clamped(to: days)
        if covered.isEmpty { return [asked] }
        var free: [ClosedRange<CivilDate>] = []
        var next = asked.lowerBound
        for taken in covered where taken.upperBound >= next {
            if taken.lowerBound > asked.upperBound { break }
            if taken.lowerBound > next { free.append(next...(taken.lowerBound - 1)) }
            next = taken.upperBound + 1
        }
        if next <= asked.upperBound { free.append(next...asked.upperBound) }
        return free
    }

    private mutating func cover(_ ranges: [ClosedRange<CivilDate>]) {
        var joined: [ClosedRange<CivilDate>] = []
        for range in (covered + ranges).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = joined.last, range.lowerBound <= last.upperBound + 1 {
                joined[joined.count - 1] = last.lowerBound...max(last.upperBound, range.upperBound)
            } else {
                joined.append(range)
            }
        }
        covered = joined
    }
}
