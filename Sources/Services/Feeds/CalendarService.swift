package import Domain
package import Storage

/// Shifts and leave as calendars: addresses from which calendar programs fetch them, and files.
///
/// Whoever has an address sees what its account may see at that moment, without signing in.
package struct CalendarService: Sendable {
    let context: ServiceContext

    /// Where the server answers addresses.
    package static let prefix = "/calendar/"
    package static let suffix = ".ics"
    /// How the private part of an address begins.
    package static let mark = SessionProof.Kind.calendar.rawValue

    /// Makes an address for one's own account. What a token makes shows what that token may see, and ends with it.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field, ``ServiceError/calendarsAreForAccounts``
    package func add(_ draft: FeedDraft, by actor: Actor) async throws -> NewCalendarFeed {
        for permission in [Permission.readPeople, .readLeave] { try actor.requiresSome(permission) }
        guard let account = actor.account else { throw ServiceError.calendarsAreForAccounts }
        let (stamp, proof) = (context.stamp(actor), SessionProof.make(.calendar))
        let stored = try await context.database.write { db in
            try draft.check(for: actor, today: SettingStore(db).companyZone().local(at: stamp.at).date)
            if draft.view.kind == .team, draft.view.hasShifts { try Self.checkSize(actor, db, now: stamp.at) }
            let name = draft.name.trimmed
            let feed = CalendarFeed(
                account: account, token: actor.token, name: name.isEmpty ? draft.view.usualName : name,
                kind: draft.view.kind, hasShifts: draft.view.hasShifts, addedAt: stamp.at, lastDay: draft.lastDay)
            return try CalendarFeedStore(db).add(feed, proof: SessionProof.hash(proof), by: stamp)
        }
        context.hub.send(.accounts)
        return NewCalendarFeed(path: Secret(Self.prefix + proof.reveal() + Self.suffix), feed: stored)
    }

    /// One's own, in the order in which they were made; with a token those that it made.
    package func list(by actor: Actor) async throws -> [CalendarFeedEntry] {
        guard let account = actor.account else { throw ServiceError.calendarsAreForAccounts }
        let now = context.now()
        return try await context.database.read { db in
            guard let account = try AccountStore(db).find(account) else { return [] }
            return try Self.entries(of: account, db, at: now).filter { Self.isOwn($0.feed, actor) }
        }
    }

    /// Somebody's, for whoever may see all accounts.
    /// - Parameter name: an account's.
    /// - Throws: ``ServiceError/unknownAccount(_:)``
    package func feeds(of name: String, by actor: Actor) async throws -> [CalendarFeedEntry] {
        try actor.requires(.readAccounts)
        let now = context.now()
        return try await context.database.read { db in
            try Self.entries(of: AccountService.existing(name, db), db, at: now)
        }
    }

    /// One's own, or an administrator anybody's. The address is not answered from the next request on.
    /// - Throws: ``ServiceError/unknownCalendar(_:)``, also for others' calendars.
    @discardableResult
    package func revoke(_ id: ID<CalendarFeed>, by actor: Actor) async throws -> CalendarFeed {
        let stamp = context.stamp(actor)
        let feed = try await context.database.write { db in
            let store = CalendarFeedStore(db)
            guard let feed = try store.find(id), Self.isOwn(feed, actor) || actor.isAdministrator else {
                throw ServiceError.unknownCalendar(id.rawValue)
            }
            _ = try store.revoke(feed, by: stamp)
            return feed
        }
        context.hub.send(.accounts)
        return feed
    }

    /// A token has nothing to do with what the account or its other tokens made.
    private static func isOwn(_ feed: CalendarFeed, _ actor: Actor) -> Bool {
        feed.account == actor.account && (actor.token == nil || feed.token == actor.token)
    }

    private static func entries(
        of account: Account, _ db: any SQLConnection, at now: Instant
    ) throws -> [CalendarFeedEntry] {
        let visitor = try FeedVisitor(db, at: now)
        return try CalendarFeedStore(db).all(of: account.id).map { feed in
            CalendarFeedEntry(feed: feed, accountName: account.name, isLive: try visitor.actor(of: feed) != nil)
        }
    }

    private static func checkSize(_ actor: Actor, _ db: any SQLConnection, now: Instant) throws {
        let reach = try PeopleInReach(actor, .readPeople, db, now: now)
        let count = try EmployeeStore(db).all().count { reach.contains($0.id) && $0.left == nil }
        guard count > FeedWindow.mostPeopleWithShifts else { return }
        throw ServiceError.invalid(
            "shows",
            "The shifts of \(count) people are too many for a calendar, which shows at most "
                + "\(FeedWindow.mostPeopleWithShifts); leave the shifts out.")
    }
}
