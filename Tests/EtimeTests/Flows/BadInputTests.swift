import DeviceSimulator
import Foundation
import Storage
import Testing

/// What is wrong ends with one sentence on standard error that says what to do, a non-zero exit, and nothing lost.
struct BadInputTests {
    private func company(device port: Int, key: String = "0") async throws -> Shell {
        let shell = try Shell()
        let added = try await shell.etime(
            "device", "add", "Gate", "127.0.0.1", "--port", "\(port)", "--comm-key", key, "--tcp")
        #expect(added.status == 0)
        return shell
    }

    private func expectSentence(_ outcome: Shell.Outcome, _ words: String...) {
        #expect(outcome.status == 1)
        #expect(outcome.errors.hasPrefix("Error: "))
        #expect(outcome.sentence.split(separator: "\n").count == 1, "\(outcome.errors)")
        for word in words { #expect(outcome.sentence.contains(word), "\(outcome.errors)") }
    }

    @Test func anUnreachableTerminal() async throws {
        // Nothing listens on port 1 of the loopback.
        let shell = try await company(device: 1)
        for command in [["device", "info", "Gate"], ["sync", "Gate"]] {
            expectSentence(try await shell.etime(command), "127.0.0.1:1", "Check")
        }
        let device = try #require(try await shell.etime("device", "list", "--format", "json").rows().first)
        #expect((device["last_error"] as? String)?.contains("127.0.0.1:1") == true)
    }

    @Test func aWrongCommKey() async throws {
        var configuration = VirtualTerminalConfiguration()
        configuration.commKey = 4711
        try await withVirtualTerminal(configuration) { _, address in
            let shell = try await company(device: address.tcpPort, key: "4712")
            expectSentence(try await shell.etime("sync", "Gate"), "comm key")
        }
    }

    @Test func aTerminalThatSpeaksNonsense() async throws {
        let server = try NonsenseServer()
        let shell = try await company(device: Int(server.port))
        expectSentence(try await shell.etime("sync", "Gate"), "does not speak", "Check")
    }

    @Test func oneFailingTerminalDoesNotKeepTheOthersOut() async throws {
        try await withVirtualTerminal { _, address in
            let shell = try await company(device: 1)
            _ = try await shell.etime(
                "device", "add", "Zone", "127.0.0.1", "--port", "\(address.tcpPort)", "--tcp")
            let outcome = try await shell.etime("sync", "--all")
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("Error: Gate: "))
            #expect(outcome.output.contains("0 new punches from Zone"))
        }
    }

    @Test func aFileThatIsNotADatabaseIsLeftAsItIs() async throws {
        let shell = try Shell()
        try shell.write("name,joined\nnot a database at all", to: "staff.csv")
        let outcome = try await shell.etime("employee", "list", "--database", "staff.csv")
        expectSentence(outcome, "staff.csv", "not a SQLite database")
        #expect(try String(contentsOfFile: shell.path("staff.csv"), encoding: .utf8).hasPrefix("name,joined"))
    }

    @Test func aNewerSchemaIsLeftAsItIs() async throws {
        let shell = try Shell()
        #expect(try await shell.etime("db", "migrate", "--database", "new.db").status == 0)
        let database = try await openDatabase(DatabaseURL(shell.path("new.db")))
        try await database.write { db in
            _ = try db.execute("INSERT INTO schema_migration (number, name, applied_at) VALUES (999, 'Later', 0)", [])
        }
        try await database.close()
        for command in [["employee", "list"], ["db", "status"], ["db", "migrate"]] {
            expectSentence(try await shell.etime(command + ["--database", "new.db"]), "newer version", "Update")
        }
    }

    @Test func anAddressThatIsNone() async throws {
        let shell = try Shell()
        expectSentence(try await shell.etime("employee", "list", "--database", "oracle://x"), "oracle")
        expectSentence(try await shell.etime("employee", "list", "--database", "no/such/folder/x.db"), "folder")
    }

    @Test func whatIsNotThere() async throws {
        let shell = try Shell()
        expectSentence(try await shell.etime("explain", "4711", "2026-11-20"), "4711", "list of employees")
        expectSentence(try await shell.etime("attendance", "month", "4711"), "4711")
        expectSentence(try await shell.etime("device", "info", "Nowhere"), "Nowhere")
        expectSentence(try await shell.etime("sync"), "etime device add")
        expectSentence(try await shell.etime("employee", "import", "nowhere.csv"), "nowhere.csv", "no such file")
        expectSentence(
            try await shell.etime("employee", "add", "1", "A", "--joined", "2026-02-30"), "2026-02-30", "write it as")
    }
}
