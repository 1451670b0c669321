import Foundation
import Subprocess
import SystemPackage

/// One run of a program whose output goes into files: a pipe that nobody empties would block it, and what it has said so
/// far can be read at any time.
struct ProgramRun: Sendable {
    let command: String
    private let outputFile: FilePath
    private let errorFile: FilePath

    init(command: String, folder: URL) {
        self.command = command
        let name = UUID().uuidString
        outputFile = FilePath(folder.appending(path: "\(name).out").path)
        errorFile = FilePath(folder.appending(path: "\(name).err").path)
    }

    /// Standard output so far.
    var output: String { Self.text(outputFile) }
    /// Standard error so far.
    var errors: String { Self.text(errorFile) }

    /// - Returns: the exit status, as shells know it.
    /// - Throws: ``ProgramOverdue``
    func run(
        _ configuration: Configuration, within limit: Duration,
        _ meanwhile: @escaping @Sendable (RunningProgram) async throws -> Void
    ) async throws -> Int32 {
        let status = try await withThrowingTaskGroup(of: TerminationStatus?.self) { group in
            group.addTask { try await run(configuration, meanwhile) }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            // Leaving the group kills the program if it still runs.
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        guard let status else { throw ProgramOverdue(command: command, limit: limit, output: output, errors: errors) }
        return switch status {
        case .exited(let code): code
        case .signaled(let number): 128 + number
        }
    }

    private func run(
        _ configuration: Configuration, _ meanwhile: @Sendable (RunningProgram) async throws -> Void
    ) async throws -> TerminationStatus {
        try await Subprocess.run(
            configuration, input: .none, output: .fileDescriptor(open(outputFile), closeAfterSpawningProcess: true),
            error: .fileDescriptor(open(errorFile), closeAfterSpawningProcess: true)
        ) { execution in
            try await meanwhile(RunningProgram(run: self) { try execution.send(signal: Signal(rawValue: $0)) })
        }.terminationStatus
    }

    private func open(_ file: FilePath) throws -> FileDescriptor {
        try FileDescriptor.open(file, .writeOnly, options: [.create, .truncate], permissions: .ownerReadWrite)
    }

    private static func text(_ file: FilePath) -> String {
        (try? String(contentsOfFile: file.string, encoding: .utf8)) ?? ""
    }
}

/// A program while it runs.
struct RunningProgram: Sendable {
    let run: ProgramRun
    let send: @Sendable (Int32) throws -> Void

    /// Returns when standard output holds `text`; a program that never says it ends by the limit of its run.
    func says(_ text: String) async throws {
        while !run.output.contains(text) {
            // Between two looks at the file; it is the text that ends the wait.
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}

/// A program that had not ended in time.
struct ProgramOverdue: Error, CustomStringConvertible {
    var command: String
    var limit: Duration
    var output: String
    var errors: String

    var description: String {
        "“\(command)” had not ended after \(limit). Standard output so far:\n\(output)\nStandard error so far:\n\(errors)"
    }
}
