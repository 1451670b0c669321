import Domain
import Storage

/// Whoever comes by an address, as things stand now.
struct FeedVisitor {
    private let db: any SQLConnection
    private let now: Instant
    private let today: CivilDate

    init(_ db: any SQLConnection, at now: Instant) throws {
        self.db = db
        self.now = now
        today = try SettingStore(db).companyZone().local(at: now).date
    }

    /// - Returns: the feed of an address, and whose rights it shows; nil where nobody is answered there, for whatever reason.
    func visit(_ proof: Secret) throws -> (feed: CalendarFeed, actor: Actor)? {
        guard let feed = try CalendarFeedStore(db).find(proof: SessionProof.hash(proof)) else { return nil }
        return try actor(of: feed).map { (feed, $0) }
    }

    /// Nil where the feed, its account or the token that made it is over.
    func actor(of feed: CalendarFeed) throws -> Actor? {
        guard feed.isLive(on: today), let account = try AccountStore(db).find(feed.account), account.closedAt == nil,
            !account.mustChange
        else { return nil }
        var actor = Actor(account)
        if let id = feed.token {
            guard let token = try AccessTokenStore(db).find(id), token.isLive(at: now) else { return nil }
            actor.grants.limit = token.permissions
        }
        return actor
    }
}
