import Domain
import Foundation
import Storage
import Testing

struct DatabaseMarkTests {
    private static let stamp = Stamp(actor: "test", at: Instant(seconds: 1_795_000_000))

    private func withTwoPrograms(_ body: (any Database, any Database) async throws -> Void) async throws {
        let path = NSTemporaryDirectory() + "etime-mark-\(UUID().uuidString).db"
        defer { for end in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + end) } }
        let one = try await openDatabase(DatabaseURL(path))
        try await Migrator(one).migrate(at: Self.stamp.at)
        let other = try await openDatabase(DatabaseURL(path))
        try await body(one, other)
        try await other.close()
        try await one.close()
    }

    private func change(_ database: any Database, to name: String) async throws {
        try await database.write { try SettingStore($0).set(.companyName, name, by: Self.stamp) }
    }

    @Test func readingLeavesItAsItIs() async throws {
        try await withTwoPrograms { one, other in
            let before = try #require(try await one.mark())
            for database in [one, other] { _ = try await database.read { try SettingStore($0).value(.companyName) } }
            #expect(try await one.mark() == before)
        }
    }

    @Test func everyCommitMovesItWhoeverMakesIt() async throws {
        try await withTwoPrograms { one, other in
            var seen = Set([try #require(try await one.mark())])
            for (number, database) in [one, other, one, one, other, other].enumerated() {
                try await change(database, to: "Name \(number)")
                #expect(seen.insert(try #require(try await one.mark())).inserted, "\(number)")
            }
        }
    }

    @Test func whatIsTakenBackLeavesIt() async throws {
        struct Refused: Error {}
        try await withTwoPrograms { one, _ in
            let before = try await one.mark()
            await #expect(throws: Refused.self) {
                try await one.write { db in
                    try SettingStore(db).set(.companyName, "Name", by: Self.stamp)
                    throw Refused()
                }
            }
            #expect(try await one.mark() == before)
        }
    }

    /// Many ask while one writes: who has read a mark and then the data has never read older data than those of the mark.
    @Test func nobodyReadsOlderThanTheMark() async throws {
        try await withTwoPrograms { one, other in
            try await change(other, to: "0")
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { for number in 1...50 { try await change(other, to: "\(number)") } }
                for _ in 0..<4 {
                    group.addTask {
                        for _ in 0..<50 {
                            let before = try await one.mark()
                            let first = try await one.read { try SettingStore($0).value(.companyName) }
                            let again = try await one.read { try SettingStore($0).value(.companyName) }
                            if try await one.mark() == before { #expect(first == again) }
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }
}
