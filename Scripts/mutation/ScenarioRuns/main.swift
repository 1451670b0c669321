import FlipSwitch
import Foundation
import Services

// Runs scenario files, each time in a new process that is a copy of this one, so that neither a flip nor a value that is
// worked out once is left behind.
//
//     ScenarioRuns reach FILE...            for each file a line: ok or not, microseconds, file, numbers of the flips reached
//     ScenarioRuns judge PLAN SECONDS       PLAN has a line a flip: its number, then files; says what became of each

func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}

/// What does not come out as expected.
func failures(_ file: String) -> [String] {
    do {
        return try Scenario(file: file).run().flatMap { outcome in
            outcome.differences.map { "\(file): \(outcome.name): \($0)" }
        }
    } catch {
        return ["\(error)"]
    }
}

/// What the work says of itself as its status; a signal as its negative number.
func inACopy(_ work: () -> Int32) -> Int32 {
    let child = flip_fork()
    if child == 0 { _exit(work()) }
    return flip_wait(child)
}

func reach(_ file: String) -> Int32 {
    let begun = ContinuousClock.now
    let failures = failures(file)
    let time = ContinuousClock.now - begun
    let reached = (1..<Int32(FLIP_LIMIT)).filter { flip_was_reached($0) }.map(String.init)
    say("\(failures.isEmpty ? "ok" : "not") \(time / .microseconds(1)) \(file) \(reached.joined(separator: " "))")
    if !failures.isEmpty { FileHandle.standardError.write(Data((failures.joined(separator: "\n") + "\n").utf8)) }
    return 0
}

func judge(_ flip: Int32, _ files: [String], _ seconds: UInt32) {
    let status = inACopy {
        flip_limit(seconds, 8 << 30)
        flip_activate(flip)
        for file in files where !failures(file).isEmpty {
            say("\(flip) killed \(file)")
            return 1
        }
        return 0
    }
    if status == 0 { say("\(flip) survived") }
    if status < 0 { say("\(flip) killed by \(-status == SIGALRM ? "the end of its time" : "a stop")") }
}

let arguments = CommandLine.arguments.dropFirst()
if arguments.first == "reach" {
    for file in arguments.dropFirst() { _ = inACopy { reach(file) } }
} else {
    let plan = try String(contentsOfFile: arguments[2], encoding: .utf8)
    for line in plan.split(separator: "\n") {
        let words = line.split(separator: " ").map(String.init)
        judge(Int32(words[0]) ?? 0, Array(words.dropFirst()), UInt32(arguments[3]) ?? 20)
    }
}
