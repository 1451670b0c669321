import Foundation
import Testing

/// The commands in `docs/rules.md` are run, section by section, each in an empty folder.
struct RulesConsoleTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/rules.md")

    @Test func theCommandsPrintWhatThePageSays() async throws {
        let sections = try String(contentsOf: Self.file, encoding: .utf8).components(separatedBy: "\n## ")
        var texts: [String] = []
        var ran = 0
        for section in sections {
            let document = ConsoleDocument(section)
            let outputs = document.steps.isEmpty ? [] : try await Self.run(document)
            for (step, output) in zip(document.steps, outputs) {
                #expect(
                    ConsoleDocument.agrees(output, with: step.output),
                    "“\(step.command)” prints something else than docs/rules.md says:\n\(output.joined(separator: "\n"))"
                )
            }
            ran += outputs.count
            texts.append(document.text(with: outputs))
        }
        #expect(ran >= 10)
        if ProcessInfo.processInfo.environment["ETIME_DOCUMENT"] == "write" {
            try Data(texts.joined(separator: "\n## ").utf8).write(to: Self.file)
        }
    }

    private static func run(_ document: ConsoleDocument) async throws -> [[String]] {
        let shell = try Shell()
        for (name, text) in document.files { try shell.write(text, to: name) }
        try shell.write("ETIME_AS=Meera\n", to: ".env")
        var outputs: [[String]] = []
        for step in document.steps {
            let outcome = try await shell.command(step.command)
            let isRefusalShown = step.command.hasSuffix("2>&1")
            #expect(outcome.status == 0 || isRefusalShown, "\(step.command): \(outcome.errors)")
            var lines = outcome.output.components(separatedBy: "\n")
            if lines.last == "" { lines.removeLast() }
            outputs.append(lines)
        }
        return outputs
    }
}
