package import Services

/// A user of a terminal for whom something is to be done: as the terminal listed them, or as far as the database knows them.
package nonisolated struct TerminalUser: Hashable, Sendable {
    package var user: String
    package var name: String
    /// Nil: nobody has asked the terminal what else it knows.
    package var listing: PersonListing?

    package init(_ listing: PersonListing) {
        (user, name, self.listing) = (listing.user, listing.name, listing)
    }

    package init(_ known: KnownUser) {
        (user, name) = (known.user, known.name.isEmpty ? known.employee ?? "" : known.name)
    }
}

extension DeviceWork {
    /// As the terminal listed them; where it was not asked, as the database knows them.
    package var users: [TerminalUser] { people?.map { TerminalUser($0) } ?? known.map { TerminalUser($0) } }
}
