package import Domain

/// One sign-in of an account, until it ends.
package struct AccountSession: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<AccountSession>
    package var account: Domain.ID<Account>
    /// From where: `desktop on pc7`, `10.0.0.9`.
    package var place: String
    package var beganAt: Instant
    /// Behind the truth by a minute at most.
    package var usedAt: Instant
    package var endsAt: Instant

    package init(
        id: Domain.ID<AccountSession> = ID(0), account: Domain.ID<Account>, place: String, beganAt: Instant,
        usedAt: Instant, endsAt: Instant
    ) {
        self.id = id
        self.account = account
        self.place = place
        self.beganAt = beganAt
        self.usedAt = usedAt
        self.endsAt = endsAt
    }
}

/// Sessions by what proves them; that itself is nowhere but with whoever signed in.
package struct SessionStore {
    private static let columns = ["account_id", "proof_hash", "place", "began_at", "used_at", "ends_at"]
    private static let select = "SELECT id, account_id, place, began_at, used_at, ends_at FROM account_session"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func begin(_ session: AccountSession, proof hash: String) throws -> AccountSession {
        var stored = session
        stored.id = ID(
            try db.insert(
                into: "account_session", Self.columns,
                [
                    .integer(session.account.rawValue), .text(hash), .text(session.place.clipped(to: 200)),
                    .integer(session.beganAt.seconds), .integer(session.usedAt.seconds),
                    .integer(session.endsAt.seconds),
                ]))
        return stored
    }

    package func find(proof hash: String) throws -> AccountSession? {
        try db.first("\(Self.select) WHERE proof_hash = ?", [.text(hash)], session)
    }

    /// The latest first.
    package func all(of account: ID<Account>) throws -> [AccountSession] {
        try db.all("\(Self.select) WHERE account_id = ? ORDER BY id DESC", [.integer(account.rawValue)], session)
    }

    /// By whose they are, the latest first.
    package func all() throws -> [ID<Account>: [AccountSession]] {
        Dictionary(grouping: try db.all("\(Self.select) ORDER BY id DESC", [], session), by: \.account)
    }

    package func use(_ id: ID<AccountSession>, at now: Instant) throws {
        try db.update("account_session", ["used_at"], [.integer(now.seconds)], id: id.rawValue)
    }

    package func end(_ id: ID<AccountSession>) throws {
        try db.execute("DELETE FROM account_session WHERE id = ?", [.integer(id.rawValue)])
    }

    /// - Parameter kept: goes on.
    /// - Returns: how many ended.
    @discardableResult
    package func endAll(of account: ID<Account>, but kept: ID<AccountSession>? = nil) throws -> Int {
        try db.execute(
            "DELETE FROM account_session WHERE account_id = ? AND id <> ?",
            [.integer(account.rawValue), .integer(kept?.rawValue ?? 0)])
    }

    /// Removes those that are over.
    /// - Parameter idle: seconds after which one ends that nobody uses.
    package func sweep(at now: Instant, idle: Int64) throws {
        try db.execute(
            "DELETE FROM account_session WHERE ends_at <= ? OR used_at <= ?",
            [.integer(now.seconds), .integer(now.seconds - idle)])
    }

    private func session(_ row: any SQLRow) -> AccountSession {
        AccountSession(
            id: row.id(0), account: row.id(1), place: row.text(2), beganAt: row.instant(3), usedAt: row.instant(4),
            endsAt: row.instant(5))
    }
}
