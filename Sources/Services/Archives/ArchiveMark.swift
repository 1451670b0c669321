import Domain
import Storage

/// Makes of a copy an archive, which programs only read.
struct ArchiveMark {
    private let words: String

    /// - Parameter place: the address of the company that was archived.
    init(before day: CivilDate, of place: String) { words = "\(place), before \(day)" }

    /// - Returns: false: it is no archive at all.
    /// - Throws: ``ServiceError/archiveRefused(_:)`` where it is another one.
    func isOn(_ database: any Database) async throws -> Bool {
        guard let found = try await Self.found(on: database) else { return false }
        if found != words {
            throw ServiceError.archiveRefused("\(database.url) is the archive of \(found); name an empty database.")
        }
        return true
    }

    func set(on database: any Database, by stamp: Stamp) async throws {
        try await database.write { db in
            // Nothing is written to it any more, so that nobody could sign in there: whoever has it may read it.
            try AccountStore(db).removeAll()
            try SettingStore(db).set(.archiveOf, words, by: stamp)
        }
    }

    /// `sqlite:///data/timetracker.db, before 2024-01-01`; nil where it is no archive.
    static func found(on database: any Database) async throws -> String? {
        try await database.read { db in
            try db.hasTable("setting") ? try SettingStore(db).value(.archiveOf) : nil
        }
    }
}

extension SettingName {
    /// Of an archive alone: of which database, and up to where.
    static let archiveOf = SettingName(rawValue: "archive.of")
}
