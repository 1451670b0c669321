import Domain

/// The append-only record of every change to what is not derived. Written in the transaction of the change itself.
package struct JournalStore {
    private static let chain = "journal"
    private static let portion = 10_000
    private static let columns = [
        "id", "at", "actor", "action", "entity", "entity_id", "before_json", "after_json", "prev_hash", "hash",
    ]
    private static let select = "SELECT \(columns.joined(separator: ", ")) FROM journal"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Parameters:
    ///   - before: what the record was, without secrets; nil when it is new.
    ///   - after: what it is now; nil when it is gone.
    @discardableResult
    package func append(
        _ action: JournalAction, _ entity: JournalEntity, id: String, before: (any Encodable)?, after: (any Encodable)?,
        by stamp: Stamp
    ) throws -> JournalEntry {
        let heads = ChainHeadStore(db: db)
        let head = try heads.head(of: Self.chain)
        var entry = JournalEntry(
            id: Int64(head.length + 1), stamp: stamp, action: action, entity: entity, entityID: id,
            before: try before.map { try CanonicalJSON.text($0) }, after: try after.map { try CanonicalJSON.text($0) },
            hash: [])
        entry.hash = entry.seal(after: head.hash)
        try insert(entry, previous: head.hash)
        try heads.save(ChainHead(length: head.length + 1, hash: entry.hash), of: Self.chain)
        return entry
    }

    /// The newest entries first.
    package func page(
        limit: Int, offset: Int = 0, matching filter: JournalFilter = JournalFilter()
    ) throws -> [JournalEntry] {
        let (condition, arguments) = filter.condition
        return try db.all(
            "\(Self.select) \(condition) ORDER BY id DESC \(db.dialect.page(limit: limit, offset: offset))", arguments
        ) { entry($0) }
    }

    /// Nil where the journal has no such entry.
    package func find(_ id: Int64) throws -> JournalEntry? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id)]) { entry($0) }
    }

    /// What happened to one record, oldest first.
    package func entries(of entity: JournalEntity, id: String) throws -> [JournalEntry] {
        try db.all(
            "\(Self.select) WHERE entity = ? AND entity_id = ? ORDER BY id", [.text(entity.rawValue), .text(id)]
        ) { entry($0) }
    }

    /// Walks the whole chain.
    /// - Returns: the first place where it is broken; nil when it is whole.
    package func verify() throws -> JournalBreak? {
        let head = try ChainHeadStore(db: db).head(of: Self.chain)
        var expected = Int64(1)
        var previous = SHA256.zero
        var firstBreak: JournalBreak?
        try db.walk(Self.select, portion: Self.portion) { row in
            guard firstBreak == nil else { return }
            let entry = entry(row)
            if entry.id != expected {
                firstBreak = JournalBreak(entry: expected, kind: .missing)
            } else if row.blob(8) != previous {
                firstBreak = JournalBreak(entry: entry.id, kind: .linkBroken)
            } else if entry.seal(after: previous) != entry.hash {
                firstBreak = JournalBreak(entry: entry.id, kind: .changed)
            }
            previous = entry.hash
            expected += 1
        }
        return firstBreak ?? tailBreak(head, length: expected - 1, last: previous)
    }

    private func tailBreak(_ head: ChainHead, length: Int64, last: [UInt8]) -> JournalBreak? {
        if length < head.length { return JournalBreak(entry: length + 1, kind: .missing) }
        if length > head.length { return JournalBreak(entry: Int64(head.length + 1), kind: .added) }
        return last == head.hash ? nil : JournalBreak(entry: length, kind: .changed)
    }

    private func insert(_ entry: JournalEntry, previous: [UInt8]) throws {
        try db.execute(
            db.dialect.insert(into: "journal", Self.columns),
            [
                .integer(entry.id), .integer(entry.stamp.at.seconds), .text(entry.stamp.actor),
                .text(entry.action.rawValue), .text(entry.entity.rawValue), .text(entry.entityID),
                .optional(entry.before), .optional(entry.after), .blob(previous), .blob(entry.hash),
            ])
    }

    private func entry(_ row: any SQLRow) -> JournalEntry {
        JournalEntry(
            id: row.integer(0), stamp: Stamp(actor: row.text(2), at: Instant(seconds: row.integer(1))),
            action: JournalAction(rawValue: row.text(3)), entity: JournalEntity(rawValue: row.text(4)),
            entityID: row.text(5), before: row.optionalText(6), after: row.optionalText(7), hash: row.blob(9))
    }
}

/// Where the journal is not what was written.
package struct JournalBreak: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case changed, missing, added, linkBroken
    }

    package var entry: Int64
    package var kind: Kind
}

extension JournalBreak: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .changed: "Journal entry \(entry) is not what was written."
        case .missing: "Journal entry \(entry) is missing."
        case .added: "Journal entry \(entry) was added past the journal's end."
        case .linkBroken: "Journal entry \(entry) does not refer to the entry before it."
        }
    }
}

extension JournalEntry {
    /// See `docs/ledger.md`.
    fileprivate func seal(after previous: [UInt8]) -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(raw: Array("etime.journal.1\0".utf8))
        bytes.append(id)
        bytes.append(stamp.at.seconds)
        for text in [stamp.actor, action.rawValue, entity.rawValue, entityID] { bytes.append(text) }
        bytes.append(optional: before)
        bytes.append(optional: after)
        bytes.append(raw: previous)
        return SHA256.hash(bytes.bytes)
    }
}
