import Foundation
import Storage

/// Which company's data a program opens when it starts: the same answer for the command line and the desktop.
package enum DatabaseAddress {
    /// Where nobody says otherwise. Relative to the working directory.
    package static let standard = "sqlite:///data/timetracker.db"

    /// The place that nobody chose is made; a folder that somebody mistyped is not.
    ///
    /// - Throws: `StorageError` where the folder cannot be made.
    package static func prepare(_ address: String) throws {
        guard address == standard else { return }
        do {
            try FileManager.default.createDirectory(atPath: "data", withIntermediateDirectories: true)
        } catch {
            throw StorageError.cannotOpen(path: "data/timetracker.db", reason: "the folder data cannot be made")
        }
    }

    /// As people read it: the path of a file, from the root, or a server's address without its password.
    package static func words(for address: String) -> String {
        guard let url = try? DatabaseURL(address) else { return address }
        return file(url) ?? url.description
    }

    /// The same place from whatever working directory.
    package static func absolute(_ address: String) -> String {
        guard let url = try? DatabaseURL(address), let path = file(url) else { return address }
        return "sqlite:///\(path)"
    }

    /// Nil where it is on a server.
    private static func file(_ url: DatabaseURL) -> String? {
        guard case .sqlite(let path) = url.location else { return nil }
        return URL(fileURLWithPath: path).standardizedFileURL.path
    }
}
