package import Domain
package import Storage

/// Who changed what, when, from where, and from what to what.
package struct JournalService: Sendable {
    let context: ServiceContext

    /// The newest changes first; those that follow are the ones that are older than the last of them.
    package func page(
        limit: Int, matching filter: JournalFilter = JournalFilter(), by actor: Actor
    ) async throws -> [JournalLine] {
        try actor.requires(.readJournal)
        return try await context.database.read { db in
            let journal = JournalStore(db)
            let words = JournalWords(names: try JournalNames(db))
            return try journal.page(limit: limit, matching: filter).map {
                try words.line($0, in: journal)
            }
        }
    }

    /// One entry as it is sealed, in words, and field by field.
    /// - Throws: ``ServiceError/unknownEntry(_:)``
    package func find(_ id: Int64, by actor: Actor) async throws -> JournalDetails {
        try actor.requires(.readJournal)
        return try await context.database.read { db in
            let journal = JournalStore(db)
            guard let entry = try journal.find(id) else { throw ServiceError.unknownEntry(id) }
            let words = JournalWords(names: try JournalNames(db))
            return JournalDetails(
                entry: entry, line: try words.line(entry, in: journal), fields: try words.comparison(entry))
        }
    }

    /// The names of all who did something, as the filter takes them.
    package func actors(by actor: Actor) async throws -> [String] {
        try actor.requires(.readJournal)
        return try await context.database.read { try JournalStore($0).actors() }
    }

    /// Walks the whole chain.
    /// - Parameter known: a place and its seal, as an earlier ``JournalVerdict/seal`` told them and somebody kept them elsewhere: who
    ///   writes the whole chain anew, with all its seals, is found by that alone.
    package func verify(against known: JournalSeal? = nil, by actor: Actor) async throws -> JournalVerdict {
        try actor.requires(.verifyLedger)
        return try await context.database.read { db in
            let journal = JournalStore(db)
            let head = try journal.head()
            var broken = try journal.verify()
            if broken == nil, let known, try journal.find(known.entry)?.hash != known.hash {
                broken = JournalBreak(entry: known.entry, kind: .otherSeal)
            }
            return JournalVerdict(seal: JournalSeal(entry: head.length, hash: head.hash), broken: broken)
        }
    }

    /// Somebody took a whole table away; what they could read of it, the use case has said.
    /// - Parameter what: which part of it; empty: all that was in reach.
    package func note(export entity: JournalEntity, _ what: String, by actor: Actor) async throws {
        switch entity {
        case .employee, .rosterOverride: try actor.requiresSome(.readPeople)
        case .leaveEntry: try actor.requiresSome(.readLeave)
        default: try actor.requiresSome(.readAttendance)
        }
        let stamp = context.stamp(actor)
        try await context.database.write { db in
            _ = try JournalStore(db).append(
                .export, entity, id: "", before: nil, after: what.isEmpty ? [:] : ["what": what], by: stamp)
        }
    }

    /// All entries that fit, oldest first, one after the other; that they were exported is an entry itself, and the last of them.
    package func export(
        matching filter: JournalFilter = JournalFilter(), by actor: Actor,
        _ body: @escaping @Sendable (JournalEntry, JournalLine) throws -> Void
    ) async throws {
        try actor.requires(.readJournal)
        let stamp = context.stamp(actor)
        try await context.database.write { db in
            _ = try JournalStore(db).append(.export, .journal, id: "", before: nil, after: filter.document, by: stamp)
        }
        try await context.database.read { db in
            let journal = JournalStore(db)
            let words = JournalWords(names: try JournalNames(db))
            try journal.walk(matching: filter) { try body($0, words.line($0, in: journal)) }
        }
    }
}

extension JournalWords {
    /// A person's change of shifts is two entries; the second says more when it knows the first.
    fileprivate func line(_ entry: JournalEntry, in journal: JournalStore) throws -> JournalLine {
        try line(entry, after: entry.entity.isAssignment ? try journal.find(entry.id - 1) : nil)
    }
}

extension JournalFilter {
    /// What was asked for; empty: all of it.
    fileprivate var document: [String: String] {
        var fields: [String: String] = [:]
        fields["since"] = since.map { String($0.seconds) }
        fields["before"] = before.map { String($0.seconds) }
        fields["entity"] = entity?.rawValue
        fields["id"] = entityID
        fields["actor"] = actor
        fields["employee"] = employee.map { String($0.rawValue) }
        return fields
    }
}

/// A place of the journal with the seal over all up to it: `812:3f2a…`, 64 hexadecimal digits.
package struct JournalSeal: Hashable, Sendable {
    package var entry: Int64
    package var hash: [UInt8]

    package init(entry: Int64, hash: [UInt8]) {
        self.entry = entry
        self.hash = hash
    }

    /// Nil for a text that is none.
    package init?(_ text: String) {
        let parts = text.split(separator: ":")
        guard parts.count == 2, let entry = Int64(parts[0]), let hash = [UInt8](hexadecimal: parts[1]), hash.count == 32
        else { return nil }
        self.init(entry: entry, hash: hash)
    }

    package var text: String { "\(entry):\(hash.hexadecimal)" }
}

/// Whether the journal is what was written.
package struct JournalVerdict: Hashable, Sendable {
    /// Of the last entry. Kept elsewhere, it proves later that nothing up to it has been written anew.
    package var seal: JournalSeal
    /// The first place where it is broken; nil: it is whole.
    package var broken: JournalBreak?
}

/// One change, as an HR officer reads it.
package struct JournalLine: Hashable, Sendable, Identifiable {
    /// The place in the journal, from 1 without gaps.
    package var id: Int64
    package var at: Instant
    package var actor: String
    /// In whose name, where it is not the actor's own.
    package var behalf: String?
    package var origin: String?
    package var reason: String?
    package var entity: JournalEntity
    /// Of the record; empty: none in particular.
    package var entityID = ""
    /// Whom or what it is about, by the name it has now: `Asha Verma (0042)`, `Terminal Gate`.
    package var subject: String
    /// `shift General → Night from 2026-11-01`.
    package var change: String

    package var sentence: String { "\(subject): \(change)" }
    /// `meera`, `meera for Asha`
    package var who: String { behalf.map { "\(actor) for \($0)" } ?? actor }
}
