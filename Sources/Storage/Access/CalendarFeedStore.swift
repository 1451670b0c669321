package import Domain

/// Feeds are revoked, never removed: the journal names them. What proves one, its address, is kept as a hash.
package struct CalendarFeedStore {
    private static let columns = [
        "account_id", "token_id", "name", "kind", "has_shifts", "proof_hash", "added_at", "last_day",
    ]
    private static let select = """
        SELECT id, account_id, token_id, name, kind, has_shifts, added_at, last_day, fetched_at, revoked_at
        FROM calendar_feed
        """

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the feed with the id that the database gave; the one it came with does not count.
    package func add(_ feed: CalendarFeed, proof hash: String, by stamp: Stamp) throws -> CalendarFeed {
        var stored = feed
        stored.id = ID(
            try db.insert(
                into: "calendar_feed", Self.columns,
                [
                    .integer(feed.account.rawValue), .optional(feed.token?.rawValue), .text(feed.name),
                    .text(feed.kind.rawValue), .flag(feed.hasShifts), .text(hash), .integer(feed.addedAt.seconds),
                    .optional(feed.lastDay?.daysSinceEpoch),
                ]))
        try JournalStore(db).append(
            .add, .calendarFeed, id: String(stored.id.rawValue), before: nil, after: FeedDocument(stored), by: stamp)
        return stored
    }

    package func find(proof hash: String) throws -> CalendarFeed? {
        try db.first("\(Self.select) WHERE proof_hash = ?", [.text(hash)], feed)
    }

    package func find(_ id: ID<CalendarFeed>) throws -> CalendarFeed? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)], feed)
    }

    /// In the order in which they were added, with those that are revoked or over.
    package func all(of account: ID<Account>) throws -> [CalendarFeed] {
        try db.all("\(Self.select) WHERE account_id = ? ORDER BY id", [.integer(account.rawValue)], feed)
    }

    package func noteFetch(of id: ID<CalendarFeed>, at now: Instant) throws {
        try db.update("calendar_feed", ["fetched_at"], [.integer(now.seconds)], id: id.rawValue)
    }

    /// All of an account.
    package func revokeAll(of account: ID<Account>, by stamp: Stamp) throws {
        for feed in try all(of: account) { _ = try revoke(feed, by: stamp) }
    }

    /// - Returns: whether it was not revoked before.
    package func revoke(_ feed: CalendarFeed, by stamp: Stamp) throws -> Bool {
        let count = try db.execute(
            "UPDATE calendar_feed SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            [.integer(stamp.at.seconds), .integer(feed.id.rawValue)])
        guard count == 1 else { return false }
        try JournalStore(db).append(
            .revoke, .calendarFeed, id: String(feed.id.rawValue), before: FeedDocument(feed), after: nil, by: stamp)
        return true
    }

    /// A kind that a newer program wrote shows what concerns nobody else.
    private func feed(_ row: any SQLRow) -> CalendarFeed {
        var feed = CalendarFeed(
            id: row.id(0), account: row.id(1), token: row.optionalInteger(2).map { ID($0) }, name: row.text(3),
            kind: CalendarFeed.Kind(rawValue: row.text(4)) ?? .own, hasShifts: row.flag(5), addedAt: row.instant(6),
            lastDay: row.optionalDate(7))
        feed.fetchedAt = row.optionalInstant(8)
        feed.revokedAt = row.optionalInstant(9)
        return feed
    }
}

/// A feed as the journal shows it; never its address.
private struct FeedDocument: Encodable {
    var account: String
    var name: String
    var shows: String
    var until: String?

    init(_ feed: CalendarFeed) {
        account = String(feed.account.rawValue)
        name = feed.name
        shows =
            switch feed.kind {
            case .own: "own shifts and leave"
            case .team: feed.hasShifts ? "leave and shifts of the team" : "leave of the team"
            }
        until = feed.lastDay?.description
    }
}

extension JournalEntity {
    package static let calendarFeed = JournalEntity(rawValue: "calendar_feed")
}
