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
        let folder = try SettingsFolder()
        try folder.write(".env", "ETIME_DATABASE_PASSWORD='from file'\n")
        func passwords(_ process: [String: String]) throws -> SystemPasswords {
            var process = process
            process["XDG_CONFIG_HOME"] = folder.path
            return SystemPasswords(try .load(process: process, directory: folder.path))
        }
        let url = "postgresql://asha@db/etime"
        #expect(
            try await DatabaseURL.resolving(url, from: try passwords([:]))
                == DatabaseURL("postgresql://asha:from%20file@db/etime"))
        #expect(
            try await DatabaseURL.resolving(url, from: try passwords(["ETIME_DATABASE_PASSWORD": "from environment"]))
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
