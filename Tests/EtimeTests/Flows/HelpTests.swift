import ArgumentParser
import Testing

@testable import etime

struct HelpTests {
    /// Each command that does something, as it is typed.
    static let commands: [[String]] = leaves(Etime.self, []).sorted { $0.joined() < $1.joined() }

    private static func leaves(_ command: any ParsableCommand.Type, _ path: [String]) -> [[String]] {
        let subcommands = command.configuration.subcommands
        if subcommands.isEmpty { return [path] }
        return subcommands.flatMap { leaves($0, path + [$0._commandName]) }
    }

    @Test(arguments: commands)
    func eachCommandExplainsItselfWithAnExample(command: [String]) async throws {
        let outcome = try await Shell().etime(command + ["--help"])
        #expect(outcome.status == 0)
        #expect(outcome.output.hasPrefix("OVERVIEW: "))
        #expect(outcome.output.contains("Example"))
        #expect(outcome.output.contains("etime " + command.joined(separator: " ")))
        #expect(outcome.errors.isEmpty)
    }

    @Test(arguments: ["explain", "sync", "attendance", "employee", "device", "inbox", "shift", "ledger", "db", "demo"])
    func theRootNamesEachGroup(group: String) async throws {
        let outcome = try await Shell().etime("--help")
        #expect(outcome.output.contains("\n  \(group) "))
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
