import Foundation
import Services
import Testing

/// docs/configuration.md against the settings there are.
struct ConfigurationDocumentTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/configuration.md")

    @Test func eachSettingIsInTheTable() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let begin = try #require(
            text.range(of: "<!-- settings: written by ServicesTests with ETIME_DOCUMENT=write -->\n"))
        let end = try #require(text.range(of: "<!-- end of settings -->"))
        let table = Self.table()
        if ProcessInfo.processInfo.environment["ETIME_DOCUMENT"] == "write" {
            try Data((text[..<begin.upperBound] + table + text[end.lowerBound...]).utf8).write(to: Self.file)
        } else {
            #expect(text[begin.upperBound..<end.lowerBound] == table, "ETIME_DOCUMENT=write writes it")
        }
    }

    @Test func itsExampleIsTaken() throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let example = try #require(text.firstMatch(of: /```yaml\n([^`]*)```/)).1
        let folder = try SettingsFolder()
        let loaded = try ProgramConfiguration.load(
            file: try folder.write("etime.yaml", String(example)), process: [:], directory: folder.path)
        let said = try ProgramSetting.all.filter { try loaded.found($0).map { $0.place != "standard" } ?? false }
        #expect(said.count == 9)
    }

    private static func table() -> String {
        let rows = ProgramSetting.all.map { setting in
            "| `\(setting.key)` | `\(setting.variable)` | \(setting.standard.map { "`\($0)`" } ?? "") | \(setting.meaning) |\n"
        }
        return "| In a file | As a variable | Of itself | |\n|---|---|---|---|\n" + rows.joined()
    }
}
