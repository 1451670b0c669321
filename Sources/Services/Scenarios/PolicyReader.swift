import Domain

/// Reads the rules by which days are judged, of a shift or of a policy. What is left out has the product's default.
struct PolicyReader {
    static let keys = ["missing punch"] + PolicyParameter.all.filter(\.group.isEmpty).map(\.name) + groups
    private static let groups = PolicyParameter.all.map(\.group).reduce(into: [String]()) { groups, group in
        if !group.isEmpty, !groups.contains(group) { groups.append(group) }
    }

    /// - Parameter inherited: the same rules in the file, where a case changes only some of their keys.
    static func policy(
        _ section: ScenarioSection, inherited: ScenarioSection?
    ) throws(ScenarioError) -> AttendancePolicy {
        var policy = AttendancePolicy()
        // A shorthand for both.
        if let node = section["missing punch"] {
            for label in ["missing in", "missing out"] { try read(PolicyParameter.named(label), node, into: &policy) }
        }
        for parameter in PolicyParameter.all where parameter.group.isEmpty {
            try read(parameter, section[parameter.name], into: &policy)
        }
        for group in groups {
            guard let own = try section[group]?.section() else { continue }
            let keys = own.over(try inherited?[group]?.section())
            let parameters = PolicyParameter.all.filter { $0.group == group }
            try keys.allowOnly(parameters.map(\.name))
            for parameter in parameters { try read(parameter, keys[parameter.name], into: &policy) }
        }
        return policy
    }

    private static func read(
        _ parameter: PolicyParameter?, _ node: ScenarioNode?, into policy: inout AttendancePolicy
    ) throws(ScenarioError) {
        guard let parameter, let node else { return }
        var changed = policy
        _ = try node.value(parameter.hint) { parameter.read($0, into: &changed) ? true : nil }
        policy = changed
    }
}
