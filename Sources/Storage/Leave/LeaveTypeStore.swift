package import Domain

package struct LeaveTypeStore {
    private static let columns = ["code", "name", "kind", "rules"]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM leave_type"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the type with the id that the database gave; the one it came with does not count.
    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where the code is taken.
    package func insert(_ type: LeaveType, by stamp: Stamp) throws -> LeaveType {
        var stored = type
        stored.id = ID(try db.insert(into: "leave_type", Self.columns, values(type)))
        try journal(.add, stored.id, before: nil, after: stored, stamp)
        return stored
    }

    /// - Throws: ``StorageError/notFound(_:)``; `.unique` where the code is another's.
    package func update(_ type: LeaveType, by stamp: Stamp) throws {
        guard let before = try find(type.id) else { throw StorageError.notFound("leave type \(type.code)") }
        guard before != type else { return }
        try db.update("leave_type", Self.columns, values(type), id: type.id.rawValue)
        try journal(.change, type.id, before: before, after: type, stamp)
    }

    package func find(_ id: ID<LeaveType>) throws -> LeaveType? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)], type)
    }

    package func find(code: String) throws -> LeaveType? {
        try db.first("\(Self.select) WHERE code = ?", [.text(code)], type)
    }

    /// In the order in which they were added.
    package func all() throws -> [LeaveType] { try db.all("\(Self.select) ORDER BY id", [], type) }

    /// Up to which day the ends of lots have been booked, by type.
    package func closedThrough() throws -> [ID<LeaveType>: CivilDate] {
        let rows = try db.all("SELECT id, closed_through_day FROM leave_type WHERE closed_through_day IS NOT NULL") {
            (ID<LeaveType>($0.integer(0)), $0.date(1))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Never moves back.
    package func setClosed(_ id: ID<LeaveType>, through date: CivilDate) throws {
        try db.execute(
            """
            UPDATE leave_type SET closed_through_day = ?
            WHERE id = ? AND (closed_through_day IS NULL OR closed_through_day < ?)
            """,
            [.integer(date.daysSinceEpoch), .integer(id.rawValue), .integer(date.daysSinceEpoch)])
    }

    private func values(_ type: LeaveType) throws -> [SQLValue] {
        [
            .text(type.code), .text(type.name), .integer(type.kind.rawValue),
            .text(try CanonicalJSON.text(LeaveTypeDocument(type))),
        ]
    }

    private func type(_ row: any SQLRow) throws -> LeaveType {
        var type = LeaveType(
            id: row.id(0), code: row.text(1), name: row.text(2), kind: try row.code(3, "the kind of leave"))
        try LeaveTypeDocument.read(row.text(4), into: &type)
        return type
    }

    private func journal(
        _ action: JournalAction, _ id: ID<LeaveType>, before: LeaveType?, after: LeaveType?, _ stamp: Stamp
    ) throws {
        let codes = Dictionary(uniqueKeysWithValues: try all().map { ($0.id, $0.code) })
        let document = { LeaveTypeJournal($0) { codes[$0] ?? String($0.rawValue) } }
        try JournalStore(db).append(
            action, .leaveType, id: String(id.rawValue), before: before.map(document), after: after.map(document),
            by: stamp)
    }
}

/// A type of leave as the journal shows it.
private struct LeaveTypeJournal: Encodable {
    var code: String
    var name: String
    var kind: String
    var leave: LeaveTypeDocument

    init(_ type: LeaveType, naming name: (ID<LeaveType>) -> String) {
        code = type.code
        self.name = type.name
        kind = String(describing: type.kind)
        leave = LeaveTypeDocument(type, naming: name)
    }
}
