/// A set of attendance rules with a name, by which days are judged.
package struct NamedPolicy: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<NamedPolicy>
    /// Unique: `Office`.
    package var name: String
    package var rules: AttendancePolicy

    package init(id: Domain.ID<NamedPolicy>, name: String, rules: AttendancePolicy) {
        self.id = id
        self.name = name
        self.rules = rules
    }
}

/// For whom a named policy holds, and from when to when.
package struct PolicyAssignment: Hashable, Sendable {
    package var policy: ID<NamedPolicy>
    package var scope: Scope
    package var from: CivilDate
    /// The last day; nil: until further notice.
    package var to: CivilDate?

    package init(policy: ID<NamedPolicy>, scope: Scope, from: CivilDate, to: CivilDate? = nil) {
        self.policy = policy
        self.scope = scope
        self.from = from
        self.to = to
    }

    package func holds(on date: CivilDate) -> Bool {
        date >= from && to.map { date <= $0 } ?? true
    }

    /// Whether both hold for the same people on some day: then nobody could say which of them is meant.
    package func contradicts(_ other: PolicyAssignment) -> Bool {
        scope == other.scope && from <= (other.to ?? CivilDate(daysSinceEpoch: .max))
            && other.from <= (to ?? CivilDate(daysSinceEpoch: .max))
    }
}
