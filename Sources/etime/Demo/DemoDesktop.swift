import Foundation
import Subprocess
import SystemPackage

/// The desktop program beside this one.
struct DemoDesktop: Sendable {
    let program: URL

    /// Nil without a display or without the program.
    static func available(
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> DemoDesktop? {
        let hasDisplay = ["DISPLAY", "WAYLAND_DISPLAY"].contains { !(environment[$0] ?? "").isEmpty }
        guard hasDisplay, let own = Bundle.main.executableURL else { return nil }
        let program = own.resolvingSymlinksInPath().deletingLastPathComponent().appending(path: "etime-desktop")
        return FileManager.default.isExecutableFile(atPath: program.path) ? DemoDesktop(program: program) : nil
    }

    /// Opens the window and waits until it is closed; a cancelled task closes it.
    ///
    /// The window starts with no signal ignored or blocked, whatever this program does with them, so that Ctrl-C reaches it.
    ///
    /// - Returns: the program's exit status, as shells know it.
    func run(database: String) async throws -> Int32 {
        var options = PlatformOptions()
        options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(10))]
        let result = try await Subprocess.run(
            .path(FilePath(program.path)), arguments: ["--database", database], platformOptions: options,
            output: .currentStandardOutput, error: .currentStandardError)
        return switch result.terminationStatus {
        case .exited(let status): status
        case .signaled(let number): 128 + number
        }
    }
}
