import Foundation
import Services
import Storage
import Testing

struct SystemPasswordsTests {
    private struct Sources: PasswordSources {
        func setting(_ name: String) -> String? { nil }
        func storedPassword(for url: DatabaseURL) -> Secret? { Secret("kept for \(url)") }
    }

    @Test func readsTheEnvironmentAndItsFile() async throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "env-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("ETIME_DATABASE_PASSWORD='from file'\n".utf8).write(to: file)
        let url = "postgresql://asha@db/etime"
        let passwords = SystemPasswords(settings: EnvironmentFile(process: [:], path: file.path))
        #expect(
            try await DatabaseURL.resolving(url, from: passwords)
                == DatabaseURL("postgresql://asha:from%20file@db/etime"))
        let both = EnvironmentFile(process: ["ETIME_DATABASE_PASSWORD": "from environment"], path: file.path)
        #expect(
            try await DatabaseURL.resolving(url, from: SystemPasswords(settings: both))
                == DatabaseURL("postgresql://asha:from%20environment@db/etime"))
    }

    @Test func asksTheDesktopLast() async throws {
        #expect(
            try await DatabaseURL.resolving("mysql://asha@db/etime", from: Sources())
                == DatabaseURL("mysql://asha:kept%20for%20mysql:%2F%2Fasha%40db:3306%2Fetime@db/etime"))
        #expect(try await DatabaseURL.resolving("etime.db", from: Sources()) == DatabaseURL("etime.db"))
    }

    @Test func passesOnWhatIsWrong() async {
        await #expect(throws: StorageError.self) { try await DatabaseURL.resolving("postgresql://db", from: Sources()) }
    }
}
