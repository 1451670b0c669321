import Configuration
import Foundation
import Storage

/// What was set for the programs, in layers: an option of the command line, the environment, a `.env` file in the current
/// directory, configuration files, what this user chose on the desktop, what the program does of itself. The first that says something holds.
package struct ProgramConfiguration: Sendable {
    fileprivate let layers: [ConfigurationLayer]

    init(layers: [ConfigurationLayer]) { self.layers = layers }

    /// What was said, and where; nil: nothing was, and the program has nothing of itself.
    /// - Throws: ``ConfigurationError/wrongValue(_:key:place:expected:)``
    package func found(_ setting: ProgramSetting) throws(ConfigurationError) -> (value: String, place: String)? {
        for layer in layers {
            if let value = try layer.value(of: setting) { return (value, layer.place(of: setting)) }
        }
        return nil
    }

    /// - Throws: ``ConfigurationError``
    package func text(_ setting: ProgramSetting) throws(ConfigurationError) -> String? { try found(setting)?.value }

    /// Of a setting that is a flag.
    /// - Throws: ``ConfigurationError``
    package func flag(_ setting: ProgramSetting) throws(ConfigurationError) -> Bool { try text(setting) == "true" }

    /// Of a setting that is a count and has a standard.
    /// - Throws: ``ConfigurationError``
    package func count(_ setting: ProgramSetting) throws(ConfigurationError) -> Int {
        try text(setting).flatMap { Int($0) } ?? 0
    }

    /// Of a setting that is a number and has a standard.
    /// - Throws: ``ConfigurationError``
    package func number(_ setting: ProgramSetting) throws(ConfigurationError) -> Double {
        try text(setting).flatMap { Double($0) } ?? 0
    }

    /// - Throws: ``ConfigurationError``
    package func list(_ setting: ProgramSetting) throws(ConfigurationError) -> [String] {
        try text(setting)?.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
            ?? []
    }
}

extension ProgramConfiguration {
    /// From every place there is.
    ///
    /// - Parameters:
    ///   - given: what the command line said, by setting.
    ///   - file: in the place of the files that are looked for; nil: `ETIME_CONFIG`, else those.
    /// - Throws: ``ConfigurationError``
    package static func load(
        given: [ProgramSetting: String] = [:], file: String? = nil,
        process: [String: String] = ProcessInfo.processInfo.environment, directory: String = "."
    ) throws(ConfigurationError) -> ProgramConfiguration {
        let dotEnv = EnvironmentFile(path: directory == "." ? ".env" : "\(directory)/.env")
        let named = file ?? nonEmpty(process[fileVariable]) ?? dotEnv[fileVariable]
        var layers =
            [
                .given(given), .environment(process), .environmentFile(dotEnv),
            ] as [ConfigurationLayer]
        for path in named.map({ [$0] }) ?? ConfigurationFile.standard(process) {
            if let read = try ConfigurationFile.read(path, isNamed: named != nil) { layers.append(read) }
        }
        let remembered = RememberedDatabase(folder: UserFolder.config(process).appendingPathComponent("etime"))
        return ProgramConfiguration(layers: layers + [.desktop(remembered), .standards])
    }

    /// Whether the database that this user chooses on the desktop would hold for the next start.
    package var leavesDatabaseToTheDesktop: Bool {
        !layers.contains { !$0.isWeak && (try? $0.value(of: .database)) != .some(nil) }
    }

    /// The same, with what a command was given before all else.
    package func with(_ given: [ProgramSetting: String]) -> ProgramConfiguration {
        ProgramConfiguration(layers: [.given(given)] + layers)
    }

    /// The environment and what the program does of itself.
    package static func environment(
        _ process: [String: String] = ProcessInfo.processInfo.environment
    ) -> ProgramConfiguration {
        ProgramConfiguration(layers: [.environment(process), .standards])
    }

    /// Names a file in the place of those that are looked for.
    package static let fileVariable = "ETIME_CONFIG"

    private static func nonEmpty(_ text: String?) -> String? { text.flatMap { $0.isEmpty ? nil : $0 } }
}
