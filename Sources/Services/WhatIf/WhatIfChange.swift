package import Domain

/// One change of the rules or the roster that is only tried.
package enum WhatIfChange: Hashable, Sendable {
    /// The shift would be as the draft says.
    case shift(ID<Shift>, ShiftDraft)
    /// The named policy would have these rules; with the id 0 it is a new one, which holds for nobody until assigned.
    case policy(NamedPolicy)
    /// A policy, by its name, would hold for the scope on those days, in the place of whatever policy of its own the
    /// scope has then.
    case assignedPolicy(String, Scope, from: CivilDate, to: CivilDate?)
    case weeklyOffs([WeeklyOff])
    case holiday(Holiday)
    case noHoliday(CivilDate)
    /// The rotation would be as the draft says.
    case rotation(ID<RotationPattern>, RotationDraft)
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
        case .policy(let policy): try apply(policy)
        case .assignedPolicy(let name, let scope, let from, let to): try assign(name, scope, from, to)
        case .weeklyOffs(let offs): rules.weeklyOffs = offs
        case .holiday(let holiday):
            rules.holidays.removeAll { $0.date == holiday.date && $0.location == holiday.location }
            rules.holidays.append(holiday)
        case .noHoliday(let date):
            guard rules.holidays.contains(where: { $0.date == date }) else { throw ServiceError.holidayNotFound(date) }
            rules.holidays.removeAll { $0.date == date }
        case .rotation(let id, let draft):
            let pattern = try draft.pattern(id, shifts: rules.shifts)
            rules.patterns = rules.patterns.map { $0.id == id ? pattern : $0 }
        case .roster(let assignment):
            try Self.check(assignment.from, assignment.to)
            assignments = assignments.making(room: assignment)
        case .override(let override):
            overrides.removeAll { $0.employee == override.employee && $0.date == override.date }
            overrides.append(override)
        }
    }

    private mutating func apply(_ policy: NamedPolicy) throws {
        let problems = policy.rules.problems()
        guard problems.isEmpty else {
            throw ServiceError.invalid(problems.map { FieldProblem(field: $0.field, sentence: $0.sentence) })
        }
        if let known = rules.policies.firstIndex(where: { $0.id == policy.id }) {
            rules.policies[known] = policy
            return
        }
        guard !rules.policies.contains(where: { $0.name == policy.name }) else {
            throw Self.refused("policy", "There is a policy “\(policy.name)” already; give the new one another name.")
        }
        var new = policy
        new.id = ID((rules.policies.map(\.id.rawValue).max() ?? 0) + 1)
        rules.policies.append(new)
    }

    private mutating func assign(_ name: String, _ scope: Scope, _ from: CivilDate, _ to: CivilDate?) throws {
        guard let policy = rules.policies.first(where: { $0.name == name }) else {
            throw Self.refused("policy", "There is no policy “\(name)”; see the list of policies.")
        }
        try Self.check(from, to)
        rules.policyAssignments = rules.policyAssignments.making(
            room: PolicyAssignment(policy: policy.id, scope: scope, from: from, to: to))
    }

    private static func check(_ from: CivilDate, _ to: CivilDate?) throws {
        guard let to, to < from else { return }
        throw refused("to", "The last day, \(to), is before the first, \(from).")
    }

    private static func refused(_ field: String, _ sentence: String) -> ServiceError {
        .invalid([FieldProblem(field: field, sentence: sentence)])
    }
}

/// What holds for a scope over some days.
private protocol ScopedSpan {
    var scope: Scope { get }
    var from: CivilDate { get set }
    var to: CivilDate? { get set }
}

extension RosterAssignment: ScopedSpan {}
extension PolicyAssignment: ScopedSpan {}

extension Array where Element: ScopedSpan {
    /// With the new one in the place of what its scope has on its days; what lies before and after stays.
    fileprivate func making(room new: Element) -> [Element] {
        flatMap { old -> [Element] in
            guard old.scope == new.scope, old.from <= new.to ?? .distantFuture, new.from <= old.to ?? .distantFuture
            else { return [old] }
            var (before, after) = (old, old)
            before.to = new.from - 1
            var rest = old.from < new.from ? [before] : []
            guard let last = new.to, old.to.map({ $0 > last }) ?? true else { return rest }
            after.from = last + 1
            rest.append(after)
            return rest
        } + [new]
    }
}
