import Domain
import Foundation
import Storage
import Testing

/// No space left in the middle of a transaction: one sentence, all of it undone, and what was there before is whole.
struct FullDiskTests {
    private static func punches(_ count: Int) -> [NewPunch] { (0..<count).map { makePunch("\($0 % 50)", Int64($0)) } }

    private static func fillUp(_ database: any Database, _ path: String) async throws {
        let gate = try await database.write { db in
            let gate = try makeDevice("Gate", db)
            try PunchLedger(db).record(Self.punches(1000), from: gate)
            return gate
        }
        let error = await #expect(throws: StorageError.self) {
            try await database.write { try PunchLedger($0).record(Self.punches(400_000), from: gate) }
        }
        #expect(error == .diskFull(path: path))
        #expect(error?.description.contains("is full; nothing was changed") == true)
        let verdict = try await database.read { try PunchLedger($0).verify() }
        #expect(verdict.isIntact && verdict.punches == 1000)
    }

    @Test func aFileThatMayNotGrow() async throws {
        let database = try await TemporaryDatabase()
        try await database.write { try $0.query("PRAGMA max_page_count = 600", []) { _ in } }
        try await Self.fillUp(database.database, database.folder.file("etime.db"))
    }

    /// A file system of four megabytes, where this user may mount one.
    @Test(.enabled(if: SmallFileSystem.isPossible))
    func aDiskThatIsFull() async throws {
        let folder = try TemporaryFolder()
        let disk = try SmallFileSystem(at: folder.path)
        defer { disk.unmount() }
        let database = try await TemporaryDatabase(folder)
        try await Self.fillUp(database.database, folder.file("etime.db"))
        try await database.database.close()
        let again = try await openDatabase(DatabaseURL(folder.file("etime.db")))
        let verdict = try await again.read { try PunchLedger($0).verify() }
        #expect(verdict.isIntact && verdict.punches == 1000)
        try await again.close()
    }

    @Test(.enabled(if: SmallFileSystem.isPossible))
    func aDiskThatCannotBeWritten() async throws {
        let folder = try TemporaryFolder()
        let disk = try SmallFileSystem(at: folder.path)
        defer { disk.unmount() }
        let path = folder.file("etime.db")
        try await TemporaryDatabase(folder).database.close()
        try disk.makeReadOnly()
        await #expect(throws: StorageError.readOnly(path: path)) { _ = try await openDatabase(DatabaseURL(path)) }
    }
}

struct SmallFileSystem {
    let path: String

    static var isPossible: Bool {
        guard let folder = try? TemporaryFolder(), let disk = try? SmallFileSystem(at: folder.path) else {
            return false
        }
        disk.unmount()
        return true
    }

    init(at path: String) throws {
        self.path = path
        try Self.run("/bin/mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", path)
    }

    func makeReadOnly() throws { try Self.run("/bin/mount", "-o", "remount,ro", path) }
    func unmount() { try? Self.run("/bin/umount", "-l", path) }

    private static func run(_ program: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        if process.terminationStatus != 0 { throw Interruption() }
    }
}
