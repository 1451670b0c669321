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
