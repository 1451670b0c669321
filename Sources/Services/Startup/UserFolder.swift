package import Foundation

/// Where this user's programs keep what is theirs, as the XDG base directories say.
package enum UserFolder {
    /// What the user set up.
    package static var config: URL { config(ProcessInfo.processInfo.environment) }

    static func config(_ process: [String: String]) -> URL { folder("XDG_CONFIG_HOME", ".config", process) }

    /// What must survive a restart and is of this computer alone.
    package static var state: URL { folder("XDG_STATE_HOME", ".local/state", ProcessInfo.processInfo.environment) }

    private static func folder(_ variable: String, _ standard: String, _ process: [String: String]) -> URL {
        process[variable].flatMap { $0.isEmpty ? nil : URL(fileURLWithPath: $0) }
            ?? FileManager.default.homeDirectoryForCurrentUser.appendingPathComponent(standard)
    }
}
