import Domain
import Storage

/// One try at a password. It counts as wrong before it is looked at, so that a thousand at once are not all the first.
struct SignInAttempt: Sendable {
    var name: String
    /// For people: `command line on pc7`.
    var place: String
    /// Of whoever asks over the network; nil: somebody at this computer.
    var address: String?

    struct Known: Sendable {
        var account: Account
        var password: PasswordHash
    }

    private var subjects: [SignInFailureStore.Subject] {
        [.account(name), .accountFrom(name, address ?? "")] + (address.map { [.address($0)] } ?? [])
    }

    /// - Returns: nil where nobody has the name, or the account is closed.
    /// - Throws: ``ServiceError/signInClosed(seconds:)``
    func begin(_ db: any SQLConnection, at now: Instant) throws -> Known? {
        let failures = SignInFailureStore(db)
        let until = try subjects.compactMap { try failures.closedUntil($0, at: now) }.max()
        if let until { throw ServiceError.signInClosed(seconds: until - now) }
        for subject in subjects { try failures.count(subject, at: now) }
        // What no account can be called is not looked for: some databases refuse such texts.
        guard AccountDraft.problem(of: name) == nil, let account = try AccountStore(db).find(name: name),
            account.closedAt == nil
        else { return nil }
        return try AccountStore(db).password(of: account.id).map { Known(account: account, password: $0) }
    }

    /// It was neither wrong nor all that is needed.
    func takeBack(_ db: any SQLConnection) throws {
        for subject in subjects { try SignInFailureStore(db).takeBack(subject) }
    }

    /// It was right: what was wrong before it is forgotten; of an address, which may be several people's, this try alone.
    func forget(_ db: any SQLConnection) throws {
        let failures = SignInFailureStore(db)
        try failures.forget(.account(name))
        try failures.forget(.accountFrom(name, address ?? ""))
        if let address { try failures.takeBack(.address(address)) }
    }

    /// It was wrong. Where no further one is looked at for a time, the journal says so; of names that nobody has it says nothing,
    /// because anybody can think of any number of them.
    func fail(_ db: any SQLConnection, at now: Instant) throws {
        let failures = SignInFailureStore(db)
        let until = try subjects.prefix(2).compactMap { try failures.closedUntil($0, at: now) }.max()
        guard let until, AccountDraft.problem(of: name) == nil, let account = try AccountStore(db).find(name: name)
        else { return }
        try JournalStore(db).append(
            .lockOut, .account, id: String(account.id.rawValue), before: nil,
            after: ["from": place, "seconds": "\(until - now)"], by: Stamp(actor: Actor.system.name, at: now))
    }

    /// - Parameter stronger: the same password at what it costs now; nil: it is kept so already.
    /// - Throws: ``ServiceError/wrongPassword`` where the account was changed or closed in this very moment.
    func succeed(
        _ db: any SQLConnection, as known: Known, stronger: PasswordHash?, proof: Secret, at now: Instant
    ) throws -> (Account, AccountSession) {
        let accounts = AccountStore(db)
        let account = try known.asItIsNow(db)
        try forget(db)
        try SignInFailureStore(db).sweep(at: now)
        if let stronger { try accounts.strengthen(stronger, of: account.id) }
        let (sessions, rules) = (SessionStore(db), try SettingStore(db).sessionRules())
        try sessions.sweep(at: now, idle: rules.idle)
        let session = try sessions.begin(
            AccountSession(
                account: account.id, place: place, beganAt: now, usedAt: now, endsAt: now + rules.life),
            proof: SessionProof.hash(proof))
        try AccountService.note(.signIn, account, from: place, db, Stamp(actor: account.name, at: now))
        return (account, session)
    }
}

extension SignInAttempt.Known {
    /// Passwords take their time, in which an administrator may have closed the account or set another one.
    /// - Throws: ``ServiceError/wrongPassword``
    func asItIsNow(_ db: any SQLConnection) throws -> Account {
        let accounts = AccountStore(db)
        guard let now = try accounts.find(account.id), now.closedAt == nil,
            now.hasSecondFactor == account.hasSecondFactor, try accounts.password(of: now.id) == password
        else { throw ServiceError.wrongPassword }
        return now
    }
}
