package import Domain

/// Which entries of the journal are wanted; nil: whatever it is.
package struct JournalFilter: Hashable, Sendable {
    package var since: Instant?
    /// Entries of this moment are not wanted any more.
    package var before: Instant?
    package var entity: JournalEntity?
    /// The changed record's.
    package var entityID: String?
    /// The whole name, as it was written.
    package var actor: String?
    /// Whom the entry is about, also as one of two in a swap or as somebody's deputy.
    package var employee: ID<Employee>?
    /// Entries before this place alone: how one goes on where a page ended, whatever was added meanwhile.
    package var olderThan: Int64?

    package init(
        since: Instant? = nil, before: Instant? = nil, entity: JournalEntity? = nil, entityID: String? = nil,
        actor: String? = nil, employee: ID<Employee>? = nil
    ) {
        self.since = since
        self.before = before
        self.entity = entity
        self.entityID = entityID
        self.actor = actor
        self.employee = employee
    }

    var condition: (sql: String, arguments: [SQLValue]) { condition(and: []) }

    func condition(and more: [(String, [SQLValue])]) -> (sql: String, arguments: [SQLValue]) {
        var parts = more
        if let since { parts.append(("at >= ?", [.integer(since.seconds)])) }
        if let before { parts.append(("at < ?", [.integer(before.seconds)])) }
        if let entity {
            // What was written before departments and locations had rosters has the older name.
            let names = entity == .rosterAssignment ? [entity, .shiftAssignment] : [entity]
            let marks = names.map { _ in "?" }.joined(separator: ", ")
            parts.append(("entity IN (\(marks))", names.map { .text($0.rawValue) }))
        }
        if let entityID { parts.append(("entity_id = ?", [.text(entityID)])) }
        if let actor { parts.append(("actor = ?", [.text(actor)])) }
        if let employee { parts.append(Self.about(employee)) }
        if let olderThan { parts.append(("id < ?", [.integer(olderThan)])) }
        let sql = parts.isEmpty ? "" : "WHERE " + parts.map(\.0).joined(separator: " AND ")
        return (sql, parts.flatMap(\.1))
    }

    /// Kinds of record whose own id is a person's.
    private static let personal: [JournalEntity] = [.employee, .deviceNumber, .optionalHoliday]
    /// Fields that name a person by number.
    private static let fields = ["employee", "requester", "partner", "approver", "delegate", "head", "manager"]

    /// By what is sealed alone: a column beside it could be emptied, and nothing would be found of somebody.
    private static func about(_ employee: ID<Employee>) -> (String, [SQLValue]) {
        let id = String(employee.rawValue)
        let named = naming(employee)
        let marks = personal.map { _ in "?" }.joined(separator: ", ")
        let own = "entity IN (\(marks)) AND entity_id = ?"
        let leave = "entity = ? AND entity_id LIKE ?"
        // Passwords and locks of an account name nobody; other entries of the account say whose it is.
        let accounts = "entity = ? AND entity_id IN (SELECT entity_id FROM journal WHERE entity = ? AND (\(named.sql)))"
        let account = SQLValue.text(JournalEntity.account.rawValue)
        return (
            "((\(own)) OR (\(leave)) OR (\(accounts)) OR \(named.sql))",
            personal.map { .text($0.rawValue) } + [
                .text(id), .text(JournalEntity.leaveEntry.rawValue), .text("\(id)/%"), account, account,
            ] + named.arguments + named.arguments
        )
    }

    /// Entries that have the person in a field.
    private static func naming(_ employee: ID<Employee>) -> (sql: String, arguments: [SQLValue]) {
        // Keys are sorted and no blanks are written, so that a number ends with a comma or a brace.
        let patterns = fields.flatMap { ["%\"\($0)\":\(employee.rawValue),%", "%\"\($0)\":\(employee.rawValue)}%"] }
        let conditions = ["before_json", "after_json"].flatMap { column in patterns.map { _ in "\(column) LIKE ?" } }
        return (conditions.joined(separator: " OR "), (patterns + patterns).map { .text($0) })
    }
}
