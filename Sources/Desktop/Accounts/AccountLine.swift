package import Domain
package import Services
package import Storage

/// An account as the list shows it.
package struct AccountLine: Hashable, Identifiable {
    /// Whether somebody can sign in by it, and if not, why.
    package enum State: Hashable {
        case active, mustChange
        case locked(until: Instant)
        case closed(at: Instant)
    }

    package let entry: AccountEntry
    /// IANA name of the zone in which its moments are told.
    package let zone: String

    package init(_ entry: AccountEntry, zone: String) {
        (self.entry, self.zone) = (entry, zone)
    }

    package var id: ID<Account> { entry.account.id }
    package var name: String { entry.account.name }
    /// `Asha Verma (0042)`; empty for nobody.
    package var person: String { entry.employee.map { "\($0.name) (\($0.code))" } ?? "" }
    /// The most powerful first.
    package var grants: [RoleGrant] { entry.account.roles.sorted { $0.rank < $1.rank } }

    /// `HR: location Pune, Manager: the own team`
    package var roles: String {
        if !grants.isEmpty { return grants.map(\.title).joined(separator: ", ") }
        return entry.employee == nil ? "None" : "Own records alone"
    }

    package var secondFactor: String { entry.account.hasSecondFactor ? "Yes" : "No" }

    package var lastSignIn: String { entry.lastSignIn.map { Words.moment($0, in: zone) } ?? "Never" }

    package var state: State {
        if let at = entry.account.closedAt { return .closed(at: at) }
        if let until = entry.lockedUntil { return .locked(until: until) }
        return entry.account.mustChange ? .mustChange : .active
    }

    package var stateText: String {
        switch state {
        case .active: entry.lastUsed == nil ? "Active" : "Active, signed in"
        case .mustChange: "Must choose a password"
        case .locked(let until): "Locked until \(Words.moment(until, in: zone))"
        case .closed(let at): "Closed since \(Words.moment(at, in: zone))"
        }
    }

    package var isClosed: Bool { entry.account.closedAt != nil }

    var searchText: String { "\(name) \(person) \(roles) \(stateText)".lowercased() }
}

extension RoleGrant {
    /// By which the roles of one person are put in order.
    fileprivate var rank: String {
        "\(Role.allCases.firstIndex(of: role) ?? 0) \(reach == role.usualReach ? "" : reach.text)"
    }
}
