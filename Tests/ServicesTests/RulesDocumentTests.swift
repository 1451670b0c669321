import Domain
import Foundation
import Testing

@testable import Services

/// `docs/rules.md` says what the program does: its examples are run, and its order is the program's own.
struct RulesDocumentTests {
    static let text: String = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: "docs/rules.md"), encoding: .utf8)) ?? ""
    }()

    /// Each example with the line on which it begins.
    static let examples: [String] = text.components(separatedBy: "\n```yaml\n").dropFirst().map { rest in
        String(rest.components(separatedBy: "\n```")[0])
    }

    @Test(arguments: examples) func anExampleComesOutAsWritten(yaml: String) throws {
        for outcome in try Scenario(yaml: yaml, file: "docs/rules.md").run() {
            #expect(outcome.differences.map(\.description) == [], "\(outcome.name)")
        }
    }

    @Test func thereAreExamples() { #expect(Self.examples.count >= 5) }

    @Test func theOrderIsTheOneTheProgramHas() {
        let list = AttendanceRule.allCases.enumerated().map { "\($0 + 1). \($1.summary)" }.joined(separator: "\n")
        #expect(Self.text.contains("\n\n\(list)\n\n"), "write this list under “The order”:\n\(list)")
    }
}
