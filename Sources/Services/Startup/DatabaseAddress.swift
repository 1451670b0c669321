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
}
