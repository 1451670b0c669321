import Foundation

/// A document of commands and what they print: fenced blocks of `console`, in which `$ ` begins a command and the lines
/// after it are its output. A line `…` stands for any lines. A block of another kind with a name, as `csv people.csv`, is
/// the file of that name.
struct ConsoleDocument {
    struct Step: Equatable {
        /// As it is typed, without the `$`.
        var command: String
        var output: [String]
        /// The lines of the document that hold the output.
        var lines: Range<Int>
    }

    private(set) var lines: [String]
    private(set) var steps: [Step] = []
    private(set) var files: [String: String] = [:]

    init(_ text: String) {
        lines = text.components(separatedBy: "\n")
        var fence: String?
        for (number, line) in lines.enumerated() {
            if line.hasPrefix("```") {
                fence = fence == nil ? String(line.dropFirst(3)) : nil
            } else if fence == "console" {
                addConsole(line, number)
            } else if let name = fence?.split(separator: " ").dropFirst().first {
                files[String(name), default: ""] += line + "\n"
            }
        }
    }

    var headings: [String] {
        lines.filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) }
    }

    /// The document with each output that differs put in the place of the one that stands there.
    func text(with outputs: [[String]]) -> String {
        var text = lines
        for (step, output) in zip(steps, outputs).reversed() where !Self.agrees(output, with: step.output) {
            text.replaceSubrange(step.lines, with: output)
        }
        return text.joined(separator: "\n")
    }

    private mutating func addConsole(_ line: String, _ number: Int) {
        if line.hasPrefix("$ ") {
            steps.append(Step(command: String(line.dropFirst(2)), output: [], lines: number + 1..<number + 1))
        } else if let last = steps.indices.last {
            steps[last].output.append(line)
            steps[last].lines = steps[last].lines.lowerBound..<number + 1
        }
    }
}

extension ConsoleDocument {
    /// Whether a run printed what the document says, leaving alone what no two runs have in common: the time of the run,
    /// the terminal's port, how wide a column is because of them, and whether a second passed between two looks at a clock.
    static func agrees(_ output: [String], with documented: [String]) -> Bool {
        matches(output.map(comparable)[...], documented.map(comparable)[...])
    }

    private static func matches(_ output: ArraySlice<String>, _ documented: ArraySlice<String>) -> Bool {
        guard let first = documented.first else { return output.isEmpty }
        guard first == "…" else {
            return output.first == first && matches(output.dropFirst(), documented.dropFirst())
        }
        let rest = documented.dropFirst()
        return (output.startIndex...output.endIndex).contains { matches(output[$0...], rest) }
    }

    private static func comparable(_ line: String) -> String {
        line.replacing(/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/, with: "MOMENT")
            .replacing(/\d\d:\d\d:\d\d/, with: "TIME")
            .replacing(/(tcp|udp) 127\.0\.0\.1:\d+/) { "\($0.output.1) ADDRESS" }
            .replacing(/\d+ (days worked out|s (ahead|behind|slow|fast))/) { "N \($0.output.1)" }
            .replacing(/(MOMENT +\d+ +)-?1$/) { "\($0.output.1)0" }
            .replacing(/[─ ]+/, with: " ").trimmingCharacters(in: .whitespaces)
    }
}
