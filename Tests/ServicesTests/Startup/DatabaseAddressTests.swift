import Foundation
import Services
import Testing

struct DatabaseAddressTests {
    private func settings(environment: [String: String], file: String) throws -> EnvironmentFile {
        let path = NSTemporaryDirectory() + "etime-settings-\(UUID().uuidString)"
        try Data(file.utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return EnvironmentFile(process: environment, path: path)
    }

    @Test func flagThenEnvironmentThenFileThenTheStandardPlace() throws {
        let file = "ETIME_DATABASE=from-file.db"
        let all = try settings(environment: ["ETIME_DATABASE": "from-environment.db"], file: file)
        #expect(DatabaseAddress.chosen("from-flag.db", settings: all) == "from-flag.db")
        #expect(DatabaseAddress.chosen(nil, settings: all) == "from-environment.db")
        #expect(DatabaseAddress.chosen(nil, settings: try settings(environment: [:], file: file)) == "from-file.db")
        let none = try settings(environment: ["ETIME_DATABASE": ""], file: "ETIME_DATABASE=")
        #expect(DatabaseAddress.chosen(nil, settings: none) == DatabaseAddress.standard)
    }
}
