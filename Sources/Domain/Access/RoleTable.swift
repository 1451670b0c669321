/// How far a role's permission goes.
package enum Extent: Hashable, Sendable {
    /// Not at all.
    case none
    /// To the person's own records.
    case own
    /// To those over whom the role was given.
    case given
    /// To all, and to what is the whole company's.
    case everyone
}

extension Role {
    /// The table of who may do what. What does not stand in it is refused.
    package func extent(of permission: Permission) -> Extent {
        if self == .administrator { return .everyone }
        let (humanResources, manager, employee, auditor): (Extent, Extent, Extent, Extent) =
            switch permission {
            case .readPeople, .readAttendance, .readLeave, .readRequests: (.given, .given, .own, .everyone)
            case .requestLeave, .submitRequests: (.given, .given, .own, .none)
            case .decideRequests, .changeRosters: (.given, .given, .none, .none)
            case .delegateApprovals: (.given, .own, .none, .none)
            case .actForOthers: (.given, .none, .none, .none)
            case .changePeople, .changeLeave, .correctPunches, .recalculateAttendance: (.given, .none, .none, .none)
            case .changeShifts, .changeApprovals, .lockPeriods: (.given, .none, .none, .none)
            case .enrolPeople, .mapDeviceUsers, .collectPunches: (.given, .none, .none, .none)
            case .readDevices, .verifyLedger: (.given, .none, .none, .everyone)
            case .readJournal, .readAccounts: (.none, .none, .none, .everyone)
            case .archivePunches, .changeDevices, .changeCompany, .changeAccounts: (.none, .none, .none, .none)
            }
        return switch self {
        case .administrator: .everyone
        case .humanResources: humanResources
        case .manager: manager
        case .employee: employee
        case .auditor: auditor
        }
    }
}

/// All that one person may do.
package struct Grants: Hashable, Sendable {
    package var roles: Set<RoleGrant>
    /// Of what the roles allow, nothing beyond this; nil: all of it.
    package var limit: Set<Permission>?

    package init(_ roles: Set<RoleGrant>, limit: Set<Permission>? = nil) {
        self.roles = roles
        self.limit = limit
    }

    package static let everything = Grants([RoleGrant(.administrator)])
    package static let nothing = Grants([])

    /// Over whom the permission holds; empty: over nobody.
    package func reaches(of permission: Permission) -> Set<Reach> {
        if let limit, !limit.contains(permission) { return [] }
        return Set(
            roles.compactMap { grant in
                switch grant.role.extent(of: permission) {
                case .none: nil
                case .own: .own
                case .given: grant.reach
                case .everyone: .everyone
                }
            })
    }

    /// Whether it holds over all, and so over what is the whole company's.
    package func holdsForEveryone(_ permission: Permission) -> Bool { reaches(of: permission).contains(.everyone) }
}
