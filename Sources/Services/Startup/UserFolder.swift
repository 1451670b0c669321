package import Foundation

/// Where this user's programs keep what is theirs, as the XDG base directories say.
package enum UserFolder {
    /// What the user set up.
    package static var config: URL { folder("XDG_CONFIG_HOME", ".config") }
    /// What must survive a restart and is of this computer alone.
    package static var state: URL { folder("XDG_STATE_HOME", ".local/state") }

    private static func folder(_ variable: String, _ standard: String) -> URL {
        ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
            ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(standard)
    }
}
