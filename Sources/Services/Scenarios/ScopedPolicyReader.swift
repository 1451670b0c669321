package import Domain

/// Reads the `policies` of a scenario: each a name, the rules, and under `for` whom they hold for.
struct ScopedPolicyReader {
    private static let form =
        "'company', 'location Pune', 'department Stores', 'shift G' or 'employee', and after it if need be "
        + "'from 2026-11-01' and 'to 2026-11-30'"

    private(set) var policies: [NamedPolicy] = []
    private(set) var assignments: [PolicyAssignment] = []
    private let shifts: [Shift]
    private let employee: ID<Employee>

    init(_ node: ScenarioNode?, shifts: [Shift], employee: ID<Employee>) throws(ScenarioError) {
        self.shifts = shifts
        self.employee = employee
        for entry in try node?.section().entries ?? [] { try read(entry) }
    }

    private mutating func read(_ node: ScenarioNode) throws(ScenarioError) {
        let section = try node.section()
        try section.allowOnly(["for"] + PolicyReader.keys)
        guard let scopes = section["for"] else { throw node.error("has no 'for': write \(Self.form).") }
        let id = ID<NamedPolicy>(Int64(policies.count) + 1)
        let rules = try PolicyReader.policy(section, inherited: nil)
        policies.append(NamedPolicy(id: id, name: node.key, rules: rules))
        for item in try scopes.list() {
            let (scope, span) = try item.value(Self.form, scope)
            assignments.append(PolicyAssignment(policy: id, scope: scope, from: span.from, to: span.to))
        }
    }

    private func scope(_ text: String) -> (Scope, (from: CivilDate, to: CivilDate?))? {
        var words = text.split(separator: " ")[...]
        guard let kind = words.popFirst() else { return nil }
        for end in words.startIndex...words.endIndex {
            guard let span = ScenarioWords.span(words[end...]) else { continue }
            return scope(kind, words[..<end].joined(separator: " ")).map { ($0, span) }
        }
        return nil
    }

    private func scope(_ kind: Substring, _ name: String) -> Scope? {
        switch (kind, name.isEmpty) {
        case ("company", true): .company
        case ("employee", true): .employee(employee)
        case ("location", false): .location(name)
        case ("department", false): .department(name)
        case ("shift", false): shifts.first { $0.code == name }.map { .shift($0.id) }
        default: nil
        }
    }
}

extension ScenarioWords {
    /// `from 2026-11-01 to 2026-11-30`; either may be left out.
    package static func span(_ words: ArraySlice<Substring>) -> (from: CivilDate, to: CivilDate?)? {
        var from = CivilDate.distantPast
        var to: CivilDate?
        var rest = words
        while let word = rest.popFirst() {
            guard let date = rest.popFirst().flatMap({ CivilDate($0) }) else { return nil }
            switch word {
            case "from": from = date
            case "to": to = date
            default: return nil
            }
        }
        return (from, to)
    }
}
