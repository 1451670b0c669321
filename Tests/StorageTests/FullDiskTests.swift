import Domain
import Foundation
import Storage
import Subprocess
import SystemPackage
import Testing

/// No space left in the middle of a transaction: one sentence, all of it undone, and what was there before is whole.
///
/// How a program fares on a disk that refuses, see `EtimeTests`.
struct FullDiskTests {
    private static func punches(_ count: Int) -> [NewPunch] { (0..<count).map { makePunch("\($0 % 50)", Int64($0)) } }

    @Test func aFileThatMayNotGrow() async throws {
        let disk = try await TemporaryDatabase(fileIn: TemporaryFolder())
        let path = disk.folder.file("etime.db")
        try await disk.write { try $0.query("PRAGMA max_page_count = 600", []) { _ in } }
        let gate = try await disk.write { db in
            let gate = try makeDevice("Gate", db)
            try PunchLedger(db).record(Self.punches(1000), from: gate)
            return gate
        }
        let error = await #expect(throws: StorageError.self) {
            try await disk.write { try PunchLedger($0).record(Self.punches(400_000), from: gate) }
        }
        #expect(error == .diskFull(path: path))
        #expect(error?.description.contains("is full; nothing was changed") == true)
        let verdict = try await disk.read { try PunchLedger($0).verify() }
        #expect(verdict.isIntact && verdict.punches == 1000)

        // The limit was the connection's: opened anew, the file may grow again.
        try await disk.database.close()
        let again = try await openDatabase(DatabaseURL(path))
        _ = try await again.write { try PunchLedger($0).record(Self.punches(40_000), from: gate) }
        let grown = try await again.read { try PunchLedger($0).verify() }
        #expect(grown.isIntact && grown.punches == 40_000)
        try await again.close()
    }

    @Test(.timeLimit(.minutes(5)))
    func aDiskThatCannotBeWritten() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("etime.db")
        let prepare = { try await TemporaryDatabase(fileIn: folder).database.close() }
        try await withWriteProtection(of: folder, after: prepare) {
            await #expect(throws: StorageError.readOnly(path: path)) { _ = try await openDatabase(DatabaseURL(path)) }
        }
    }
}

/// Takes away the right to write a folder while `body` runs. Permissions do not hold root back, a mounted file system does.
private func withWriteProtection(
    of folder: TemporaryFolder, after prepare: () async throws -> Void, _ body: () async throws -> Void
) async throws {
    guard geteuid() == 0 else {
        try await prepare()
        #expect(chmod(folder.path, 0o555) == 0)
        defer { chmod(folder.path, 0o755) }
        return try await body()
    }
    try await command("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder.path)
    do {
        try await prepare()
        try await command("mount", "-o", "remount,ro", folder.path)
        try await body()
    } catch {
        try await command("umount", "-l", folder.path)
        throw error
    }
    try await command("umount", "-l", folder.path)
}

/// A root that may not mount, as in some containers, makes the test fail and say so: run it as an ordinary user there.
private func command(_ name: String, _ arguments: String...) async throws {
    let result = try await Subprocess.run(
        .name(name), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 4096))
    guard result.terminationStatus.isSuccess else {
        throw CommandFailure(command: ([name] + arguments).joined(separator: " "), reason: result.standardError)
    }
}

private struct CommandFailure: Error {
    var command: String
    var reason: String
}
