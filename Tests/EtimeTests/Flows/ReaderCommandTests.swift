import DeviceSimulator
import Foundation
import Testing

/// Readers of lines, other ways to a terminal, and the search, as they are typed.
struct ReaderCommandTests {
    @Test func aFormatIsShownChangedAndTried() async throws {
        let shell = try Shell()
        let shown = try await shell.etime("device", "try-line", "--preset", "standard", "--show")
        #expect(shown.status == 0)
        try shell.write(shown.output.replacing("\",\"", with: "\";\""), to: "own.json")
        let tried = try await shell.etime("device", "try-line", "--format", "own.json", "1001;2026-11-22 08:00:00;0")
        #expect(tried.status == 0, "\(tried.errors)")
        #expect(tried.output.hasSuffix("A punch of user 1001 at 2026-11-22 08:00:00.\n"))
        #expect(tried.output.contains("column 2"))
        let bad = try await shell.etime("device", "try-line", "--format", "own.json", "1001;yesterday;0")
        #expect(bad.status == 1)
        #expect(bad.errors == "Error: This line cannot be read: “yesterday” is not written as yyyy-MM-dd HH:mm:ss.\n")
        #expect(bad.output.contains("1001"), "what was understood is shown")
    }

    /// Its reader would never be answered.
    @Test func aMisspeltPartOfAFormatIsNamed() async throws {
        let shell = try Shell()
        let shown = try await shell.etime("device", "try-line", "--preset", "standard", "--show").output
        for (name, other, stray) in [
            ("encoding", "acknowledgment", "acknowledgment"), ("isQuoted", "quoted", "shape.columns.quoted"),
            ("otherwise", "default", "state.default"),
        ] {
            let spoilt = shown.replacing("\"\(name)\" :", with: "\"\(other)\" : 1,\n\"\(name)\" :")
            try shell.write(spoilt, to: "own.json")
            let outcome = try await shell.etime(
                "device", "try-line", "--format", "own.json", "1001,2026-11-22 08:00:00")
            #expect(outcome.status == 1)
            #expect(outcome.errors.contains("it has no part “\(stray)”"), "\(outcome.errors)")
        }
    }

    @Test(arguments: [
        ("{}", "“shape” is missing"), ("{", "it is not JSON as this program writes it"),
        ("{\"shape\": 3}", "of another kind"),
    ])
    func aFileThatIsNoFormatIsRefusedWithThePlace(content: String, why: String) async throws {
        let shell = try Shell()
        try shell.write(content, to: "bad.json")
        let outcome = try await shell.etime("device", "try-line", "--format", "bad.json", "1,2")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains(why), "\(outcome.errors)")
        #expect(outcome.errors.contains("--preset standard --show"))
    }

    @Test func eachWayOfLinesIsAddedAsItIsSaid() async throws {
        let shell = try Shell()
        let ways: [(String, [String], String)] = [
            ("A", ["--connect", "[fd00::7]:4001"], "which is connected to at fd00::7:4001"),
            ("B", ["--tcp", "5001", "--sender", "192.168.1.51"], "which connects to TCP port 5001 of this computer"),
            ("C", ["--udp", "127.0.0.1:5002"], "which sends to UDP port 5002 of this computer"),
            ("D", ["--serial", "/dev/ttyUSB9", "--speed", "19200", "--parity", "even"], "on /dev/ttyUSB9"),
        ]
        for (name, way, words) in ways {
            let added = try await shell.etime(["device", "add-lines", name, "--preset", "card"] + way)
            #expect(added.status == 0, "\(added.errors)")
            #expect(added.output.contains("Added \(name), \(words)."))
            #expect(added.errors.contains("Anybody in the network") == (name == "C"))
        }
        let tried = try await shell.etime("device", "try-line", "--device", "B", "0102")
        #expect(tried.output.contains("A punch of user 102 at "), "\(tried.output)")
    }

    @Test(arguments: [
        ["add-lines", "A", "--preset", "card"], ["add-lines", "A", "--tcp", "5001"],
        ["add-lines", "A", "--tcp", "5001", "--udp", "5002", "--preset", "card"],
        ["add-lines", "A", "--connect", "reader", "--preset", "card"],
        ["add-lines", "A", "--connect", "reader:1", "--sender", "10.0.0.1", "--preset", "card"],
        ["add-lines", "A", "--tcp", "5001", "--preset", "card", "--format", "x.json"],
        ["add", "A"], ["add", "A", "10.0.0.1", "--serial", "/dev/ttyS0"], ["add", "A", "10.0.0.1", "--speed", "9600"],
        ["add", "A", "10.0.0.1", "--or", "10.0.0.2:99999"], ["add", "A", "10.0.0.1", "--or", "10.0.0.2/smoke"],
        ["try-line", "1,2"], ["try-line", "--preset", "card"],
    ])
    func whatCannotBeMeantIsUsage(arguments: [String]) async throws {
        let outcome = try await Shell().etime(["device"] + arguments)
        #expect(outcome.status == 64, "\(outcome.output)")
        #expect(outcome.errors.hasPrefix("Error: "))
    }

    @Test func aTerminalIsHeardAtItsOtherAddress() async throws {
        try await withVirtualTerminal(.init()) { _, address in
            let shell = try Shell()
            let added = try await shell.etime(
                "device", "add", "Gate", "127.0.0.1", "--port", "1", "--tcp", "--or", "127.0.0.1:\(address.tcpPort)/tcp"
            )
            #expect(added.status == 0, "\(added.errors)")
            let information = try await shell.etime("device", "info", "Gate")
            #expect(information.status == 0, "\(information.errors)")
            #expect(information.output.contains("identiX K20"))
        }
    }

    @Test func theSearchSaysHowToAddWhatItFinds() async throws {
        try await withVirtualTerminal(.init()) { _, address in
            let shell = try Shell()
            let port = "\(address.tcpPort)"
            let found = try await shell.etime("device", "discover", "127.0.0.1", "--port", port, "--adopt")
            #expect(found.status == 0, "\(found.errors)")
            let hint = try #require(found.output.split(separator: "\n").last)
            #expect(hint.hasPrefix("etime device add NAME 127.0.0.1 --port \(port)"))
            let typed = hint.replacing("NAME", with: "Gate").split(separator: " ").dropFirst().map(String.init)
            #expect(try await shell.etime(typed).status == 0)
            let again = try await shell.etime("device", "discover", "127.0.0.1", "--port", port, "--format", "json")
            #expect(try again.rows().map { $0["status"] as? String } == ["Gate"])
        }
    }

    @Test func portsOfThisComputerAreListedOrTheirAbsenceSaid() async throws {
        let outcome = try await Shell().etime("device", "serial-ports")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("no serial port") || outcome.output.contains("/dev/"))
    }

    @Test func whatAReaderLacksIsSaidAtOnceAndOfAllItIsLeftOut() async throws {
        let shell = try Shell()
        #expect(
            try await shell.etime("device", "add-lines", "Canteen", "--tcp", "5001", "--preset", "card").status == 0)
        let restart = try await shell.etime("device", "restart", "Canteen", "--later")
        #expect(restart.status == 1)
        #expect(restart.errors == "Error: Canteen is a reader that only sends lines; it does not offer a restart.\n")
        let clocks = try await shell.etime("device", "set-clocks")
        #expect((clocks.status, clocks.errors) == (0, ""))
        #expect(
            clocks.output
                == "Left out: Canteen is a reader that only sends lines; it does not offer setting its clock.\n"
                + "There is nothing to do.\n")
        let sync = try await shell.etime("sync")
        #expect(sync.status == 0)
        #expect(sync.output.hasPrefix("Left out: Canteen is a reader that only sends lines; it does not offer reading"))
        #expect(try await shell.etime("device", "tasks").output.contains("Nothing has been asked"))
    }
}
