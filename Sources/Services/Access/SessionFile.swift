package import Foundation
import Glibc
package import Storage

/// Where the command line keeps what proves that its user has signed in to a company: a file that only this user can read,
/// one for each company.
package struct SessionFile: Sendable {
    package let path: String

    /// - Parameter folder: nil: this user's.
    package init(_ services: Services, folder: URL? = nil) async throws {
        let identity = try await services.accounts.context.databaseIdentity()
        path =
            (folder ?? UserFolder.state.appendingPathComponent("etime/sessions")).appendingPathComponent(identity).path
    }

    /// Nil where nobody has signed in here.
    package func read() -> Secret? {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
        let proof = text.trimmingCharacters(in: .whitespacesAndNewlines)
        return proof.isEmpty ? nil : Secret(proof)
    }

    /// - Throws: ``SessionFileError``
    package func write(_ proof: Secret) throws {
        let (folder, draft) = (URL(fileURLWithPath: path).deletingLastPathComponent(), path + ".new")
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw SessionFileError(path: path, why: error.localizedDescription)
        }
        unlink(draft)
        // Nobody else reads it from the first moment on.
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SessionFileError(path: path, why: String(cString: strerror(errno))) }
        let bytes = Array(proof.reveal().utf8)
        let isWhole = Glibc.write(descriptor, bytes, bytes.count) == bytes.count
        guard close(descriptor) == 0, isWhole, rename(draft, path) == 0 else {
            throw SessionFileError(path: path, why: String(cString: strerror(errno)))
        }
    }

    package func remove() { try? FileManager.default.removeItem(atPath: path) }
}

/// The sign-in cannot be kept on this computer.
package struct SessionFileError: Error, CustomStringConvertible {
    var path: String
    var why: String

    package var description: String {
        "The sign-in cannot be kept in \(path) (\(why)); free some space, or allow this user to "
            + "write there."
    }
}
