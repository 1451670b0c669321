import Domain
package import Storage

extension AccountService {
    /// - Parameters:
    ///   - code: of the second factor, where the account has one.
    ///   - place: for people: `command line on pc7`.
    ///   - address: of whoever asks over the network; wrong passwords from there count together.
    /// - Throws: ``ServiceError/wrongPassword``, ``ServiceError/signInClosed(seconds:)``, ``ServiceError/codeNeeded`` where the
    ///   password is right and a code is missing, ``ServiceError/wrongCode``
    package func signIn(
        _ name: String, _ password: Secret, code: String? = nil, from place: String, address: String? = nil
    ) async throws -> SignedIn {
        let attempt = SignInAttempt(name: name.trimmed, place: place, address: address)
        let now = context.now()
        let known = try await known(password, attempt, at: now)
        let proof = SessionProof.make(.session)
        let (account, session) = try await undoing(attempt, at: now) {
            let factor = try await secondFactor(of: known.account, password, code, at: now)
            let stronger = known.password.isOutdated() ? try? await context.passwords.hash(password) : nil
            return try await context.database.write { db in
                try factor?.use(db, by: known.account.id)
                return try attempt.succeed(db, as: known, stronger: stronger, proof: proof, at: now)
            }
        }
        return SignedIn(
            proof: proof, actor: Actor(account).from(session.place), session: session, mustChange: account.mustChange)
    }

    /// A wrong code stays counted; where a code is missing, or something else is in the way, the password was right.
    private func undoing<T: Sendable>(
        _ attempt: SignInAttempt, at now: Instant, _ body: () async throws -> T
    ) async throws -> T {
        do { return try await body() } catch ServiceError.wrongCode {
            try await context.database.write { try attempt.fail($0, at: now) }
            throw ServiceError.wrongCode
        } catch ServiceError.wrongPassword {
            throw ServiceError.wrongPassword
        } catch {
            try? await context.database.write { try attempt.takeBack($0) }
            throw error
        }
    }

    /// - Parameter isUse: somebody does something; else it is only looked whether they may still.
    /// - Throws: ``ServiceError/notSignedIn`` where the session is over, or never was.
    package func signedIn(by proof: Secret, isUse: Bool = true) async throws -> SignedIn {
        let now = context.now()
        let found = try await context.database.read { db in
            try SessionStore(db).find(proof: SessionProof.hash(proof)).flatMap { session in
                try AccountStore(db).find(session.account).map { ($0, session, try SettingStore(db).sessionRules()) }
            }
        }
        guard let (account, session, rules) = found, account.closedAt == nil, session.isLive(at: now, rules) else {
            throw ServiceError.notSignedIn
        }
        if isUse, now - session.usedAt >= AccountSession.noteEvery {
            try await context.database.write { try SessionStore($0).use(session.id, at: now) }
        }
        return SignedIn(
            proof: proof, actor: Actor(account).from(session.place), session: session, mustChange: account.mustChange)
    }

    /// - Returns: whether there was a session to end.
    @discardableResult
    package func signOut(_ proof: Secret) async throws -> Bool {
        let now = context.now()
        return try await context.database.write { db in
            let store = SessionStore(db)
            guard let session = try store.find(proof: SessionProof.hash(proof)),
                let account = try AccountStore(db).find(session.account)
            else { return false }
            try store.end(session.id)
            try Self.note(.signOut, account, from: session.place, db, Stamp(actor: account.name, at: now))
            return true
        }
    }

    /// Ends all sessions of whoever asks, also the one that asks.
    /// - Returns: how many there were.
    package func signOutEverywhere(_ actor: Actor) async throws -> Int {
        guard let id = actor.account else { throw ServiceError.notSignedIn }
        let stamp = context.stamp(actor)
        return try await context.database.write { db in
            let ended = try SessionStore(db).endAll(of: id)
            if let account = try AccountStore(db).find(id) {
                try Self.note(.signOut, account, from: "everywhere", db, stamp)
            }
            return ended
        }
    }

    /// Ends all sessions of somebody, such as of whoever left a screen open. Tokens go on.
    /// - Returns: how many there were.
    @discardableResult
    package func endSessions(of name: String, by actor: Actor) async throws -> Int {
        try actor.requires(.changeAccounts)
        let stamp = context.stamp(actor)
        let ended = try await context.database.write { db in
            try Self.check(actor, db)
            let account = try Self.existing(name, db)
            let ended = try SessionStore(db).endAll(of: account.id)
            if ended > 0 { try Self.note(.signOut, account, from: "everywhere", db, stamp) }
            return ended
        }
        context.hub.send(.accounts)
        return ended
    }

    /// One's own. All other sessions end.
    /// - Throws: ``ServiceError/wrongPassword`` where `old` is not the present one; that counts as in signing in.
    package func changePassword(_ signedIn: SignedIn, from old: Secret, to new: Secret) async throws {
        let known = try await known(old, of: signedIn)
        if old == new {
            throw ServiceError.invalid("password", "The new password is the old one; choose another.")
        }
        try await check(new, for: known.account.name)
        let hash = try await context.passwords.hash(new)
        let factor = try await resealed(known.account, from: old, to: new)
        let stamp = context.stamp(signedIn.actor)
        try await context.database.write { db in
            let account = try known.asItIsNow(db)
            guard try SessionStore(db).all(of: account.id).contains(where: { $0.id == signedIn.session.id }) else {
                throw ServiceError.notSignedIn
            }
            try AccountStore(db).setPassword(of: account, to: hash, mustChange: false, by: stamp)
            if let factor { try SecondFactorStore(db).reseal(factor, of: account.id) }
            try SessionStore(db).endAll(of: account.id, but: signedIn.session.id)
        }
        context.hub.send(.accounts)
    }

    /// That it is the person who has signed in, for a screen that was locked. A wrong password counts as in signing in, and a
    /// right one is a use of the session.
    /// - Returns: who it is by now.
    /// - Throws: ``ServiceError/wrongPassword``, ``ServiceError/signInClosed(seconds:)``; ``ServiceError/notSignedIn`` where the
    ///   session is over, whatever the password.
    package func prove(_ signedIn: SignedIn, by password: Secret) async throws -> SignedIn {
        _ = try await self.signedIn(by: signedIn.proof, isUse: false)
        _ = try await known(password, of: signedIn)
        return try await self.signedIn(by: signedIn.proof)
    }

    /// That it is the person who has signed in, and not whoever found the screen.
    /// - Throws: ``ServiceError/wrongPassword``, ``ServiceError/signInClosed(seconds:)``
    func known(_ password: Secret, of signedIn: SignedIn) async throws -> SignInAttempt.Known {
        guard let id = signedIn.actor.account else { throw ServiceError.notSignedIn }
        let name = try await context.database.read { try AccountStore($0).find(id)?.name }
        let attempt = SignInAttempt(name: name ?? "", place: signedIn.session.place, address: nil)
        let known = try await known(password, attempt, at: context.now())
        // The name may have been given to another account in this very moment.
        guard known.account.id == id else { throw ServiceError.wrongPassword }
        try await context.database.write { try attempt.forget($0) }
        return known
    }

    /// - Throws: ``ServiceError/wrongPassword``, also where nobody has the name; ``ServiceError/signInClosed(seconds:)``
    private func known(
        _ password: Secret, _ attempt: SignInAttempt, at now: Instant
    ) async throws -> SignInAttempt.Known {
        let known = try await context.database.write { try attempt.begin($0, at: now) }
        return try await undoing(attempt, at: now) {
            guard try await context.passwords.isRight(password, for: known?.password), let known else {
                try await context.database.write { try attempt.fail($0, at: now) }
                throw ServiceError.wrongPassword
            }
            return known
        }
    }

    static func note(
        _ action: JournalAction, _ account: Account, from place: String, _ db: any SQLConnection, _ stamp: Stamp
    ) throws {
        try JournalStore(db).append(
            action, .account, id: String(account.id.rawValue), before: nil, after: ["from": place], by: stamp)
    }
}

/// Who has signed in.
package struct SignedIn: Hashable, Sendable {
    /// Proves it from now on; whoever has it is this person.
    package var proof: Secret
    /// May do nothing while the password must be changed.
    package var actor: Actor
    package var session: AccountSession
    /// The password was set by somebody else: nothing but changing it is allowed.
    package var mustChange: Bool
}

extension AccountSession {
    /// Seconds: its use is not written down more often.
    static let noteEvery: Int64 = 60

    func isLive(at now: Instant, _ rules: SessionRules) -> Bool {
        now < min(endsAt, beganAt + rules.life) && now - usedAt < rules.idle
    }
}
