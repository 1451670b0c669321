import Domain
import Foundation
import Synchronization

@testable import Services

/// A company that nobody has begun with, made once.
enum EmptyCompany {
    /// In memory, where the computer has such a place: thousands of companies are made.
    static let folder: URL = {
        let memory = "/dev/shm"
        let isThere = FileManager.default.isWritableFile(atPath: memory)
        return isThere ? URL(fileURLWithPath: memory) : FileManager.default.temporaryDirectory
    }()

    private static let made = Task {
        let path = folder.appendingPathComponent("empty-\(UUID().uuidString).db").path
        let services = try await Services.open(path, zone: TestCompany.zone, now: { Instant(seconds: 1_795_000_000) })
        let identity = try await services.attendance.context.databaseIdentity()
        try await services.close()
        // All of its copies have the one key, which the first of them makes.
        key.withLock { $0 = VaultFile(folder: VaultFile.folder, identity: identity).path }
        atexit { EmptyCompany.remove() }
        kept.withLock { $0 = path }
        return path
    }

    private static let kept = Mutex("")
    private static let key = Mutex("")

    private static func remove() {
        let path = kept.withLock { $0 }
        for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
        unlink(key.withLock { $0 })
    }

    static var path: String { get async throws { try await made.value } }
}
