package import Domain

extension Reach {
    /// `The whole company`
    package var place: String {
        switch self {
        case .own: "Oneself"
        case .team: "The own team"
        case .department(let name): "Department \(name)"
        case .location(let name): "Location \(name)"
        case .everyone: "The whole company"
        }
    }
}

extension RoleGrant {
    /// `Manager: department Stores`; `Administrator`, who could be nothing else.
    package var title: String {
        let kinds: [Reach] = [.own, .team, .department("?"), .location("?"), .everyone]
        guard kinds.filter(role.canReach).count > 1 else { return role.title }
        let place = reach.place
        return "\(role.title): \(place.prefix(1).lowercased())\(place.dropFirst())"
    }
}
