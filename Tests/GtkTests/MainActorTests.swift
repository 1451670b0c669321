import Foundation
import Subprocess
import SystemPackage
import Testing

/// The main actor under the GLib loop. In a program of its own, because a test's main actor is not on the process's first
/// thread, and only there does the bridge mean anything.
struct MainActorTests {
    @Test(.timeLimit(.minutes(1)))
    func theGLibLoopRunsTheMainActor() async throws {
        let own = FilePath(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        let result = try await Subprocess.run(
            .path(own.removingLastComponent().appending("main-actor-probe")), output: .string(limit: 65_536))
        let lines = Set(result.standardOutput.split(separator: "\n").map(String.init))
        #expect(lines == ["task", "run", "deinit", "sleep", "thread first", "idle quiet"])
        #expect(result.terminationStatus == .exited(0))
    }
}
