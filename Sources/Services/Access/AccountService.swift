package import Domain
package import Storage

/// Who may sign in, and what they may do then.
package struct AccountService: Sendable {
    let context: ServiceContext

    /// Whether nobody has an account yet: whoever sits at this computer is an administrator then.
    package func isOpenToAll() async throws -> Bool {
        try await context.database.read { try AccountStore($0).isEmpty() }
    }

    /// By name.
    package func list(by actor: Actor) async throws -> [AccountEntry] {
        try actor.requires(.readAccounts)
        let now = context.now()
        return try await context.database.read { db in
            let people = try EmployeeStore(db).byID()
            let (sessions, closed) = (
                try SessionStore(db).all(), try SignInFailureStore(db).closedNames(at: now)
            )
            let (signIns, rules) = (
                try JournalStore(db).latest(.signIn, of: .account), try SettingStore(db).sessionRules()
            )
            return try AccountStore(db).all().map { account in
                AccountEntry(
                    account: account, employee: account.employee.flatMap { people[$0] },
                    lastUsed: sessions[account.id]?.filter { $0.isLive(at: now, rules) }.map(\.usedAt).max(),
                    lastSignIn: signIns[String(account.id.rawValue)],
                    lockedUntil: closed.until(account.name))
            }
        }
    }

    /// The first account is an administrator's, whatever was asked for: else nobody could add the next.
    /// - Parameter password: to be changed by whoever signs in with it, unless it is the first account's.
    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func add(_ draft: AccountDraft, password: Secret, by actor: Actor) async throws -> Account {
        try actor.requires(.changeAccounts)
        try await check(password, for: draft.name)
        let hash = try await context.passwords.hash(password)
        let stamp = context.stamp(actor)
        let account = try await context.database.write { db in
            try Self.check(actor, db)
            let store = AccountStore(db)
            let isFirst = try store.isEmpty()
            let (name, employee, roles) = try draft.validated(db)
            if isFirst, !roles.contains(RoleGrant(.administrator)) { throw Self.firstIsAdministrator }
            try Self.checkFree(name, employee, store, but: nil)
            return try store.insert(
                Account(
                    name: name, employee: employee?.id, roles: roles, mustChange: !isFirst, addedAt: stamp.at),
                hash, by: stamp)
        }
        context.hub.send(.accounts)
        return account
    }

    /// Name, person and roles. Who is signed in goes on with the new roles.
    @discardableResult
    package func update(_ name: String, to draft: AccountDraft, by actor: Actor) async throws -> Account {
        try await change(name, by: actor) { account, db in
            let (name, employee, roles) = try draft.validated(db)
            try Self.checkFree(name, employee, AccountStore(db), but: account.id)
            (account.name, account.employee, account.roles) = (name, employee?.id, roles)
        }
    }

    /// Nobody signs in by it any more, and who is signed in is not any longer.
    @discardableResult
    package func close(_ name: String, by actor: Actor) async throws -> Account {
        let (now, stamp) = (context.now(), context.stamp(actor))
        return try await change(name, by: actor) { account, db in
            account.closedAt = account.closedAt ?? now
            try SessionStore(db).endAll(of: account.id)
            try AccessTokenStore(db).revokeAll(of: account.id, by: stamp)
            try CalendarFeedStore(db).revokeAll(of: account.id, by: stamp)
        }
    }

    @discardableResult
    package func reopen(_ name: String, by actor: Actor) async throws -> Account {
        try await change(name, by: actor) { account, _ in account.closedAt = nil }
    }

    /// For somebody who does not know it any more. It has to be changed in signing in; all sessions, tokens and addresses of
    /// calendars end, and a second factor, which the old password seals, has to be added anew.
    /// - Throws: ``ServiceError/ownAccount`` for one's own, which takes the present password.
    package func setPassword(of name: String, to password: Secret, by actor: Actor) async throws {
        try actor.requires(.changeAccounts)
        try await check(password, for: name)
        let hash = try await context.passwords.hash(password)
        let stamp = context.stamp(actor)
        try await context.database.write { db in
            try Self.check(actor, db)
            try Self.reset(try Self.another(name, than: actor, db), to: hash, db, by: stamp)
        }
        context.hub.send(.accounts)
    }

    /// For the only administrator, who knows the password no more or has lost the telephone: by whoever can open the database, which
    /// is who could write anything into it. The journal says so.
    /// - Parameter name: an administrator's.
    package func rescue(_ name: String, to password: Secret, from place: String) async throws {
        try await check(password, for: name)
        let hash = try await context.passwords.hash(password)
        let stamp = Stamp(actor: systemUserName(), at: context.now())
        try await context.database.write { db in
            let before = try Self.existing(name, db)
            guard before.isAdministrator else { throw ServiceError.notAdministrator(before.name) }
            var account = before
            account.closedAt = nil
            try AccountStore(db).update(account, from: before, by: stamp)
            try Self.note(.rescue, account, from: place, db, stamp)
            try Self.reset(account, to: hash, db, by: stamp)
        }
        context.hub.send(.accounts)
    }

    private static func reset(
        _ account: Account, to hash: PasswordHash, _ db: any SQLConnection, by stamp: Stamp
    ) throws {
        try AccountStore(db).setPassword(of: account, to: hash, mustChange: true, by: stamp)
        if account.hasSecondFactor { try SecondFactorStore(db).remove(of: account, by: stamp) }
        try SessionStore(db).endAll(of: account.id)
        try AccessTokenStore(db).revokeAll(of: account.id, by: stamp)
        try CalendarFeedStore(db).revokeAll(of: account.id, by: stamp)
        try SignInFailureStore(db).forgetAll(of: account.name)
    }

    /// Lets somebody try again at once who gave wrong passwords.
    /// - Returns: whether there were any.
    @discardableResult
    package func unlock(_ name: String, by actor: Actor) async throws -> Bool {
        try actor.requires(.changeAccounts)
        return try await context.database.write { db in
            try Self.check(actor, db)
            return try SignInFailureStore(db).forgetAll(of: try Self.existing(name, db).name)
        }
    }

    private func change(
        _ name: String, by actor: Actor, _ body: @Sendable @escaping (inout Account, any SQLConnection) throws -> Void
    ) async throws -> Account {
        try actor.requires(.changeAccounts)
        let stamp = context.stamp(actor)
        let account = try await context.database.write { db in
            try Self.check(actor, db)
            let before = try Self.existing(name, db)
            var account = before
            try body(&account, db)
            try AccountStore(db).update(account, from: before, by: stamp)
            try Self.checkSomebodyAdministers(db)
            return account
        }
        context.hub.send(.accounts)
        return account
    }

    static func existing(_ name: String, _ db: any SQLConnection) throws -> Account {
        guard let account = try AccountStore(db).find(name: name.trimmed) else {
            throw ServiceError.unknownAccount(name.trimmed)
        }
        return account
    }

    /// - Throws: ``ServiceError/ownAccount``
    static func another(_ name: String, than actor: Actor, _ db: any SQLConnection) throws -> Account {
        let account = try existing(name, db)
        guard account.id != actor.account else { throw ServiceError.ownAccount }
        return account
    }

    /// Whoever acts may have lost the right to since they signed in; and whoever sat here before there were accounts, with the first.
    static func check(_ actor: Actor, _ db: any SQLConnection) throws {
        let store = AccountStore(db)
        if try store.isEmpty() { return }
        guard let account = try actor.account.flatMap(store.find), account.closedAt == nil,
            Actor(account).isAdministrator
        else { throw ServiceError.notAllowed(actor: actor.name, .changeAccounts) }
    }

    func check(_ password: Secret, for name: String) async throws {
        let company = try await context.database.read { try SettingStore($0).value(.companyName) } ?? ""
        guard let sentence = PasswordRules.problem(of: password.reveal(), names: [name, company]) else { return }
        throw ServiceError.invalid("password", sentence)
    }

    private static func checkFree(
        _ name: String, _ employee: Employee?, _ store: AccountStore, but own: ID<Account>?
    ) throws {
        if let other = try store.find(name: name), other.id != own {
            throw ServiceError.invalid("name", "There is an account \(other.name) already.")
        }
        if let employee, let other = try store.find(employee: employee.id), other.id != own {
            throw ServiceError.invalid("employee", "\(employee.name) has the account \(other.name) already.")
        }
    }

    private static func checkSomebodyAdministers(_ db: any SQLConnection) throws {
        let isKept = try AccountStore(db).all().contains { $0.isAdministrator && $0.closedAt == nil }
        guard !isKept else { return }
        throw ServiceError.invalid(
            "roles", "Nobody would be an administrator any more; make somebody else one first.")
    }

    private static let firstIsAdministrator = ServiceError.invalid(
        "roles", "The first account is an administrator’s: nobody could add the next one otherwise.")
}

/// An account and whose it is.
package struct AccountEntry: Hashable, Sendable {
    package var account: Account
    package var employee: Employee?
    /// By whoever is signed in now; nil: nobody is.
    package var lastUsed: Instant?
    /// Nil: never.
    package var lastSignIn: Instant?
    /// After too many wrong passwords, from some place at least; nil: it is open.
    package var lockedUntil: Instant?
}
