package import Domain

/// A calendar that is fetched from a private address, by whoever has the address.
package struct CalendarFeed: Hashable, Sendable, Identifiable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Shifts, days of rest and leave of whoever has the account.
        case own
        /// Leave of those whose leave the account may read.
        case team
    }

    package var id: Domain.ID<CalendarFeed>
    package var account: Domain.ID<Account>
    /// The token that made it: it shows no more than that token may see, and ends with it. Nil: somebody who had signed in.
    package var token: Domain.ID<AccessToken>?
    /// As calendar programs show it.
    package var name: String
    package var kind: Kind
    /// Of a team's: their shifts too. One's own always has them.
    package var hasShifts: Bool
    package var addedAt: Instant
    /// The last day on which it is answered; nil: until it is revoked.
    package var lastDay: CivilDate?
    /// Behind the truth by an hour at most; nil: never.
    package var fetchedAt: Instant?
    package var revokedAt: Instant?

    package init(
        id: Domain.ID<CalendarFeed> = ID(0), account: Domain.ID<Account>, token: Domain.ID<AccessToken>? = nil,
        name: String, kind: Kind, hasShifts: Bool, addedAt: Instant, lastDay: CivilDate? = nil
    ) {
        self.id = id
        self.account = account
        self.token = token
        self.name = name
        self.kind = kind
        self.hasShifts = hasShifts
        self.addedAt = addedAt
        self.lastDay = lastDay
    }

    /// - Parameter today: in the company's zone.
    /// - Returns: neither revoked nor over.
    package func isLive(on today: CivilDate) -> Bool { revokedAt == nil && lastDay.map { today <= $0 } ?? true }
}
