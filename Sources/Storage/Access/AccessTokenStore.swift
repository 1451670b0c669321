package import Domain

/// What another program proves itself by. It may do what its account may, or less.
package struct AccessToken: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<AccessToken>
    package var account: Domain.ID<Account>
    /// What it is for: `payroll export`.
    package var name: String
    package var permissions: Set<Permission>
    package var addedAt: Instant
    package var endsAt: Instant
    /// Behind the truth by a minute at most; nil: never.
    package var usedAt: Instant?
    package var revokedAt: Instant?

    package init(
        id: Domain.ID<AccessToken> = ID(0), account: Domain.ID<Account>, name: String, permissions: Set<Permission>,
        addedAt: Instant, endsAt: Instant
    ) {
        self.id = id
        self.account = account
        self.name = name
        self.permissions = permissions
        self.addedAt = addedAt
        self.endsAt = endsAt
    }
}

/// Tokens are revoked, never removed: the journal names them.
package struct AccessTokenStore {
    private static let columns = ["account_id", "name", "proof_hash", "permissions", "added_at", "ends_at"]
    private static let select =
        "SELECT id, account_id, name, permissions, added_at, ends_at, used_at, revoked_at FROM access_token"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func add(_ token: AccessToken, proof hash: String, by stamp: Stamp) throws -> AccessToken {
        var stored = token
        stored.id = ID(
            try db.insert(
                into: "access_token", Self.columns,
                [
                    .integer(token.account.rawValue), .text(token.name), .text(hash),
                    .text(Self.text(token.permissions)), .integer(token.addedAt.seconds),
                    .integer(token.endsAt.seconds),
                ]))
        try JournalStore(db).append(
            .add, .accessToken, id: String(stored.id.rawValue), before: nil,
            after: [
                "account": String(token.account.rawValue), "name": token.name,
                "permissions": Self.text(token.permissions), "until": String(token.endsAt.seconds),
            ], by: stamp)
        return stored
    }

    package func find(proof hash: String) throws -> AccessToken? {
        try db.first("\(Self.select) WHERE proof_hash = ?", [.text(hash)], token)
    }

    package func find(_ id: ID<AccessToken>) throws -> AccessToken? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)], token)
    }

    /// In the order in which they were added.
    package func all() throws -> [AccessToken] { try db.all("\(Self.select) ORDER BY id", [], token) }

    package func use(_ id: ID<AccessToken>, at now: Instant) throws {
        try db.update("access_token", ["used_at"], [.integer(now.seconds)], id: id.rawValue)
    }

    /// All of an account.
    package func revokeAll(of account: ID<Account>, by stamp: Stamp) throws {
        for token in try all() where token.account == account { _ = try revoke(token, by: stamp) }
    }

    /// - Returns: whether it could be used until now.
    package func revoke(_ token: AccessToken, by stamp: Stamp) throws -> Bool {
        let count = try db.execute(
            "UPDATE access_token SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            [.integer(stamp.at.seconds), .integer(token.id.rawValue)])
        guard count == 1 else { return false }
        try JournalStore(db).append(
            .revoke, .accessToken, id: String(token.id.rawValue), before: ["name": token.name], after: nil, by: stamp)
        return true
    }

    /// A permission that a newer program wrote gives nothing here.
    private func token(_ row: any SQLRow) -> AccessToken {
        let permissions = row.text(3).split(separator: " ").compactMap { Permission(rawValue: String($0)) }
        var token = AccessToken(
            id: row.id(0), account: row.id(1), name: row.text(2), permissions: Set(permissions),
            addedAt: row.instant(4), endsAt: row.instant(5))
        token.usedAt = row.optionalInstant(6)
        token.revokedAt = row.optionalInstant(7)
        return token
    }

    private static func text(_ permissions: Set<Permission>) -> String {
        permissions.map(\.rawValue).sorted().joined(separator: " ")
    }
}

extension JournalEntity {
    package static let accessToken = JournalEntity(rawValue: "access_token")
}

extension JournalAction {
    package static let revoke = JournalAction(rawValue: "revoke")
}
