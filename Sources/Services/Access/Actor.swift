package import Domain
package import Storage

/// The person on whose behalf a use case runs. It stands in the journal beside everything that person changed.
package struct Actor: Hashable, Sendable {
    /// As it is written into the journal.
    package var name: String
    package var grants: Grants
    /// Nil: whoever sits at this computer while there are no accounts, or the program itself.
    package var account: ID<Account>?
    /// Who the person is among those whose time is kept.
    package var employee: ID<Employee>?
    /// By which another program acts in the account's place.
    package internal(set) var token: ID<AccessToken>?
    /// In whose name, where it is not the person's own.
    package private(set) var behalf: String?
    /// From where, for people: `desktop on pc7`.
    package private(set) var origin: String?
    /// Why, where the person said it.
    package private(set) var reason: String?

    package init(name: String, grants: Grants, account: ID<Account>? = nil, employee: ID<Employee>? = nil) {
        self.name = name
        self.grants = grants
        self.account = account
        self.employee = employee
    }

    /// Whoever sits at this computer, before there are accounts: the system's own user name says who it was.
    package static func localAdministrator(named userName: String = systemUserName()) -> Actor {
        Actor(name: userName, grants: .everything)
    }

    /// The program itself: recomputation after a start, work that nobody asked for by hand.
    package static let system = Actor(name: "system", grants: .everything)

    /// Whatever fetches punches without being asked.
    package static let collector = Actor(name: "collector", grants: .everything)

    /// The one place where permission is decided for what is the whole company's.
    func requires(_ permission: Permission) throws(ServiceError) {
        guard grants.holdsForEveryone(permission) else { throw ServiceError.notAllowed(actor: name, permission) }
    }

    /// For whoever takes something in before the use case asks.
    package func hasSome(_ permission: Permission) throws(ServiceError) { try requiresSome(permission) }

    /// Over whomever it is: for what concerns nobody in particular.
    func requiresSome(_ permission: Permission) throws(ServiceError) {
        guard !grants.reaches(of: permission).isEmpty else { throw ServiceError.notAllowed(actor: name, permission) }
    }
}

extension Actor {
    /// Whether the person may do everything, also in others' names.
    package var isAdministrator: Bool { grants.holdsForEveryone(.changeAccounts) }

    /// In somebody's name; the journal has both.
    /// - Throws: ``ServiceError/actsForNobodyElse(actor:)`` for anybody but an administrator.
    package func acting(as name: String?) throws(ServiceError) -> Actor {
        guard let name, name.lowercased() != self.name.lowercased() else { return self }
        guard isAdministrator else { throw .actsForNobodyElse(actor: self.name) }
        var actor = self
        actor.behalf = name.clipped(to: Self.longest)
        return actor
    }

    /// What the journal has room for.
    private static let longest = 200
    private static let longestReason = 1_000

    package func from(_ origin: String) -> Actor {
        var actor = self
        actor.origin = origin.clipped(to: Self.longest)
        return actor
    }

    /// - Parameter reason: stands beside all that is changed with it; empty: none.
    package func because(_ reason: String) -> Actor {
        var actor = self
        let text = reason.trimmed
        if !text.isEmpty { actor.reason = text.clipped(to: Self.longestReason) }
        return actor
    }

    func stamp(at now: Instant) -> Stamp {
        Stamp(actor: name, at: now, behalf: behalf, origin: origin, reason: reason)
    }

    /// - Throws: ``ServiceError/actsForNobodyElse(actor:)`` where it is neither the person's own affair nor an administrator's.
    package func requiresActing(for person: ID<Employee>) throws(ServiceError) {
        guard isAdministrator || employee == person else { throw .actsForNobodyElse(actor: name) }
    }

    init(_ account: Account) {
        // Whose time is kept may look at it.
        let own: Set<RoleGrant> = account.employee == nil ? [] : [RoleGrant(.employee)]
        self.init(
            name: account.name, grants: account.mustChange ? .nothing : Grants(account.roles.union(own)),
            account: account.id, employee: account.employee)
    }
}
