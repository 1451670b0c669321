package import Domain

/// The append-only record of every change to what is not derived. Written in the transaction of the change itself.
package struct JournalStore {
    private static let chain = "journal"
    private static let portion = 10_000
    /// Ids in one statement.
    private static let fewIDs = 500
    private static let columns = [
        "id", "at", "actor", "action", "entity", "entity_id", "before_json", "after_json", "prev_hash", "hash",
        "behalf",
        "origin", "reason",
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
        let change = JournalChange(action, entity, id: id, before: before, after: after, by: stamp)
        if let gathering = db.gathering { return try gathering.take(change) }
        let heads = ChainHeadStore(db: db)
        let head = try heads.head(of: Self.chain)
        let entry = try change.entry(after: head)
        try insert(entry, previous: head.hash)
        try heads.save(ChainHead(length: head.length + 1, hash: entry.hash), of: Self.chain)
        return entry
    }

    /// Many changes in the order in which they were made.
    package func append(_ changes: [JournalChange]) throws {
        guard !changes.isEmpty else { return }
        try gathering { gathering in
            for change in changes { _ = try gathering.take(change) }
        }
    }

    /// What the body appends to the journal is written together at its end, and before anybody reads the journal: the
    /// chain's head is read and written once. A body that throws leaves its entries out, so let the error undo the rest.
    package func gathering<T>(_ body: () throws -> T) throws -> T { try gathering { _ in try body() } }

    private func gathering<T>(_ body: (JournalGathering) throws -> T) throws -> T {
        if let outer = db.gathering { return try body(outer) }
        let gathering = JournalGathering(after: try ChainHeadStore(db: db).head(of: Self.chain))
        db.gathering = gathering
        defer { db.gathering = nil }
        let result = try body(gathering)
        try settle()
        return result
    }

    /// Writes what waits.
    private func settle() throws {
        guard let gathering = db.gathering else { return }
        let waiting = gathering.release()
        guard !waiting.isEmpty else { return }
        try db.bulk(.insert(into: "journal", Self.columns)) { rows in
            for (entry, previous) in waiting {
                rows.bind(entry, previous: previous)
                try rows.send()
            }
        }
        try ChainHeadStore(db: db).save(gathering.head, of: Self.chain)
    }

    /// The newest entries first.
    package func page(limit: Int, matching filter: JournalFilter = JournalFilter()) throws -> [JournalEntry] {
        try settle()
        let (condition, arguments) = filter.condition
        return try db.all(
            "\(Self.select) \(condition) ORDER BY id DESC \(db.dialect.page(limit: limit, offset: 0))", arguments
        ) { entry($0) }
    }

    /// Nil where the journal has no such entry.
    package func find(_ id: Int64) throws -> JournalEntry? {
        try settle()
        return try db.first("\(Self.select) WHERE id = ?", [.integer(id)]) { entry($0) }
    }

    /// The last change of one record; nil where there is none.
    package func latest(of entity: JournalEntity, id: String) throws -> Int64? {
        try settle()
        return try db.integer(
            "SELECT MAX(id) FROM journal WHERE entity = ? AND entity_id = ?", [.text(entity.rawValue), .text(id)])
    }

    /// When each of some records was last changed; those of which the journal has nothing are missing.
    package func lastChanges(of entity: JournalEntity, ids: [String]) throws -> [String: Instant] {
        try settle()
        var found: [String: Instant] = [:]
        for start in stride(from: 0, to: ids.count, by: Self.fewIDs) {
            let some = ids[start..<min(start + Self.fewIDs, ids.count)]
            let marks = some.map { _ in "?" }.joined(separator: ", ")
            try db.query(
                "SELECT entity_id, MAX(at) FROM journal WHERE entity = ? AND entity_id IN (\(marks)) GROUP BY entity_id",
                [.text(entity.rawValue)] + some.map { .text($0) }
            ) { found[$0.text(0)] = $0.instant(1) }
        }
        return found
    }

    /// When this was last done to each record of the kind, by the record's id.
    package func latest(_ action: JournalAction, of entity: JournalEntity) throws -> [String: Instant] {
        try settle()
        let found = try db.all(
            "SELECT entity_id, MAX(at) FROM journal WHERE entity = ? AND action = ? GROUP BY entity_id",
            [.text(entity.rawValue), .text(action.rawValue)]
        ) { ($0.text(0), $0.instant(1)) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// Everybody who did something, by name.
    package func actors() throws -> [String] {
        try settle()
        return try db.all("SELECT DISTINCT actor FROM journal ORDER BY actor", []) { $0.text(0) }
    }

    /// What happened to one record, oldest first.
    package func entries(of entity: JournalEntity, id: String) throws -> [JournalEntry] {
        try settle()
        return try db.all(
            "\(Self.select) WHERE entity = ? AND entity_id = ? ORDER BY id", [.text(entity.rawValue), .text(id)]
        ) { entry($0) }
    }

    /// Calls `body` for each entry that fits, oldest first, with few of them in memory.
    package func walk(matching filter: JournalFilter, _ body: (JournalEntry) throws -> Void) throws {
        try settle()
        var last: Int64 = 0
        while true {
            let (condition, arguments) = filter.condition(and: [("id > ?", [.integer(last)])])
            let found = try db.all(
                "\(Self.select) \(condition) ORDER BY id \(db.dialect.page(limit: Self.portion, offset: 0))", arguments
            ) { entry($0) }
            for entry in found { try body(entry) }
            guard found.count == Self.portion, let end = found.last?.id else { return }
            last = end
        }
    }

    /// How many entries there are, and the seal of the last one.
    package func head() throws -> (length: Int64, hash: [UInt8]) {
        try settle()
        let head = try ChainHeadStore(db: db).head(of: Self.chain)
        return (Int64(head.length), head.hash)
    }

    /// Walks the whole chain.
    /// - Returns: the first place where it is broken; nil when it is whole.
    package func verify() throws -> JournalBreak? {
        try settle()
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
                .optional(entry.stamp.behalf), .optional(entry.stamp.origin), .optional(entry.stamp.reason),
            ])
    }

    private func entry(_ row: any SQLRow) -> JournalEntry {
        JournalEntry(
            id: row.integer(0),
            stamp: Stamp(
                actor: row.text(2), at: Instant(seconds: row.integer(1)), behalf: row.optionalText(10),
                origin: row.optionalText(11), reason: row.optionalText(12)),
            action: JournalAction(rawValue: row.text(3)), entity: JournalEntity(rawValue: row.text(4)),
            entityID: row.text(5), before: row.optionalText(6), after: row.optionalText(7), hash: row.blob(9))
    }
}

/// A change that has no place in the journal yet.
package struct JournalChange {
    private let action: JournalAction
    private let entity: JournalEntity
    private let id: String
    private let before: (any Encodable)?
    private let after: (any Encodable)?
    private let stamp: Stamp

    /// As of ``JournalStore/append(_:_:id:before:after:by:)``
    package init(
        _ action: JournalAction, _ entity: JournalEntity, id: String, before: (any Encodable)?,
        after: (any Encodable)?, by stamp: Stamp
    ) {
        (self.action, self.entity, self.id) = (action, entity, id)
        (self.before, self.after, self.stamp) = (before, after, stamp)
    }

    func entry(after head: ChainHead) throws -> JournalEntry {
        var entry = JournalEntry(
            id: Int64(head.length + 1), stamp: stamp, action: action, entity: entity, entityID: id,
            before: try before.map { try CanonicalJSON.text($0) }, after: try after.map { try CanonicalJSON.text($0) },
            hash: [])
        entry.hash = entry.seal(after: head.hash)
        return entry
    }
}

extension SQLBulk {
    /// In the order of the journal's columns.
    fileprivate func bind(_ entry: JournalEntry, previous: [UInt8]) {
        bind(entry.id, 0)
        bind(entry.stamp.at.seconds, 1)
        bind(entry.stamp.actor, 2)
        bind(entry.action.rawValue, 3)
        bind(entry.entity.rawValue, 4)
        bind(entry.entityID, 5)
        bind(optional: entry.before, 6)
        bind(optional: entry.after, 7)
        bind(previous, 8)
        bind(entry.hash, 9)
        bind(optional: entry.stamp.behalf, 10)
        bind(optional: entry.stamp.origin, 11)
        bind(optional: entry.stamp.reason, 12)
    }

    private func bind(optional text: String?, _ parameter: Int) {
        if let text { bind(text, parameter) } else { bindNull(parameter) }
    }
}

/// Where the journal is not what was written.
package struct JournalBreak: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case changed, missing, added, linkBroken
        /// The chain is whole, and another than the one whose seal somebody kept.
        case otherSeal
    }

    package var entry: Int64
    package var kind: Kind

    package init(entry: Int64, kind: Kind) {
        self.entry = entry
        self.kind = kind
    }
}

extension JournalBreak: CustomStringConvertible {
    package var description: String {
        switch kind {
        case .changed: "Journal entry \(entry) is not what was written."
        case .missing: "Journal entry \(entry) is missing."
        case .added: "Journal entry \(entry) was added past the journal's end."
        case .otherSeal:
            "Journal entry \(entry) has another seal than the one you kept: the journal was written anew after that, or it is "
                + "another company's."
        case .linkBroken: "Journal entry \(entry) does not refer to the entry before it."
        }
    }
}

extension JournalEntry {
    /// Entries from before there were details are sealed without them.
    private static let marker = Array("etime.journal.1\0".utf8)
    private static let detailedMarker = Array("etime.journal.2\0".utf8)

    /// See `docs/ledger.md`.
    fileprivate func seal(after previous: [UInt8]) -> [UInt8] {
        let isPlain = stamp.behalf == nil && stamp.origin == nil && stamp.reason == nil
        var bytes = CanonicalBytes(capacity: 512)
        bytes.append(raw: isPlain ? Self.marker : Self.detailedMarker)
        bytes.append(id)
        bytes.append(stamp.at.seconds)
        bytes.append(stamp.actor)
        bytes.append(action.rawValue)
        bytes.append(entity.rawValue)
        bytes.append(entityID)
        bytes.append(optional: before)
        bytes.append(optional: after)
        if !isPlain {
            bytes.append(optional: stamp.behalf)
            bytes.append(optional: stamp.origin)
            bytes.append(optional: stamp.reason)
        }
        bytes.append(raw: previous)
        return SHA256.hash(bytes.bytes)
    }
}
