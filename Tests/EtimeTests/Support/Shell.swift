import Foundation

/// A folder of its own, in which the real `etime` is run as a user runs it.
final class Shell: Sendable {
    struct Outcome: Sendable {
        var status: Int32
        var output: String
        var errors: String
    }

    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "etime-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    func path(_ name: String) -> String { folder.appending(path: name).path }

    func write(_ text: String, to name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// Runs the program to its end. Output goes through files: a pipe that nobody empties would block it.
    func etime(_ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
        let run = UUID().uuidString
        let (output, errors) = (folder.appending(path: "\(run).out"), folder.appending(path: "\(run).err"))
        let process = Process()
        process.executableURL = try Self.program()
        process.arguments = arguments
        process.currentDirectoryURL = folder
        // No display and no settings of the machine: what a test sees must not depend on where it runs.
        process.environment = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "Asia/Kolkata"]
            .merging(environment) { _, given in given }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try Self.handle(output)
        process.standardError = try Self.handle(errors)
        let status = try await Self.status(of: process)
        return Outcome(
            status: status, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }

    func etime(_ arguments: String...) async throws -> Outcome { try await etime(arguments) }

    private static func status(of process: Process) async throws -> Int32 {
        try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do {
                try process.run()
            } catch {
                process.terminationHandler = nil
                continuation.resume(throwing: error)
            }
        }
    }

    private static func handle(_ file: URL) throws -> FileHandle {
        try Data().write(to: file)
        return try FileHandle(forWritingTo: file)
    }

    /// Beside the test bundle, where the build puts both.
    private static func program() throws -> URL {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        return URL(fileURLWithPath: own).deletingLastPathComponent().appending(path: "etime")
    }
}

extension Shell.Outcome {
    /// The rows of `--format json`.
    func rows() throws -> [[String: Any]] {
        let json = try JSONSerialization.jsonObject(with: Data(output.utf8))
        guard let rows = json as? [[String: Any]] else { throw NotRows(output: output) }
        return rows
    }

    struct NotRows: Error {
        var output: String
    }

    /// Standard error as the one sentence it should be.
    var sentence: String { errors.trimmingCharacters(in: .whitespacesAndNewlines) }
}
