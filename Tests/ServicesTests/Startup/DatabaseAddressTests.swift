import Foundation
import Services
import Testing

struct DatabaseAddressTests {
    /// What was chosen on the desktop gives way to whatever else is said.
    @Test func theChoiceGivesWayToWhateverElseIsSaid() throws {
        let folder = try SettingsFolder()
        func load(_ process: [String: String] = [:], _ given: [ProgramSetting: String] = [:]) throws
            -> ProgramConfiguration
        {
            var process = process
            process["XDG_CONFIG_HOME"] = folder.path
            return try .load(given: given, process: process, directory: folder.path)
        }
        #expect(try load().text(.database) == DatabaseAddress.standard)
        try RememberedDatabase(folder: URL(fileURLWithPath: "\(folder.path)/etime")).write("from-choice.db")
        #expect(try load().text(.database) == "from-choice.db")
        #expect(try load().leavesDatabaseToTheDesktop)
        #expect(try load(["ETIME_DATABASE": ""]).leavesDatabaseToTheDesktop)
        try folder.write("etime/etime.yaml", "database:\n  url: from-file.db\n")
        #expect(try load().text(.database) == "from-file.db")
        #expect(try !load().leavesDatabaseToTheDesktop)
        #expect(try load(["ETIME_DATABASE": "from-environment.db"]).text(.database) == "from-environment.db")
        #expect(try !load([:], [.database: "from-flag.db"]).leavesDatabaseToTheDesktop)
    }

    @Test func aChoiceIsOneLineOfAFile() throws {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("etime-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let remembered = RememberedDatabase(folder: folder)
        #expect(remembered.read() == nil)
        try remembered.write("sqlite:////var/lib/etime.db")
        try remembered.write("postgresql://asha@db.example/etime")
        #expect(try String(contentsOf: remembered.file, encoding: .utf8) == "postgresql://asha@db.example/etime\n")
        try Data("\n".utf8).write(to: remembered.file)
        #expect(remembered.read() == nil)
        let error = #expect(throws: RememberedDatabaseError.self) {
            try RememberedDatabase(folder: URL(fileURLWithPath: "/dev/null/x")).write("mine.db")
        }
        #expect(error?.description.contains("cannot be kept in /dev/null/x/database") == true)
    }

    @Test func aPlaceIsToldFromTheRootAndWithoutItsPassword() {
        let here = FileManager.default.currentDirectoryPath
        #expect(DatabaseAddress.words(for: "sqlite:///data/etime.db") == "\(here)/data/etime.db")
        #expect(DatabaseAddress.absolute("data/etime.db") == "sqlite:///\(here)/data/etime.db")
        #expect(DatabaseAddress.absolute("sqlite:////var/lib/etime.db") == "sqlite:////var/lib/etime.db")
        let server = "postgresql://asha:secret@db.example/etime"
        #expect(!DatabaseAddress.words(for: server).contains("secret"))
        #expect(DatabaseAddress.words(for: server).contains("db.example"))
    }
}
