package import Domain
package import Storage

/// Who changed what, when, and from what to what.
package struct JournalService: Sendable {
    let context: ServiceContext

    /// The newest changes first.
    package func page(
        limit: Int, offset: Int = 0, matching filter: JournalFilter = JournalFilter(), by actor: Actor
    ) async throws -> [JournalLine] {
        try actor.requires(.readJournal)
        return try await context.database.read { db in
            let journal = JournalStore(db)
            let words = JournalWords(names: try JournalNames(db))
            return try journal.page(limit: limit, offset: offset, matching: filter).map { entry in
                // A person's change of shifts is two entries; the second says more when it knows the first.
                let before = entry.entity.isAssignment ? try journal.find(entry.id - 1) : nil
                return try words.line(entry, after: before)
            }
        }
    }
}

/// One change, as an HR officer reads it.
package struct JournalLine: Hashable, Sendable, Identifiable {
    /// The place in the journal, from 1 without gaps.
    package var id: Int64
    package var at: Instant
    package var actor: String
    package var entity: JournalEntity
    /// Whom or what it is about, by the name it has now: `Asha Verma (0042)`, `Terminal Gate`.
    package var subject: String
    /// `shift General → Night from 2026-11-01`.
    package var change: String

    package var sentence: String { "\(subject): \(change)" }
}
