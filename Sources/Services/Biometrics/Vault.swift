import Foundation
import Storage

/// Seals what must not be readable in the database: fingerprints, and passwords of terminals on their way. The key is
/// outside of it: in the setting `vault.key`, or in a file of this user's.
struct Vault: Sendable {
    private let key: [UInt8]

    private init(_ key: [UInt8]) { self.key = key }

    func seal(_ bytes: [UInt8], context: String) -> [UInt8] { SealedBytes.seal(bytes, key, context: context) }

    /// - Throws: ``ServiceError/vaultKeyWrong(place:)``
    func open(_ sealed: [UInt8], context: String) throws(ServiceError) -> [UInt8] {
        guard let bytes = SealedBytes.open(sealed, key, context: context) else {
            throw .vaultKeyWrong(place: Self.variable)
        }
        return bytes
    }

    private static let variable = ProgramSetting.vaultKey.variable

    /// The company's. The first time, a key is made and written into its file.
    /// - Throws: ``ServiceError/vaultKeyMissing(place:)`` and `.vaultKeyWrong`
    static func open(_ context: ServiceContext, folder: URL = VaultFile.folder) async throws -> Vault {
        let identity = try await context.databaseIdentity()
        let file = VaultFile(folder: folder, identity: identity)
        let known = try await context.database.read { try SettingStore($0).value(.vaultCheck) }
        let given = try context.configuration.text(.vaultKey).map(parsed)
        guard let key = try given ?? file.read() else {
            if known != nil { throw ServiceError.vaultKeyMissing(place: file.path) }
            let key = SealedBytes.newKey()
            try file.write(key)
            try await note(check(key), context)
            return Vault(key)
        }
        if known == nil { try await note(check(key), context) }
        guard known == nil || known == check(key) else {
            throw ServiceError.vaultKeyWrong(place: given == nil ? file.path : variable)
        }
        return Vault(key)
    }

    private static func note(_ check: String, _ context: ServiceContext) async throws {
        let stamp = context.stamp(.system)
        try await context.database.write { try SettingStore($0).set(.vaultCheck, check, by: stamp) }
    }

    /// Tells keys apart, and tells nothing of the key.
    private static func check(_ key: [UInt8]) -> String {
        String(SHA256.hash(Array("etime.vault.1\0".utf8) + key).hexadecimal.prefix(16))
    }

    private static func parsed(_ text: String) throws(ServiceError) -> [UInt8] {
        guard let key = [UInt8](hexadecimal: text), key.count == SealedBytes.keySize else {
            throw .vaultKeyWrong(place: variable)
        }
        return key
    }
}

/// Where the key is kept when the environment does not have it.
struct VaultFile {
    let path: String

    init(folder: URL, identity: String) { path = folder.appendingPathComponent("\(identity).key").path }

    static var folder: URL { UserFolder.config.appendingPathComponent("etime/keys") }

    func read() throws(ServiceError) -> [UInt8]? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let key = [UInt8](hexadecimal: text.trimmingCharacters(in: .whitespacesAndNewlines))
        guard let key, key.count == SealedBytes.keySize else { throw .vaultKeyWrong(place: path) }
        return key
    }

    /// Readable by this user alone, from the first byte on.
    func write(_ key: [UInt8]) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let made = FileManager.default.createFile(
            atPath: path, contents: Data((key.hexadecimal + "\n").utf8), attributes: [.posixPermissions: 0o600])
        guard made else { throw ServiceError.vaultKeyMissing(place: path) }
    }
}

extension SettingName {
    static let vaultCheck = SettingName(rawValue: "vault.check")
}

extension [UInt8] {
    /// Nil where it is not pairs of hexadecimal digits.
    init?(hexadecimal text: String) {
        let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == text.utf8.count, digits.count.isMultiple(of: 2) else { return nil }
        self = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
