package import Foundation
import SecretService
package import Storage

/// The database that this user chose on the desktop: one line in a file of the user's. The password is never in it.
package struct RememberedDatabase: Sendable {
    package let file: URL

    /// - Parameter folder: nil: this user's.
    package init(folder: URL? = nil) {
        file = (folder ?? UserFolder.config.appendingPathComponent("etime")).appendingPathComponent("database")
    }

    /// Nil where nobody has chosen.
    package func read() -> String? {
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
        let address = text.trimmed
        return address.isEmpty ? nil : address
    }

    /// - Parameter address: without a password.
    /// - Throws: ``RememberedDatabaseError``
    package func write(_ address: String) throws {
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data((address + "\n").utf8).write(to: file, options: .atomic)
        } catch {
            throw RememberedDatabaseError(
                description:
                    "The choice cannot be kept in \(file.path) (\(error.localizedDescription)); free some space, or "
                    + "allow this user to write there.")
        }
    }

    /// Has the desktop keep the password of a server.
    /// - Throws: ``RememberedDatabaseError`` where it keeps none.
    package func keep(_ password: Secret, of url: DatabaseURL) async throws {
        let address = url.description
        // It may ask the user to unlock the keyring, and its calls wait meanwhile.
        let outcome = await Task.detached { Result { try SecretService().store(password, for: address) } }.value
        guard case .failure(let error) = outcome else { return }
        throw RememberedDatabaseError(
            description:
                "This desktop does not keep the password (\(error)). Write it into a file that you alone can read, "
                + "name that file with ETIME_DATABASE_PASSWORD_FILE, and leave the password empty here.")
    }
}

/// The choice of a database, or its password, cannot be kept on this computer.
package struct RememberedDatabaseError: Error, CustomStringConvertible {
    package var description: String
}
