import CSodium
import Glibc

/// What one try at a password costs whoever has the database: Argon2id's passes over so much memory.
package struct PasswordCost: Hashable, Sendable {
    package var passes: UInt64
    /// Bytes.
    package var memory: Int

    package init(passes: UInt64, memory: Int) {
        self.passes = passes
        self.memory = memory
    }

    /// A tenth of a second and more on the computers of 2026, and so little memory that a server can afford it
    /// (OWASP's cheat sheet on storing passwords asks for 19 MiB and two passes at least).
    package static let standard = PasswordCost(passes: 4, memory: 64 << 20)
}

/// A password by which it can be recognised and not read: Argon2id by libsodium. Each takes a while, so never on a thread
/// on which others wait.
package struct PasswordHash: Hashable, Sendable {
    /// `$argon2id$v=19$m=65536,t=4,p=1$…`: with its cost, so that hashes of several costs stand beside each other.
    package var text: String

    package init(text: String) { self.text = text }

    /// - Throws: ``PasswordMemoryError``
    package init(of password: Secret, cost: PasswordCost = .standard) throws(PasswordMemoryError) {
        _ = Self.isReady
        let bytes = password.characters
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let code = crypto_pwhash_str(&text, bytes, UInt64(bytes.count), cost.passes, cost.memory)
        guard code == 0 else { throw PasswordMemoryError(cost: cost) }
        self.text = String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// - Throws: ``PasswordMemoryError``: then nobody knows whether it is.
    package func matches(_ password: Secret) throws(PasswordMemoryError) -> Bool {
        _ = Self.isReady
        let bytes = password.characters
        errno = 0
        if crypto_pwhash_str_verify(text, bytes, UInt64(bytes.count)) == 0 { return true }
        if errno == ENOMEM { throw PasswordMemoryError(cost: .standard) }
        return false
    }

    /// Whether it was made at another cost than passwords are kept at now.
    package func isOutdated(at cost: PasswordCost = .standard) -> Bool {
        crypto_pwhash_str_needs_rehash(text, cost.passes, cost.memory) != 0
    }

    private static let isReady = sodium_init() >= 0
}

extension Secret {
    /// As libsodium takes it.
    fileprivate var characters: [CChar] { reveal().utf8.map { CChar(bitPattern: $0) } }
}

/// A key that only who knows a password can make: Argon2id over it, with a salt that stands beside what the key seals.
package enum PasswordKey {
    private static let saltSize = Int(crypto_pwhash_SALTBYTES)
    /// It does not stand in what is sealed, so that another would open nothing that there is.
    private static let cost = PasswordCost(passes: 3, memory: 64 << 20)

    package static func seal(_ bytes: [UInt8], by password: Secret, context: String) throws(PasswordMemoryError)
        -> [UInt8]
    {
        let salt = RandomBytes.make(saltSize)
        return salt + SealedBytes.seal(bytes, try derive(password, salt), context: context)
    }

    /// - Returns: nil where the password or the context is another, or the bytes were changed.
    package static func open(
        _ sealed: [UInt8], by password: Secret, context: String
    ) throws(PasswordMemoryError) -> [UInt8]? {
        guard sealed.count > saltSize else { return nil }
        let key = try derive(password, Array(sealed[..<saltSize]))
        return SealedBytes.open(Array(sealed[saltSize...]), key, context: context)
    }

    private static func derive(_ password: Secret, _ salt: [UInt8]) throws(PasswordMemoryError) -> [UInt8] {
        _ = sodium_init()
        let text = password.characters
        var key = [UInt8](repeating: 0, count: SealedBytes.keySize)
        let code = crypto_pwhash(
            &key, UInt64(key.count), text, UInt64(text.count), salt, cost.passes, cost.memory,
            crypto_pwhash_ALG_ARGON2ID13)
        guard code == 0 else { throw PasswordMemoryError(cost: cost) }
        return key
    }
}

/// The computer has less memory free than a password takes.
package struct PasswordMemoryError: Error, Hashable, CustomStringConvertible {
    package var cost: PasswordCost

    package var description: String {
        "This computer has not the \(cost.memory >> 20) MiB of memory free that a password takes; close other programs and try again."
    }
}
