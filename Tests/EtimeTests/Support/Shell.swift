import Foundation
import Subprocess
import SystemPackage

@testable import StorageODBC

/// A folder of its own, in which the real `etime` is run as a user runs it.
final class Shell: Sendable {
    struct Outcome: Sendable {
        /// As shells know it: 128 and the signal's number where a signal ended the program.
        var status: Int32
        var output: String
        var errors: String
    }

    /// Of programs that only have to end. A hundred at once would each take as long as all of them, and run into their limits.
    private static let turnstile = Turnstile(permits: 6)

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

    func etime(_ arguments: String...) async throws -> Outcome { try await etime(arguments) }

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - limit: the program is killed then, and the test told what it had said so far.
    ///   - wrapped: a command line that the program's own is appended to, such as `["nice"]`.
    ///   - meanwhile: may watch the running program and send it signals.
    /// - Throws: ``ProgramOverdue``
    func etime(
        _ arguments: [String], environment: [String: String] = [:], within limit: Duration = .seconds(180),
        wrapped: [String] = [], meanwhile: (@Sendable (RunningProgram) async throws -> Void)? = nil
    ) async throws -> Outcome {
        try await run(
            wrapped + [try Self.program()] + arguments, named: "etime " + arguments.joined(separator: " "),
            environment, limit, meanwhile)
    }

    /// Runs a line as it is typed into a shell that finds `etime` on its PATH.
    ///
    /// - Throws: ``ProgramOverdue``
    func command(
        _ line: String, environment: [String: String] = [:], within limit: Duration = .seconds(180),
        meanwhile: (@Sendable (RunningProgram) async throws -> Void)? = nil
    ) async throws -> Outcome {
        let folder = FilePath(try Self.program()).removingLastComponent().string
        // “exec” gives a single command the shell's own process, so that signals reach it.
        let words = ["/bin/sh", "-c", line.contains(/[|>;&]/) ? line : "exec " + line]
        return try await run(
            words, named: line, environment.merging(["PATH": "\(folder):/usr/bin:/bin"]) { $1 }, limit, meanwhile)
    }

    private func run(
        _ words: [String], named name: String, _ environment: [String: String], _ limit: Duration,
        _ meanwhile: (@Sendable (RunningProgram) async throws -> Void)?
    ) async throws -> Outcome {
        let configuration = Configuration(
            executable: words[0].contains("/") ? .path(FilePath(words[0])) : .name(words[0]),
            arguments: Arguments(Array(words.dropFirst())),
            environment: .custom(Self.environment(with: environment)),
            workingDirectory: FilePath(folder.path))
        let program = ProgramRun(command: name, folder: folder)
        if meanwhile == nil { _ = try await Self.turnstile.enter(within: nil) }
        defer { if meanwhile == nil { Self.turnstile.leave() } }
        let status = try await program.run(configuration, within: limit, meanwhile ?? { _ in })
        return Outcome(status: status, output: program.output, errors: program.errors)
    }

    /// No display and no settings of the machine: what a test sees must not depend on where it runs.
    private static func environment(with given: [String: String]) -> [Environment.Key: String] {
        let all = ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "Asia/Kolkata"].merging(given) { $1 }
        return Dictionary(uniqueKeysWithValues: all.map { (Environment.Key(stringLiteral: $0.key), $0.value) })
    }

    /// Beside the test bundle, where the build puts both.
    private static func program() throws -> String {
        let own = FilePath(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
        return own.removingLastComponent().appending("etime").string
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
