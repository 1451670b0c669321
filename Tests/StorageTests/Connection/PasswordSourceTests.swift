import Foundation
import Storage
import Testing

struct PasswordSourceTests {
    private struct Sources: PasswordSources {
        var settings: [String: String] = [:]
        var stored: String?

        func setting(_ name: String) -> String? { settings[name] }
        func storedPassword(for url: DatabaseURL) -> Secret? { stored.map { Secret($0) } }
    }

    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ name: String, _ bytes: String, mode: Int = 0o600) throws -> String {
        let path = folder.file(name)
        try Data(bytes.utf8).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        return path
    }

    private func password(_ text: String, _ sources: Sources) throws -> String? {
        switch try DatabaseURL(text).withPassword(from: sources).location {
        case .sqlite: nil
        case .server(let address): address.password?.reveal()
        case .odbc(let address): address.attributes.last { $0.name == "PWD" }?.value.reveal()
        }
    }

    @Test func theOrderIsKept() throws {
        let named = try file("option", "from-option")
        var sources = Sources(
            settings: [
                "ETIME_DATABASE_PASSWORD": "from-environment",
                "ETIME_DATABASE_PASSWORD_FILE": try file("file", "from-file"),
            ], stored: "from-desktop")
        let bare = "postgresql://asha@db/etime"
        #expect(try password("postgresql://asha:from-address@db/etime", sources) == "from-address")
        #expect(try password("postgresql://asha:@db/etime", sources) == "")
        #expect(try password(bare, sources) == "from-environment")
        sources.settings["ETIME_DATABASE_PASSWORD"] = nil
        #expect(try password("\(bare)?password_file=\(named)", sources) == "from-option")
        #expect(try password(bare, sources) == "from-file")
        sources.settings = [:]
        #expect(try password(bare, sources) == "from-desktop")
        sources.stored = nil
        #expect(try password(bare, sources) == nil)
        #expect(try password("etime.db", Sources(stored: "x")) == nil)
    }

    @Test func completesODBCStrings() throws {
        let sources = Sources(stored: "a;b}c{d=é\"'")
        #expect(try password("odbc:DSN=etime;UID=asha", sources) == "a;b}c{d=é\"'")
        #expect(try password("odbc:DSN=etime;PWD=own", sources) == "own")
    }

    @Test(arguments: [
        ("Hush7", "Hush7"), ("Hush7\n", "Hush7"), ("Hush7\r\n", "Hush7"), ("Hush7\n\n", "Hush7\n"), (" a b ", " a b "),
        ("é;}{\n", "é;}{"),
    ])
    func readsAFile(bytes: String, read: String) throws {
        let path = try file("password", bytes)
        #expect(try password("mysql://a@db/e?password_file=\(path)", Sources()) == read)
    }

    private func refusal(_ path: String) throws -> StorageError? {
        let url = try DatabaseURL("postgresql://asha@db/etime")
        return #expect(throws: StorageError.self) {
            try url.withPassword(from: Sources(settings: ["ETIME_DATABASE_PASSWORD_FILE": path], stored: "never"))
        }
    }

    @Test func refusesAFileThatHoldsNone() throws {
        for text in ["", "\n"] {
            let path = try file("empty", text)
            #expect(try refusal(path) == .passwordFileEmpty(path: path))
        }
        #expect(try refusal(folder.file("gone")) == .passwordFileMissing(path: folder.file("gone")))
        for path in [
            folder.path, "/dev/null", try file("long", String(repeating: "x", count: 5000)), try file("zero", "a\0b"),
        ] {
            let error = try refusal(path)
            guard case .passwordFileUnreadable(path, _) = error else {
                Issue.record("\(path): \(error.debugDescription)")
                continue
            }
        }
    }

    @Test(arguments: [0o644, 0o640, 0o604, 0o620, 0o602])
    func refusesAFileThatOthersCanUse(mode: Int) throws {
        let path = try file("open", "Hush7", mode: mode)
        let error = try refusal(path)
        #expect(error == .passwordFileOpenToOthers(path: path))
        #expect(error?.description.contains("chmod 600") == true)
    }
}
