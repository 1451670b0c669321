import Foundation

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
    /// - Returns: the program's exit status.
    func run(database: String) async throws -> Int32 {
        let process = Process()
        process.executableURL = program
        process.arguments = ["--database", database]
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
                do {
                    try withDefaultSignals { try process.run() }
                } catch {
                    process.terminationHandler = nil
                    continuation.resume(throwing: error)
                }
            }
        } onCancel: {
            if process.isRunning { process.terminate() }
        }
    }
}
