import Domain
import Foundation
import GRDB
import Storage
import Testing

/// What is not a database of this program is refused in one sentence and left as it was, to the byte.
struct OpeningTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func opening(_ path: String) async -> StorageError? {
        do {
            try await openDatabase(DatabaseURL(path)).close()
            return nil
        } catch {
            return error as? StorageError ?? .failed(code: 0, message: "\(error)")
        }
    }

    @Test func refusesAFileThatIsNoDatabase() async throws {
        let path = folder.file("notes.txt")
        let bytes = Data(String(repeating: "not a database ", count: 50).utf8)
        try bytes.write(to: URL(filePath: path))
        #expect(await opening(path) == .notADatabase(path: path))
        #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["notes.txt"])
    }

    @Test func refusesAnotherProgramsDatabase() async throws {
        let path = folder.file("other.db")
        let other = try DatabaseQueue(path: path)
        try await other.write { try $0.execute(sql: "CREATE TABLE thing (id INTEGER)") }
        try other.close()
        let bytes = try Data(contentsOf: URL(filePath: path))
        #expect(await opening(path) == .foreignDatabase(path: path))
        #expect(try Data(contentsOf: URL(filePath: path)) == bytes)
    }

    @Test func refusesATruncatedHeader() async throws {
        let path = folder.file("short.db")
        try Data("SQLite format 3\0".utf8).write(to: URL(filePath: path))
        #expect(await opening(path) == .notADatabase(path: path))
    }

    @Test func refusesAFolder() async { #expect(await opening(folder.path) == .isFolder(path: folder.path)) }

    @Test func refusesADeviceFile() async {
        #expect(await opening("/dev/null") == .notADatabase(path: "/dev/null"))
    }

    @Test func refusesAMissingFolder() async {
        let path = folder.file("no/such/etime.db")
        #expect(await opening(path) == .folderMissing(path: path))
    }

    @Test func refusesAPlaceThatCannotBeWritten() async {
        // /proc takes no new files, whoever asks.
        let error = await opening("/proc/etime.db")
        #expect(error == .readOnly(path: "/proc/etime.db") || error?.description.contains("cannot be opened") == true)
    }

    @Test func opensItsOwnAgain() async throws {
        let path = folder.file("etime.db")
        for _ in 1...3 { #expect(await opening(path) == nil) }
    }

    @Test func opensAnEmptyFile() async throws {
        let path = folder.file("empty.db")
        try Data().write(to: URL(filePath: path))
        #expect(await opening(path) == nil)
    }

    @Test func aClosedDatabaseIsOneFile() async throws {
        let database = try await TemporaryDatabase(fileIn: folder)
        _ = try await database.write { try makeEmployee("1", $0) }
        #expect(try await database.read { try EmployeeStore($0).count() } == 1)
        try await database.database.close()
        let wal = try? FileManager.default.attributesOfItem(atPath: folder.file("etime.db-wal"))[.size] as? Int
        #expect(wal ?? 0 == 0)
    }

    /// Pages of zeros: found when they are read.
    @Test func reportsDamage() async throws {
        let database = try await TemporaryDatabase(fileIn: folder)
        try await database.write { db in for number in 1...2000 { _ = try makeEmployee("E\(number)", db) } }
        try await database.database.close()
        let path = folder.file("etime.db")
        let file = try #require(FileHandle(forUpdatingAtPath: path))
        let size = try file.seekToEnd()
        try file.seek(toOffset: 8192)
        try file.write(contentsOf: Data(repeating: 0, count: Int(size) - 8192))
        try file.close()
        let error = await #expect(throws: StorageError.self) {
            let again = try await openDatabase(DatabaseURL(path))
            _ = try await again.read { try EmployeeStore($0).all().count }
        }
        #expect(error?.description.contains("is damaged") == true)
    }
}
