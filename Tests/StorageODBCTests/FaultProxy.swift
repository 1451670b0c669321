import Foundation
import Storage
import Testing

/// `Tests/EndToEnd/fault_proxy.py`, running.
final class FaultProxy: Sendable {
    enum Rule: String {
        /// COMMIT is lost on its way to the server.
        case before
        /// The answer to COMMIT is lost on its way to the program.
        case after
        /// Likewise, and the server cannot be reached again.
        case gone
    }

    let port: Int
    private let process: Process
    private let output: FileHandle

    /// - Parameters:
    ///   - marker: strikes the first transaction in which these bytes were sent.
    ///   - linger: seconds for which the server does not learn that the connection is gone.
    init(to host: ServerAddress.Host, _ rule: Rule, marker: String, linger: Double = 0) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../EndToEnd/fault_proxy.py")
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path, host.name, "\(host.port)", rule.rawValue, marker, "\(linger)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardInput = Pipe()
        output = pipe.fileHandleForReading
        try process.run()
        port = try #require(
            Int(String(decoding: output.availableData, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Waits until the proxy has cut a connection.
    func waitUntilStruck() { _ = output.availableData }

    // Not waited for: Foundation would wait on a run loop, which has no place on a thread of a task.
    deinit { process.terminate() }
}
