import Domain
package import Storage

extension CalendarService {
    /// Seconds: that an address was fetched is not written down more often. Programs fetch by the hour, and each would write else.
    static let noteEvery: Int64 = 3_600

    /// Looks whether an address is answered, and notes that it was fetched.
    /// - Parameter proof: the private part of the address.
    /// - Throws: ``UnknownAddress``
    package func visit(_ proof: Secret) async throws -> CalendarFeed {
        let now = context.now()
        let found = try await context.database.read { db in try FeedVisitor(db, at: now).visit(proof)?.feed }
        guard let found else { throw UnknownAddress() }
        if found.fetchedAt.map({ now - $0 >= Self.noteEvery }) ?? true {
            try await context.database.write { try CalendarFeedStore($0).noteFetch(of: found.id, at: now) }
        }
        return found
    }

    /// What is answered at an address: what its account may see now.
    /// - Parameter proof: the private part of the address.
    /// - Returns: iCalendar text (RFC 5545).
    /// - Throws: ``UnknownAddress``
    package func text(at proof: Secret) async throws -> String {
        let (now, company) = (context.now(), try await context.databaseIdentity())
        let contents = try await context.database.read { db -> CalendarContents? in
            guard let (feed, actor) = try FeedVisitor(db, at: now).visit(proof) else { return nil }
            let reading = try FeedReading(db, FeedView(feed), by: actor, now: now)
            return try reading.contents(named: feed.name, company: company)
        }
        guard let contents else { throw UnknownAddress() }
        return CalendarWriter.text(of: contents)
    }

    /// The same text without an address, for a file.
    /// - Parameter name: as calendar programs show it; empty: the usual one.
    /// - Returns: iCalendar text (RFC 5545).
    /// - Throws: ``ServiceError/unknownEmployee(code:)`` for somebody out of reach, ``ServiceError/invalid(_:)`` where it would be
    ///   nobody's.
    package func text(of view: FeedView, named name: String = "", by actor: Actor) async throws -> String {
        for permission in [Permission.readPeople, .readLeave] { try actor.requiresSome(permission) }
        let (now, company) = (context.now(), try await context.databaseIdentity())
        let contents = try await context.database.read { db in
            let reading = try FeedReading(db, view, by: actor, now: now)
            try reading.requirePerson()
            return try reading.contents(named: name.trimmed.isEmpty ? view.usualName : name.trimmed, company: company)
        }
        return CalendarWriter.text(of: contents)
    }
}

/// Nobody is answered at an address: it never was one, or is revoked or over, or its account is closed. Which of these it is says nothing
/// to whoever tries.
package struct UnknownAddress: Error {
    package init() {}
}
