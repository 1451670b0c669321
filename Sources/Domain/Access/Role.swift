/// What somebody is to the company, and with that what they may do: ``extent(of:)``.
package enum Role: String, Hashable, Sendable, CaseIterable {
    case administrator = "admin"
    case humanResources = "hr"
    case manager
    case employee
    case auditor

    /// As people call it.
    package var title: String {
        switch self {
        case .administrator: "Administrator"
        case .humanResources: "HR"
        case .manager: "Manager"
        case .employee: "Employee"
        case .auditor: "Auditor"
        }
    }

    /// Over whom it is given where nothing is said.
    package var usualReach: Reach {
        switch self {
        case .administrator, .humanResources, .auditor: .everyone
        case .manager: .team
        case .employee: .own
        }
    }

    /// Over whom it can be given: an administrator or auditor of one department alone would be neither.
    package func canReach(_ reach: Reach) -> Bool {
        switch self {
        case .administrator, .auditor: reach == .everyone
        case .humanResources: reach != .own && reach != .team
        case .manager: reach != .own
        case .employee: reach == .own
        }
    }
}

/// A role of one person, and over whom.
package struct RoleGrant: Hashable, Sendable {
    package var role: Role
    package var reach: Reach

    /// - Parameter reach: nil: the role's usual one.
    package init(_ role: Role, over reach: Reach? = nil) {
        self.role = role
        self.reach = reach ?? role.usualReach
    }
}
