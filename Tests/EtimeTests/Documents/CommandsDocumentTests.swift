import DeviceSimulator
import Devices
import Domain
import Foundation
import Testing

/// `docs/commands.md` is run from top to bottom, each time, in an empty folder with a terminal of its own; and so on each
/// server that the tests of storage run on.
struct CommandsDocumentTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    private static let file = root.appending(path: "docs/commands.md")
    /// The port in the document; the terminal of a run has another one, of as many digits.
    private static let port = "14370"

    private static func document() throws -> ConsoleDocument {
        ConsoleDocument(try String(contentsOf: file, encoding: .utf8))
    }

    @Test func eachCommandHasItsHeadingAndAnExample() throws {
        let document = try Self.document()
        let names = HelpTests.commands.map { "etime " + $0.joined(separator: " ") }
        #expect(document.headings.filter { $0.hasPrefix("etime") }.sorted() == names.sorted())
        for name in names {
            #expect(document.steps.contains { $0.command == name || $0.command.hasPrefix(name + " ") }, "\(name)")
        }
    }

    @Test func eachExamplePrintsWhatTheDocumentSays() async throws {
        let document = try Self.document()
        let shell = try Shell()
        let database = try await DocumentDatabase.make()
        for (name, text) in document.files { try shell.write(text, to: name) }
        try FileManager.default.createSymbolicLink(
            at: shell.folder.appending(path: "Scenarios"), withDestinationURL: Self.root.appending(path: "Scenarios"))
        var outputs: [[String]] = []
        try await withVirtualTerminal(Self.terminal) { _, address in
            for step in document.steps {
                outputs.append(try await Self.run(step.command, on: database, in: shell, address.tcpPort))
            }
        }
        if ProcessInfo.processInfo.environment["ETIME_DOCUMENT"] == "write", !database.isServer {
            try Data(document.text(with: outputs).utf8).write(to: Self.file)
        }
        for (step, output) in zip(document.steps, outputs) {
            #expect(
                ConsoleDocument.agrees(output, with: step.output),
                """
                “\(step.command)” prints something else than docs/commands.md says; it prints:
                \(output.joined(separator: "\n"))
                ETIME_DOCUMENT=write in the environment of this test writes it into the document.
                """)
        }
    }

    /// Standard output, as lines; a command that fails ends the test.
    private static func run(
        _ command: String, on database: DocumentDatabase, in shell: Shell, _ port: Int
    ) async throws -> [String] {
        let endings = [
            "etime simulate": "Ctrl-C ends it.", "etime collect": "Gate: connected", "etime serve": "Ctrl-C stops.",
        ]
        let ending = endings.first { command.hasPrefix($0.key) }?.value
        let typed = database.typed(command).replacing(Self.port, with: "\(port)")
        let outcome = try await shell.command(typed, environment: database.environment) { program in
            guard let ending else { return }
            try await program.says(ending)
            try program.send(SIGINT)
        }
        try #require(outcome.status == 0, "\(command): \(outcome.errors)")
        var lines = try database.shown(outcome.output).replacing("\(port)", with: Self.port).components(
            separatedBy: "\n")
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    /// October 2026 of two people and of a third whom nobody has announced.
    private static var terminal: VirtualTerminalConfiguration {
        let punches: [(String, String)] = [
            ("0042", "2026-10-01 09:16:00"), ("0042", "2026-10-01 09:18:30"), ("0042", "2026-10-01 18:45:00"),
            ("0043", "2026-10-01 08:58:00"), ("0043", "2026-10-01 17:40:00"), ("9001", "2026-10-01 09:05:00"),
            ("9001", "2026-10-01 18:02:00"), ("0042", "2026-10-03 08:55:00"), ("0042", "2026-10-03 13:04:00"),
            ("0043", "2026-10-05 09:01:00"),
        ]
        let users = [("0042", "ASHA"), ("0043", "SUNIL"), ("9001", "NEW")].enumerated().map { index, user in
            UserRecord(uid: UInt16(index + 1), name: user.1, userID: DeviceUserID(user.0))
        }
        var configuration = VirtualTerminalConfiguration(
            users: users,
            punches: punches.compactMap { user, time in
                LocalTime(time).map { VirtualPunch(userID: user, time: $0, state: 255) }
            })
        // It hangs where the company of the document is.
        if let zone = TimeZone(identifier: "Asia/Kolkata") {
            configuration.clock = TerminalClock(truth: TerminalClock.wallClock(in: zone))
        }
        return configuration
    }
}

struct ConsoleDocumentTests {
    private static let text = """
        ### etime db migrate
        ```console
        $ etime db migrate
        made 2026-11-22 10:00:01
        …
        end
        $ etime db status
        ```
        ```csv people.csv
        code,name
        ```
        """

    @Test func holdsStepsHeadingsAndFiles() {
        let document = ConsoleDocument(Self.text)
        #expect(document.steps.map(\.command) == ["etime db migrate", "etime db status"])
        #expect(document.steps.map(\.output) == [["made 2026-11-22 10:00:01", "…", "end"], []])
        #expect(document.headings == ["etime db migrate"])
        #expect(document.files == ["people.csv": "code,name\n"])
    }

    @Test func agreesWhereOnlyTheTimeOfTheRunDiffers() {
        let step = ConsoleDocument(Self.text).steps[0]
        #expect(ConsoleDocument.agrees(["made 2027-01-01 08:00:00", "a", "b", "end"], with: step.output))
        #expect(ConsoleDocument.agrees(["made  2027-01-01 08:00:00", "end"], with: step.output))
        #expect(!ConsoleDocument.agrees(["made 2027-01-01 08:00:00", "a"], with: step.output))
        #expect(!ConsoleDocument.agrees(["made two", "end"], with: step.output))
        #expect(!ConsoleDocument.agrees(["something"], with: []))
        let row = "Gate  2026-11-29 06:23       10              0"
        #expect(ConsoleDocument.agrees(["Gate  2026-11-30 06:23  10  -1"], with: [row]))
        #expect(!ConsoleDocument.agrees(["Gate  2026-11-30 06:23  10  -2"], with: [row]))
    }

    @Test func whatDiffersIsWrittenAnew() {
        let document = ConsoleDocument(Self.text)
        let text = document.text(with: [["made 2027-01-01 08:00:00", "end"], ["one", "two"]])
        #expect(text == Self.text.replacing("$ etime db status\n", with: "$ etime db status\none\ntwo\n"))
    }
}
