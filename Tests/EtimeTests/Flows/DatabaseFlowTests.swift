import Foundation
import Testing

/// A company that moves to another database, by commands: a file, or on the server that `ETIME_TEST_DATABASE` names.
struct DatabaseFlowTests {
    private static let target: String = {
        guard let server = ProcessInfo.processInfo.environment["ETIME_TEST_DATABASE"] else { return "moved.db" }
        let name = "etime_test_" + String(UInt64.random(in: 1...UInt64.max), radix: 36)
        return server.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/"
            + name
    }()

    private func company() async throws -> Shell {
        let shell = try Shell()
        for step in [
            ["db", "create"], ["company", "--name", "सह्याद्री"], ["shift", "add", "G", "General", "09:00", "18:00"],
            ["employee", "add", "0042", "आशा वर्मा", "--joined", "2026-04-01", "--shift", "G"],
        ] {
            let outcome = try await shell.etime(step + (step[0] == "db" ? [] : ["--as", "Meera"]))
            try #require(outcome.status == 0, "\(step): \(outcome.errors)")
        }
        return shell
    }

    @Test func aCompanyMoves() async throws {
        let shell = try await company()
        let target = Self.target
        let made = try await shell.etime("db", "create", target)
        #expect(made.status == 0 && made.output.hasPrefix("Made "), "\(made.errors)")
        let copied = try await shell.etime("db", "copy", "data/timetracker.db", target)
        #expect(copied.status == 0, "\(copied.errors)")
        #expect(copied.output.contains("both are the same."))
        #expect(!copied.output.contains("punch%3Bcard"))
        for list in [
            ["employee", "list"], ["audit", "list", "--format", "json"], ["ledger", "verify"], ["db", "check"],
        ] {
            let there = try await shell.etime(list + ["--database", target])
            let here = try await shell.etime(list)
            #expect(there.status == 0 && there.output == here.output, "\(list): \(there.errors)")
        }
        let again = try await shell.etime("db", "copy", "data/timetracker.db", target)
        #expect(again.status == 1)
        #expect(again.sentence.contains("already holds a company"))
    }

    @Test func creatingTwiceIsNoMistake() async throws {
        let shell = try Shell()
        #expect(try await shell.etime("db", "create", "a.db").output == "Made sqlite:///a.db, with the schema in it.\n")
        let again = try await shell.etime("db", "create", "--database", "a.db")
        #expect(again.output == "There was already sqlite:///a.db, and its schema is up to date.\n")
        #expect(try await shell.etime("db", "create", "a.db", "--database", "b.db").status == 64)
        #expect(
            try await shell.etime("db", "create", "nowhere/a.db").sentence.contains(
                "folder of nowhere/a.db does not exist"))
    }

    @Test func saysWhatItCannotCopy() async throws {
        let shell = try Shell()
        #expect(try await shell.etime("db", "copy", "a.db", "b.db").sentence.contains("There is no database a.db"))
        #expect(!FileManager.default.fileExists(atPath: shell.path("b.db")))
        _ = try await shell.etime("db", "create", "a.db")
        let empty = try await shell.etime("db", "copy", "a.db", "b.db")
        #expect(empty.status == 1)
        #expect(empty.sentence.contains("sqlite:///a.db holds no company"))
        let same = try await shell.etime("db", "copy", "a.db", "./a.db")
        #expect(same.sentence.contains("cannot be copied to itself"))
    }

    @Test func statusSaysWhichDatabaseItIs() async throws {
        let shell = try await company()
        let status = try await shell.etime("db", "status")
        #expect(status.output.hasPrefix("SQLite 3."))
        #expect(status.output.contains(", sqlite:///data/timetracker.db, schema "))
        #expect(try await shell.etime("db", "status", "--format", "json").rows().count > 20)
    }
}
