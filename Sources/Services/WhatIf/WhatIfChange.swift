package import Domain

/// One change of the rules or the roster that is only tried.
package enum WhatIfChange: Hashable, Sendable {
    /// The shift would be as the draft says.
    case shift(ID<Shift>, ShiftDraft)
    /// A named policy would have these rules; without an id it is new and judges whoever the scope names.
    case policy(NamedPolicy, scope: Scope?)
    case weeklyOffs([WeeklyOff])
    case holiday(Holiday)
    case noHoliday(CivilDate)
    /// In the place of whatever the scope works on those days.
    case roster(RosterAssignment)
    /// One day of one person.
    case override(RosterOverride)
}

/// Records of a company with changes applied, in memory.
struct WhatIfRecords: Sendable {
    private(set) var rules: RuleRecords
    private(set) var assignments: [RosterAssignment]
    private(set) var overrides: [RosterOverride]

    init(_ rules: RuleRecords, _ assignments: [RosterAssignment], _ overrides: [RosterOverride]) {
        self.rules = rules
        self.assignments = assignments
        self.overrides = overrides
    }

    var roster: Roster { Roster(assignments, overrides: overrides) }

    /// - Throws: ``ServiceError/invalid(_:)`` for a change that could not be saved either.
    mutating func apply(_ change: WhatIfChange) throws {
        switch change {
        case .shift(let id, let draft):
            try draft.validated()
            rules.shifts = rules.shifts.map { $0.id == id ? draft.shift(id) : $0 }
        case .policy(let policy, let scope): apply(policy, scope)
        case .weeklyOffs(let offs): rules.weeklyOffs = offs
        case .holiday(let holiday):
            rules.holidays.removeAll { $0.date == holiday.date && $0.location == holiday.location }
            rules.holidays.append(holiday)
        case .noHoliday(let date):
            guard rules.holidays.contains(where: { $0.date == date }) else { throw ServiceError.holidayNotFound(date) }
            rules.holidays.removeAll { $0.date == date }
        case .roster(let assignment): makeRoom(for: assignment)
        case .override(let override):
            overrides.removeAll { $0.employee == override.employee && $0.date == override.date }
            overrides.append(override)
        }
    }

    private mutating func apply(_ policy: NamedPolicy, _ scope: Scope?) {
        var stored = policy
        if let known = rules.policies.firstIndex(where: { $0.id == policy.id }) {
            rules.policies[known] = policy
        } else {
            stored.id = ID((rules.policies.map(\.id.rawValue).max() ?? 0) + 1)
            rules.policies.append(stored)
        }
        guard let scope else { return }
        rules.policyAssignments.removeAll { $0.scope == scope }
        rules.policyAssignments.append(PolicyAssignment(policy: stored.id, scope: scope, from: .distantPast))
    }

    /// What lies before and after the new assignment stays.
    private mutating func makeRoom(for new: RosterAssignment) {
        let (same, others) = (
            assignments.filter { $0.scope == new.scope && $0.overlaps(new) },
            assignments.filter { $0.scope != new.scope || !$0.overlaps(new) }
        )
        assignments = others + [new]
        for old in same {
            if old.from < new.from {
                var before = old
                before.to = new.from - 1
                assignments.append(before)
            }
            guard let last = new.to, old.to.map({ $0 > last }) ?? true else { continue }
            var after = old
            after.from = last + 1
            assignments.append(after)
        }
    }
}
