import Foundation
import Testing

/// The main actor under the GLib loop. In a program of its own, because a test's main actor is not on the process's first
/// thread, and only there does the bridge mean anything.
struct MainActorTests {
    @Test(.timeLimit(.minutes(1)))
    func theGLibLoopRunsTheMainActor() throws {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appendingPathComponent("main-actor-probe")
        let process = Process()
        process.executableURL = program
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let text = try #require(String(bytes: output.fileHandleForReading.readDataToEndOfFile(), encoding: .utf8))
        process.waitUntilExit()
        let lines = Set(text.split(separator: "\n").map(String.init))
        #expect(lines == ["task", "run", "deinit", "sleep", "thread first", "idle quiet"])
        #expect(process.terminationStatus == 0)
    }
}
