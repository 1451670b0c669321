package import Domain

/// Who may sign in, and what they may do then.
package struct Account: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Account>
    /// As it is typed in signing in; capitals do not matter.
    package var name: String
    /// Nil: nobody whose time is kept.
    package var employee: Domain.ID<Employee>?
    package var roles: Set<RoleGrant>
    /// Signing in takes a code of a second factor beside the password.
    package var hasSecondFactor: Bool
    /// Somebody else set the password, so that it must be changed first.
    package var mustChange: Bool
    package var addedAt: Instant
    /// Nil: it can be used.
    package var closedAt: Instant?

    package init(
        id: Domain.ID<Account> = ID(0), name: String, employee: Domain.ID<Employee>? = nil, roles: Set<RoleGrant>,
        hasSecondFactor: Bool = false, mustChange: Bool = false, addedAt: Instant, closedAt: Instant? = nil
    ) {
        self.id = id
        self.name = name
        self.employee = employee
        self.roles = roles
        self.hasSecondFactor = hasSecondFactor
        self.mustChange = mustChange
        self.addedAt = addedAt
        self.closedAt = closedAt
    }

    package var isAdministrator: Bool { roles.contains { $0.role == .administrator } }

    /// By which two names are one.
    package static func key(of name: String) -> String { name.lowercased() }
}

/// An account as the journal shows it; never the password.
struct AccountDocument: Encodable {
    var name: String
    var employee: Int64?
    /// `admin, manager:department=Stores`
    var roles: String
    var closed: Bool

    init(_ account: Account) {
        name = account.name
        employee = account.employee?.rawValue
        roles = account.roles.map { "\($0.role.rawValue):\($0.reach.text)" }.sorted().joined(separator: ", ")
        closed = account.closedAt != nil
    }
}
