package import Domain
package import Storage

extension AccountService {
    private static let longestDays = 366
    private static let longestTokenName = 60

    /// A token for another program, which may do what the person may, and of that only what is named.
    /// - Parameter permissions: at least one. No token changes accounts: it would make itself the next one.
    /// - Returns: with what proves it; shown now and never again.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    package func addToken(
        _ name: String, permissions: Set<Permission>, days: Int, by actor: Actor
    ) async throws -> NewAccessToken {
        guard let account = actor.account, actor.grants.limit == nil else { throw ServiceError.tokensAreForPeople }
        let (name, held) = (name.trimmed, Permission.allCases.filter { !actor.grants.reaches(of: $0).isEmpty })
        try Self.check(name, days, permissions, held: Set(held))
        let stamp = context.stamp(actor)
        let proof = SessionProof.make(.token)
        let token = AccessToken(
            account: account, name: name, permissions: permissions, addedAt: stamp.at,
            endsAt: stamp.at + Int64(days) * 86_400)
        let stored = try await context.database.write { db in
            try AccessTokenStore(db).add(token, proof: SessionProof.hash(proof), by: stamp)
        }
        context.hub.send(.accounts)
        return NewAccessToken(proof: proof, token: stored)
    }

    private static func check(
        _ name: String, _ days: Int, _ permissions: Set<Permission>, held: Set<Permission>
    ) throws {
        var problems: [FieldProblem] = []
        // It stands in the journal beside the account's name.
        if name.isEmpty || name.utf16.count > longestTokenName || !name.isSeen {
            let sentence = "Say what the token is for, in at most \(longestTokenName) characters that can be seen."
            problems.append(FieldProblem(field: "name", sentence: sentence))
        }
        if !(1...longestDays).contains(days) {
            let sentence = "A token ends after 1 to \(longestDays) days; add another one then."
            problems.append(FieldProblem(field: "days", sentence: sentence))
        }
        let lacking = permissions.subtracting(held)
        if permissions.isEmpty {
            let sentence = "Name at least one permission; “etime account roles” shows them."
            problems.append(FieldProblem(field: "permissions", sentence: sentence))
        } else if permissions.contains(.changeAccounts) {
            let sentence = "No token has changeAccounts: accounts are people's to change."
            problems.append(FieldProblem(field: "permissions", sentence: sentence))
        } else if !lacking.isEmpty {
            let words = lacking.map(\.rawValue).sorted().joined(separator: ", ")
            let sentence = "You do not have \(words) yourself, so no token of yours has it."
            problems.append(FieldProblem(field: "permissions", sentence: sentence))
        }
        guard problems.isEmpty else { throw ServiceError.invalid(problems) }
    }

    /// One's own; of whoever may see all accounts, everybody's.
    package func tokens(by actor: Actor) async throws -> [AccessTokenEntry] {
        let seesAll = actor.grants.holdsForEveryone(.readAccounts)
        guard seesAll || actor.account != nil else { throw ServiceError.notAllowed(actor: actor.name, .readAccounts) }
        let now = context.now()
        return try await context.database.read { db in
            let names = Dictionary(uniqueKeysWithValues: try AccountStore(db).all().map { ($0.id, $0.name) })
            return try AccessTokenStore(db).all().filter { seesAll || $0.account == actor.account }.map { token in
                AccessTokenEntry(
                    token: token, accountName: names[token.account] ?? "", isLive: token.isLive(at: now))
            }
        }
    }

    /// One's own, or an administrator anybody's. It is refused from the next request on.
    /// - Throws: ``ServiceError/unknownToken(_:)``, also for others' tokens.
    package func revokeToken(_ id: ID<AccessToken>, by actor: Actor) async throws -> AccessToken {
        // One that is stolen ends no other.
        guard actor.grants.limit == nil else { throw ServiceError.tokensAreForPeople }
        let stamp = context.stamp(actor)
        let token = try await context.database.write { db in
            let store = AccessTokenStore(db)
            guard let token = try store.find(id), token.account == actor.account || actor.isAdministrator else {
                throw ServiceError.unknownToken(id.rawValue)
            }
            _ = try store.revoke(token, by: stamp)
            return token
        }
        context.hub.send(.accounts)
        return token
    }

    /// Whoever shows a token.
    /// - Throws: ``ServiceError/wrongToken``
    package func actor(byToken proof: Secret) async throws -> Actor {
        let now = context.now()
        let found = try await context.database.read { db in
            try AccessTokenStore(db).find(proof: SessionProof.hash(proof)).flatMap { token in
                try AccountStore(db).find(token.account).map { ($0, token) }
            }
        }
        guard let (account, token) = found, account.closedAt == nil, !account.mustChange, token.isLive(at: now) else {
            throw ServiceError.wrongToken
        }
        if token.usedAt.map({ now - $0 >= AccountSession.noteEvery }) ?? true {
            try await context.database.write { try AccessTokenStore($0).use(token.id, at: now) }
        }
        var actor = Actor(account)
        actor.name = "\(account.name) (\(token.name))"
        actor.grants.limit = token.permissions
        actor.token = token.id
        return actor
    }
}

extension AccessToken {
    func isLive(at now: Instant) -> Bool { revokedAt == nil && now < endsAt }
}

package struct NewAccessToken: Hashable, Sendable {
    package var proof: Secret
    package var token: AccessToken
}

package struct AccessTokenEntry: Hashable, Sendable {
    package var token: AccessToken
    package var accountName: String
    /// Neither revoked nor over.
    package var isLive: Bool

    package init(token: AccessToken, accountName: String, isLive: Bool) {
        self.token = token
        self.accountName = accountName
        self.isLive = isLive
    }
}
