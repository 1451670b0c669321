package import Domain

/// Which entries of the journal are wanted; nil: whatever it is.
package struct JournalFilter: Hashable, Sendable {
    package var since: Instant?
    package var entity: JournalEntity?
    /// The changed record's.
    package var entityID: String?
    /// The whole name, as it was written.
    package var actor: String?

    package init(
        since: Instant? = nil, entity: JournalEntity? = nil, entityID: String? = nil, actor: String? = nil
    ) {
        self.since = since
        self.entity = entity
        self.entityID = entityID
        self.actor = actor
    }

    var condition: (sql: String, arguments: [SQLValue]) {
        var parts: [(String, [SQLValue])] = []
        if let since { parts.append(("at >= ?", [.integer(since.seconds)])) }
        if let entity {
            // What was written before departments and locations had rosters has the older name.
            let names = entity == .rosterAssignment ? [entity, .shiftAssignment] : [entity]
            let marks = names.map { _ in "?" }.joined(separator: ", ")
            parts.append(("entity IN (\(marks))", names.map { .text($0.rawValue) }))
        }
        if let entityID { parts.append(("entity_id = ?", [.text(entityID)])) }
        if let actor { parts.append(("actor = ?", [.text(actor)])) }
        let sql = parts.isEmpty ? "" : "WHERE " + parts.map(\.0).joined(separator: " AND ")
        return (sql, parts.flatMap(\.1))
    }
}
