/// Who must say yes to which requests, level by level.
package struct ApprovalChain: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<ApprovalChain>
    package var name: String
    /// Of several chains that fit, the one with the lowest number is taken; the older one where numbers are equal.
    package var priority: Int32
    package var conditions: ApprovalConditions
    /// In the order in which they decide. None: what is asked for holds at once.
    package var levels: [ApprovalLevel]
    /// What has been approved can be cancelled only with the consent of the same levels.
    package var cancellingNeedsApproval: Bool

    package init(
        id: Domain.ID<ApprovalChain>, name: String, priority: Int32 = 100,
        conditions: ApprovalConditions = ApprovalConditions(), levels: [ApprovalLevel],
        cancellingNeedsApproval: Bool = false
    ) {
        self.id = id
        self.name = name
        self.priority = priority
        self.conditions = conditions
        self.levels = levels
        self.cancellingNeedsApproval = cancellingNeedsApproval
    }

    /// Holds where no chain of the company fits: the reporting manager or the head of the department, whoever is first.
    package static let standard = ApprovalChain(
        id: Domain.ID(0), name: "Standard", levels: [ApprovalLevel([.reportingManager, .headOfDepartment])])

    /// The chain that decides, which ``standard`` does where none of these fits.
    package static func choose(_ chains: [ApprovalChain], for facts: ApprovalFacts) -> ApprovalChain {
        chains.filter { $0.conditions.hold(for: facts) }
            .min { ($0.priority, $0.id) < ($1.priority, $1.id) } ?? .standard
    }
}

/// Which requests a chain decides. An empty set stands for all.
package struct ApprovalConditions: Hashable, Sendable {
    package var kinds: Set<ApprovalKind>
    /// Leave type codes; a request that is no leave never satisfies them.
    package var leaveTypes: Set<String>
    package var departments: Set<String>
    package var locations: Set<String>
    /// In thousandths of a day, both ends included.
    package var shortest: Int32?
    package var longest: Int32?

    package init(
        kinds: Set<ApprovalKind> = [], leaveTypes: Set<String> = [], departments: Set<String> = [],
        locations: Set<String> = [], shortest: Int32? = nil, longest: Int32? = nil
    ) {
        self.kinds = kinds
        self.leaveTypes = leaveTypes
        self.departments = departments
        self.locations = locations
        self.shortest = shortest
        self.longest = longest
    }

    package func hold(for facts: ApprovalFacts) -> Bool {
        (kinds.isEmpty || kinds.contains(facts.kind))
            && (leaveTypes.isEmpty || leaveTypes.contains(facts.leaveType))
            && (departments.isEmpty || departments.contains(facts.department))
            && (locations.isEmpty || locations.contains(facts.location))
            && facts.length >= shortest ?? .min && facts.length <= longest ?? .max
    }
}

package struct ApprovalLevel: Hashable, Sendable {
    package var approvers: [Approver]
    /// All of them; otherwise any one. A no of any one rejects either way.
    package var needsAll: Bool
    package var escalation: Escalation?

    package init(_ approvers: [Approver], needsAll: Bool = false, escalation: Escalation? = nil) {
        self.approvers = approvers
        self.needsAll = needsAll
        self.escalation = escalation
    }
}

/// Somebody who decides, by the place above the requester or by name.
package enum Approver: Hashable, Sendable {
    case reportingManager
    case managersManager
    case headOfDepartment
    case employee(ID<Employee>)
}

/// Who may decide too when a level has not decided for some time.
package struct Escalation: Hashable, Sendable {
    package enum Target: Hashable, Sendable {
        case nextLevel
        case managersManager
        case employee(ID<Employee>)
    }

    package var afterHours: Int32
    package var target: Target

    package init(afterHours: Int32, to target: Target) {
        self.afterHours = afterHours
        self.target = target
    }
}

extension ApprovalChain {
    /// A level waits at most a year before it escalates.
    package static let longestEscalation: Int32 = 366 * 24

    /// What contradicts itself, by field; empty where nothing does.
    package func problems() -> [(field: String, sentence: String)] {
        var found: [(field: String, sentence: String)] = []
        if name.isEmpty { found.append(("name", "Enter the chain's name.")) }
        if let shortest = conditions.shortest, shortest < 0 {
            found.append(("from", "A request cannot be shorter than no day."))
        }
        if let shortest = conditions.shortest, let longest = conditions.longest, shortest > longest {
            found.append(("to", "The chain ends at fewer days than it begins with; swap them."))
        }
        if !conditions.leaveTypes.isEmpty, !conditions.kinds.isEmpty, !conditions.kinds.contains(.leave) {
            found.append(("leaveTypes", "Leave types are named, but the chain is not for leave."))
        }
        for (index, level) in levels.enumerated() { found += problems(of: level, at: index) }
        return found
    }

    private func problems(of level: ApprovalLevel, at index: Int) -> [(field: String, sentence: String)] {
        var found: [(field: String, sentence: String)] = []
        let name = "level \(index + 1)"
        if level.approvers.isEmpty { found.append((name, "Level \(index + 1) has nobody who approves.")) }
        if Set(level.approvers).count < level.approvers.count {
            found.append((name, "Level \(index + 1) names the same approver twice."))
        }
        guard let escalation = level.escalation else { return found }
        if !(1...Self.longestEscalation).contains(escalation.afterHours) {
            found.append((name, "Level \(index + 1) escalates after 1 to \(Self.longestEscalation) hours."))
        }
        if escalation.target == .nextLevel, index == levels.count - 1 {
            found.append((name, "Level \(index + 1) is the last, so it cannot escalate to the next level."))
        }
        return found
    }
}
