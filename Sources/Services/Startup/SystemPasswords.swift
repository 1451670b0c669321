import Dispatch
import SecretService
package import Storage

/// Where the programs look for a database password that the address does not hold: what was set for them, a file, the desktop's
/// secret service.
package struct SystemPasswords: PasswordSources {
    private let configuration: ProgramConfiguration

    package init(_ configuration: ProgramConfiguration = .environment()) {
        self.configuration = configuration
    }

    package func setting(_ name: String) -> String? {
        guard let setting = ProgramSetting.all.first(where: { $0.variable == name }) else { return nil }
        // Texts are never wrong.
        return try? configuration.text(setting)
    }

    /// No desktop, no password: a server is told so when it refuses the connection.
    package func storedPassword(for url: DatabaseURL) -> Secret? {
        try? SecretService().password(for: url.description)
    }
}

extension DatabaseURL {
    /// What an address says, with its password wherever that is kept. The desktop may ask the user for it: the caller's thread
    /// does not wait.
    ///
    /// - Throws: `StorageError`
    package static func resolving(
        _ text: String, from sources: some PasswordSources = SystemPasswords()
    ) async throws -> DatabaseURL {
        let url = try DatabaseURL(text)
        guard url.takesPassword else { return url }
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try url.withPassword(from: sources) })
            }
        }
    }
}
