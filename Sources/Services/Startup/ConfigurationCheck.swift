import Foundation
import Storage

/// What came of trying one thing that is set.
package struct ConfigurationFinding: Hashable, Sendable {
    package var subject: String
    package var works: Bool
    package var sentence: String

    package init(subject: String, works: Bool, sentence: String) {
        self.subject = subject
        self.works = works
        self.sentence = sentence
    }

    /// What `body` says, or why it could not.
    package static func trying(_ subject: String, _ body: () async throws -> String) async -> ConfigurationFinding {
        do {
            return ConfigurationFinding(subject: subject, works: true, sentence: try await body())
        } catch {
            return ConfigurationFinding(subject: subject, works: false, sentence: "\(error)")
        }
    }
}

/// Tries what can be tried on this computer without a database or a network.
package struct ConfigurationCheck {
    private let configuration: ProgramConfiguration

    package init(_ configuration: ProgramConfiguration) { self.configuration = configuration }

    package func findings() -> [ConfigurationFinding] {
        [trying("settings", settings), trying("log", log), trying("vault key", vaultKey), trying("spool", spool)]
    }

    private func trying(_ subject: String, _ body: () throws -> String) -> ConfigurationFinding {
        do {
            return ConfigurationFinding(subject: subject, works: true, sentence: try body())
        } catch {
            return ConfigurationFinding(subject: subject, works: false, sentence: "\(error)")
        }
    }

    private func settings() throws -> String {
        let said = try ProgramSetting.all.filter { try configuration.found($0).map { $0.place != "standard" } ?? false }
        return said.count == 1
            ? "1 setting is said, and can be taken." : "\(said.count) settings are said, and can be taken."
    }

    /// Opened to write, as it will be; a file that was not there is taken away again.
    private func log() throws -> String {
        guard let path = try configuration.text(.logFile) else { return "Standard error." }
        let wasThere = FileManager.default.fileExists(atPath: path)
        _ = try LogFile(path: path, fullBytes: .max, kept: 1)
        if !wasThere { try? FileManager.default.removeItem(atPath: path) }
        return "\(path) can be written."
    }

    private func vaultKey() throws -> String {
        guard let text = try configuration.text(.vaultKey) else { return "None is set: a file of yours has it." }
        guard [UInt8](hexadecimal: text)?.count == SealedBytes.keySize else {
            let place = try configuration.found(.vaultKey)?.place ?? ""
            throw ConfigurationError.wrongValue(
                "…", key: ProgramSetting.vaultKey.key, place: place, expected: "64 hexadecimal digits")
        }
        return "It has the right length."
    }

    private func spool() throws -> String {
        guard let path = try configuration.text(.spool) else { return "In your state folder." }
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            return "\(path) will be made."
        }
        guard isFolder.boolValue, FileManager.default.isWritableFile(atPath: path) else { throw NoSpool(path: path) }
        return "\(path) can be written."
    }
}

private struct NoSpool: Error, CustomStringConvertible {
    var path: String
    var description: String { "\(path) is no folder that can be written; choose another one with “collect.spool”." }
}
