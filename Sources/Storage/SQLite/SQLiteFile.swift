import Foundation
import GRDB

/// What a path holds, found out before anything is written to it: merely opening a file in write-ahead mode changes it.
struct SQLiteFile {
    var path: String

    // "ETIM" in the file's header marks it as this program's.
    private static let applicationID: UInt32 = 0x4554_494D

    /// - Throws: ``StorageError`` where there is something else than a database of this program, or a place to make one.
    func check() throws {
        var isFolder: ObjCBool = false
        let files = FileManager.default
        guard files.fileExists(atPath: path, isDirectory: &isFolder) else { return try checkFolder() }
        if isFolder.boolValue { throw StorageError.isFolder(path: path) }
        guard try files.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType == .typeRegular else {
            throw StorageError.notADatabase(path: path)
        }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw StorageError.cannotOpen(path: path, reason: "it cannot be read")
        }
        defer { try? file.close() }
        let header = [UInt8](try file.read(upToCount: 100) ?? Data())
        if !header.isEmpty { try check(header: header) }
        if !files.isWritableFile(atPath: path) { throw StorageError.readOnly(path: path) }
        try checkFolderIsWritable()
    }

    // The log of changes lies beside the file.
    private func checkFolderIsWritable() throws {
        if !FileManager.default.isWritableFile(atPath: folder) { throw StorageError.readOnly(path: path) }
    }

    private var folder: String {
        let folder = (resolved as NSString).deletingLastPathComponent
        return folder.isEmpty ? "." : folder
    }

    private var resolved: String { (path as NSString).resolvingSymlinksInPath }

    private func checkFolder() throws {
        var isFolder: ObjCBool = false
        let there = FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder)
        if !there || !isFolder.boolValue { throw StorageError.folderMissing(path: path) }
        try checkFolderIsWritable()
    }

    private func check(header: [UInt8]) throws {
        guard header.count == 100, header.starts(with: Array("SQLite format 3\0".utf8)) else {
            throw StorageError.notADatabase(path: path)
        }
        // Bytes 68 to 71, big-endian: the application's mark.
        let mark = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        if mark != Self.applicationID, try mark != 0 || !isOursOrEmpty() {
            throw StorageError.foreignDatabase(path: path)
        }
    }

    // The mark may still stand in the write-ahead file alone; and a file made by this program, which stopped before
    // marking it, has neither mark nor tables.
    private func isOursOrEmpty() throws -> Bool {
        var configuration = Configuration()
        configuration.readonly = true
        do {
            return try DatabaseQueue(path: path, configuration: configuration).read { connection in
                try Int64.fetchOne(connection, sql: "PRAGMA application_id") == Int64(Self.applicationID)
                    || Int.fetchOne(connection, sql: "SELECT COUNT(*) FROM sqlite_master") == 0
            }
        } catch let error as DatabaseError {
            throw StorageError(error, path: path)
        }
    }

    /// Marks the file, and has each commit wait for the disk: a terminal may be emptied once its punches are stored here,
    /// so a commit must outlive a power cut. GRDB's own choice for write-ahead mode may lose the last ones.
    static func prepareWriter(_ connection: GRDB.Database) throws {
        try connection.execute(sql: "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 67108864")
        guard try Int64.fetchOne(connection, sql: "PRAGMA application_id") != Int64(applicationID) else { return }
        try connection.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
}
