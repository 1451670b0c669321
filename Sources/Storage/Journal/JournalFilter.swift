package import Domain

/// Which entries of the journal are wanted; nil: whatever it is.
package struct JournalFilter: Hashable, Sendable {
    package var since: Instant?
    package var entity: JournalEntity?
    /// The whole name, as it was written.
    package var actor: String?

    package init(since: Instant? = nil, entity: JournalEntity? = nil, actor: String? = nil) {
        self.since = since
        self.entity = entity
        self.actor = actor
    }

    var condition: (sql: String, arguments: [SQLValue]) {
        let parts: [(String, SQLValue?)] = [
            ("at >= ?", since.map { .integer($0.seconds) }), ("entity = ?", entity.map { .text($0.rawValue) }),
            ("actor = ?", actor.map { .text($0) }),
        ]
        let given = parts.compactMap { part in part.1.map { (part.0, $0) } }
        let sql = given.isEmpty ? "" : "WHERE " + given.map(\.0).joined(separator: " AND ")
        return (sql, given.map(\.1))
    }
}
