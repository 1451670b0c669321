import ArgumentParser
import Testing

@testable import etime

struct HelpTests {
    /// Each command that does something, as it is typed.
    static let commands: [[String]] = leaves(Etime.self, []).map(\.path).sorted { $0.joined() < $1.joined() }

    private static func leaves(
        _ command: any ParsableCommand.Type, _ path: [String]
    ) -> [(path: [String], command: any ParsableCommand.Type)] {
        let subcommands = command.configuration.subcommands
        if subcommands.isEmpty { return [(path, command)] }
        return subcommands.flatMap { leaves($0, path + [$0._commandName]) }
    }

    /// Without starting the program for each: it looks through all of its commands then, which takes seconds unoptimised.
    @Test func eachCommandExplainsItselfWithAnExample() {
        for (path, command) in Self.leaves(Etime.self, []) {
            let name = path.joined(separator: " ")
            let help = command.helpMessage()
            #expect(help.hasPrefix("OVERVIEW: ") && help.contains("Example"), "\(name)")
            #expect(help.contains("etime \(name)"), "\(name)")
        }
    }

    @Test func theProgramExplainsItself() async throws {
        let root = try await Shell().etime("--help")
        for group in [
            "explain", "sync", "attendance", "employee", "device", "inbox", "shift", "ledger", "db", "demo",
        ] {
            #expect(root.output.contains("\n  \(group) "))
        }
        let outcome = try await Shell().etime("device", "user", "copy", "--help")
        #expect(outcome.status == 0 && outcome.errors.isEmpty)
        #expect(outcome.output.hasPrefix("OVERVIEW: ") && outcome.output.contains("etime device user copy 42 43"))
    }

    @Test(arguments: [
        ["nonsense"], ["explain"], ["explain", "0042", "2026-02-30"], ["sync", "--all", "Gate"],
        ["attendance", "month"], ["attendance", "month", "0042", "2026-13"], ["attendance", "day", "--format", "xml"],
        ["attendance", "day", "--only", "notInYet"],
        ["device", "add", "Gate"], ["shift", "add", "G", "General", "9", "18:00"],
    ])
    func whatIsNotUnderstoodEndsWith64AndTouchesNothing(arguments: [String]) async throws {
        let shell = try Shell()
        let outcome = try await shell.etime(arguments)
        #expect(outcome.status == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("Error: "))
        #expect(try await shell.etime("db", "status").status == 1, "no database may have been made")
    }
}
