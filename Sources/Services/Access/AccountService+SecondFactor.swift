import Domain
package import Storage

extension AccountService {
    private static let context = "second factor"
    private static let recoveryCodes = 10

    /// Whether signing in as this person takes a code as well.
    package func hasSecondFactor(_ signedIn: SignedIn) async throws -> Bool {
        guard let id = signedIn.actor.account else { throw ServiceError.notSignedIn }
        return try await context.database.read { try AccountStore($0).find(id)?.hasSecondFactor ?? false }
    }

    /// A secret for the person's telephone. Nothing is kept before it is confirmed.
    package func newSecondFactor(for signedIn: SignedIn) async throws -> NewSecondFactor {
        if signedIn.mustChange { throw ServiceError.passwordMustChange }
        let company = try await context.database.read { try SettingStore($0).value(.companyName) } ?? ""
        let code = TimedCode()
        return NewSecondFactor(
            secret: code.base32, address: code.address(of: signedIn.actor.name, company: company))
    }

    /// From now on, signing in takes a code as well. The secret is sealed by the password, so that whoever reads the database
    /// has neither; where somebody else sets the password, the second factor has to be added anew.
    /// - Parameters:
    ///   - code: that the telephone shows now: what proves that it has the secret.
    ///   - password: so that whoever finds a screen unlocked does not add a telephone of theirs.
    /// - Returns: codes that are each taken once in the place of the telephone's; shown now and never again.
    /// - Throws: ``ServiceError/wrongCode``, ``ServiceError/wrongPassword``, ``ServiceError/hasSecondFactor``
    package func confirmSecondFactor(
        _ new: NewSecondFactor, code: String, password: Secret, of signedIn: SignedIn
    ) async throws -> [String] {
        if signedIn.mustChange { throw ServiceError.passwordMustChange }
        let known = try await known(password, of: signedIn)
        if known.account.hasSecondFactor { throw ServiceError.hasSecondFactor }
        let stamp = context.stamp(signedIn.actor)
        guard let secret = TimedCode(base32: new.secret), let step = secret.step(of: code, at: stamp.at.seconds) else {
            throw ServiceError.wrongCode
        }
        let sealed = try await context.passwords.seal(secret.secret, by: password, context: Self.context)
        let codes = (0..<Self.recoveryCodes).map { _ in RecoveryCode.make() }
        try await context.database.write { db in
            try SecondFactorStore(db).set(
                sealed, step: step, recovery: codes.map(RecoveryCode.hash), of: try known.asItIsNow(db), by: stamp)
        }
        context.hub.send(.accounts)
        return codes
    }

    /// One's own.
    /// - Throws: ``ServiceError/wrongPassword``, ``ServiceError/noSecondFactor(_:)``
    package func removeSecondFactor(of signedIn: SignedIn, password: Secret) async throws {
        let known = try await known(password, of: signedIn)
        try await removeSecondFactor(context.stamp(signedIn.actor)) { try known.asItIsNow($0) }
    }

    /// Of somebody who has lost the telephone, and the codes for that day as well.
    /// - Throws: ``ServiceError/ownAccount`` of one's own, which takes the password.
    package func removeSecondFactor(of name: String, by actor: Actor) async throws {
        try actor.requires(.changeAccounts)
        try await removeSecondFactor(context.stamp(actor)) { db in try Self.another(name, than: actor, db) }
    }

    private func removeSecondFactor(
        _ stamp: Stamp, _ account: @Sendable @escaping (any SQLConnection) throws -> Account
    ) async throws {
        try await context.database.write { db in
            let account = try account(db)
            guard account.hasSecondFactor else { throw ServiceError.noSecondFactor(account.name) }
            try SecondFactorStore(db).remove(of: account, by: stamp)
        }
        context.hub.send(.accounts)
    }

    /// What is to be used up in signing in.
    /// - Parameter password: the right one.
    /// - Returns: nil where a password is enough.
    /// - Throws: ``ServiceError/codeNeeded``, ``ServiceError/wrongCode``
    func secondFactor(
        of account: Account, _ password: Secret, _ code: String?, at now: Instant
    ) async throws -> SecondFactorUse? {
        guard let factor = try await context.database.read({ try SecondFactorStore($0).find(account.id) }) else {
            return nil
        }
        guard let code, !code.trimmed.isEmpty else { throw ServiceError.codeNeeded }
        if RecoveryCode.isOne(code) { return .recovery(RecoveryCode.hash(code)) }
        guard let secret = try await context.passwords.open(factor.sealed, by: password, context: Self.context),
            let step = TimedCode(secret: secret).step(of: code, at: now.seconds)
        else { throw ServiceError.wrongCode }
        return .step(step)
    }

    /// - Returns: nil where there is none.
    func resealed(_ account: Account, from old: Secret, to new: Secret) async throws -> [UInt8]? {
        guard let factor = try await context.database.read({ try SecondFactorStore($0).find(account.id) }),
            let secret = try await context.passwords.open(factor.sealed, by: old, context: Self.context)
        else { return nil }
        return try await context.passwords.seal(secret, by: new, context: Self.context)
    }
}

/// A secret that a telephone is to learn.
package struct NewSecondFactor: Hashable, Sendable {
    /// In letters and digits, to be typed.
    package var secret: String
    /// `otpauth://totp/…`, as a QR code holds it.
    package var address: String
}

enum SecondFactorUse: Hashable, Sendable {
    case step(Int64)
    /// By its hash.
    case recovery(String)

    /// - Throws: ``ServiceError/wrongCode`` where it was used before.
    func use(_ db: any SQLConnection, by account: ID<Account>) throws {
        let store = SecondFactorStore(db)
        let isTaken =
            switch self {
            case .step(let step): try store.use(step: step, of: account)
            case .recovery(let hash): try store.use(recovery: hash, of: account)
            }
        guard isTaken else { throw ServiceError.wrongCode }
    }
}

/// `k7qm-2xw9-ta4h-cc8p`: 80 bits, taken once.
enum RecoveryCode {
    // Without those that are read as others.
    private static let alphabet = Array("abcdefghijkmnpqrstuvwxyz23456789")
    private static let length = 16

    static func make() -> String {
        let letters = RandomBytes.make(length).map { alphabet[Int($0 & 31)] }
        return stride(from: 0, to: length, by: 4).map { String(letters[$0..<$0 + 4]) }.joined(separator: "-")
    }

    /// Rather than six digits.
    static func isOne(_ text: String) -> Bool { plain(text).count == length }

    static func hash(_ text: String) -> String {
        SHA256.hash(Array("etime.recovery.1\0\(plain(text))".utf8)).hexadecimal
    }

    private static func plain(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }
}
