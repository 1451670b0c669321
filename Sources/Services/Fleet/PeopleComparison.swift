import Devices
package import Domain

/// Whom a terminal knows.
package struct TerminalPeople: Hashable, Sendable {
    package var device: ID<Device>
    package var deviceName: String
    package var people: [PersonListing]

    package init(device: ID<Device>, deviceName: String, people: [PersonListing]) {
        self.device = device
        self.deviceName = deviceName
        self.people = people
    }
}

/// Where terminals differ in whom they know.
package struct PeopleComparison: Hashable, Sendable {
    package struct Row: Hashable, Sendable, Identifiable {
        package var user: String
        /// As the terminals call the person; the first that has a name.
        package var name: String
        /// In the order of the terminals; nil: not known there.
        package var listings: [PersonListing?]

        package var id: String { user }

        /// What differs, for people: `not on Yard; another card on Gate`. Empty where all is alike.
        package var differences: [String] = []
    }

    package var devices: [String]
    /// By number; those that are alike everywhere too.
    package var rows: [Row]

    package var different: [Row] { rows.filter { !$0.differences.isEmpty } }

    package init(_ terminals: [TerminalPeople]) {
        devices = terminals.map(\.deviceName)
        let byUser = terminals.map { Dictionary($0.people.map { ($0.user, $0) }) { first, _ in first } }
        let users = Set(byUser.flatMap(\.keys))
        rows = users.sorted { ($0.count, $0) < ($1.count, $1) }.map { user in
            let listings = byUser.map { $0[user] }
            let known = listings.compactMap(\.self)
            var row = Row(user: user, name: known.first { !$0.name.isEmpty }?.name ?? "", listings: listings)
            row.differences = Self.differences(listings, terminals.map(\.deviceName))
            return row
        }
    }

    /// Held against the first terminal that knows the person.
    private static func differences(_ listings: [PersonListing?], _ names: [String]) -> [String] {
        guard let first = listings.compactMap(\.self).first else { return [] }
        // Not every terminal says it.
        let hasPassword = listings.lazy.compactMap { $0?.hasPassword }.first
        // Where the first has none, it is the one that lacks them.
        let fingers = listings.lazy.compactMap { $0?.fingers }.first { !$0.isEmpty } ?? []
        return zip(listings, names).compactMap { listing, name in
            guard let listing else { return "not on \(name)" }
            let what = [
                (!UserProfile.isSameName(listing.name, first.name), "another name"),
                (listing.card != first.card, "another card"),
                (listing.level != first.level, "other rights"),
                (listing.group != first.group, "another group"),
                (listing.isDisabled != first.isDisabled, "disabled or not"),
                (listing.hasPassword.map { $0 != hasPassword } ?? false, "password or none"),
                (listing.fingers != fingers, listing.fingers.isEmpty ? "no fingers" : "other fingers"),
            ].filter(\.0).map(\.1)
            return what.isEmpty ? nil : "\(what.joined(separator: ", ")) on \(name)"
        }
    }
}
