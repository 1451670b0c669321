import ArgumentParser
import Domain
import Foundation
import Services

/// Worked examples that HR people read and write.
struct ScenarioCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scenario",
        abstract: "Check worked examples against the day engine.",
        subcommands: [ScenarioRunCommand.self])
}

struct ScenarioRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run scenario files and show each figure that is not as expected.",
        discussion: """
            The format is told in docs/scenarios.md. The exit status is 0 where every case is as expected, 1 where a \
            figure differs, 2 where a file cannot be read or is not a scenario.

            Examples:
              etime scenario run Scenarios
              etime scenario run Scenarios/T02-late-grace.yaml --explain
            """)

    @Argument(help: "Scenario files, or folders of them (.yaml, .yml).")
    var paths: [String]

    @Flag(help: "Print why each expected day came out as it did.")
    var explain = false

    func run() async throws {
        var cases = 0
        var failures = 0
        var unreadable = 0
        for path in paths where Self.files(path).isEmpty { remark("\(path): holds no scenario files (.yaml, .yml).") }
        for file in paths.flatMap(Self.files) {
            do {
                let scenario = try Scenario(file: file)
                let outcomes = try await scenario.outcomes()
                cases += outcomes.count
                failures += outcomes.filter { !$0.passed }.count
                report(scenario, outcomes)
            } catch {
                unreadable += 1
                remark("\(error)")
            }
        }
        let (caseWord, fileWord) = (cases == 1 ? "case" : "cases", unreadable == 1 ? "file" : "files")
        say("\(cases) \(caseWord), \(failures) not as expected, \(unreadable) \(fileWord) not read.")
        if unreadable > 0 || cases == 0 { throw ExitCode(2) }
        if failures > 0 { throw ExitCode(1) }
    }

    private func report(_ scenario: Scenario, _ outcomes: [ScenarioOutcome]) {
        say("\(outcomes.allSatisfy(\.passed) ? "ok  " : "FAIL") \(scenario.file): \(scenario.title)")
        for (item, outcome) in zip(scenario.cases, outcomes) where explain || !outcome.passed {
            say("     \(outcome.name)")
            for difference in outcome.differences { say("       \(difference)") }
            if explain { item.expectedDates.forEach { tell(item.explain($0)) } }
        }
    }

    private func tell(_ trace: DayTrace) {
        for entry in trace.entries { say("       \(trace.date)  \(entry.text)") }
    }

    /// A folder stands for the scenario files in it, in the order of their names.
    private static func files(_ path: String) -> [String] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
            return [path]
        }
        let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
        return names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted().map { "\(path)/\($0)" }
    }
}
