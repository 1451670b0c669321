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

    @Test func flagThenEnvironmentThenFileThenTheChoiceThenTheStandardPlace() throws {
        let folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent("etime-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let remembered = RememberedDatabase(folder: folder)
        let file = "ETIME_DATABASE=from-file.db"
        let all = try settings(environment: ["ETIME_DATABASE": "from-environment.db"], file: file)
        let ofFile = try settings(environment: [:], file: file)
        let none = try settings(environment: ["ETIME_DATABASE": ""], file: "ETIME_DATABASE=")
        #expect(DatabaseAddress.chosen(nil, settings: none, remembered: remembered) == DatabaseAddress.standard)
        try remembered.write("from-choice.db")
        #expect(DatabaseAddress.chosen("from-flag.db", settings: all, remembered: remembered) == "from-flag.db")
        #expect(DatabaseAddress.chosen(nil, settings: all, remembered: remembered) == "from-environment.db")
        #expect(DatabaseAddress.chosen(nil, settings: ofFile, remembered: remembered) == "from-file.db")
        #expect(DatabaseAddress.chosen(nil, settings: none, remembered: remembered) == "from-choice.db")
        #expect(DatabaseAddress.isFree(nil, settings: none))
        #expect(
            !DatabaseAddress.isFree("from-flag.db", settings: none) && !DatabaseAddress.isFree(nil, settings: ofFile))
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
