import Storage
import Testing

struct DatabaseURLTests {
    @Test(arguments: [
        ("sqlite:///etime.db", "etime.db"), ("sqlite:////var/lib/etime.db", "/var/lib/etime.db"),
        ("SQLite:///data/my company.db", "data/my company.db"), ("etime.db", "etime.db"), ("./a/b.db", "./a/b.db"),
    ])
    func readsPaths(text: String, path: String) throws {
        #expect(try DatabaseURL(text).location == .sqlite(path: path))
    }

    @Test(arguments: ["", "sqlite://", "sqlite:///", "sqlite://etime.db", "sqlite:etime.db", ":memory:"])
    func refusesWhatNamesNoFile(text: String) {
        let error = #expect(throws: StorageError.self) { try DatabaseURL(text) }
        #expect(error?.description.contains("is not a database address") == true)
    }

    @Test func namesWhatItUnderstands() {
        let error = #expect(throws: StorageError.unsupportedScheme("postgresql")) {
            try DatabaseURL("postgresql://db/etime")
        }
        #expect(error?.description.contains("sqlite:///relative/path") == true)
    }
}
