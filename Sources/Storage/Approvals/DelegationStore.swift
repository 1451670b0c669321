package import Domain

/// Whose decisions are in whose hands.
package struct DelegationStore {
    private static let columns = ["approver_id", "delegate_id", "first_day", "last_day", "only_while_away"]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM delegation"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// In the order in which they were made.
    package func all() throws -> [Delegation] { try db.all("\(Self.select) ORDER BY id", [], delegation) }

    package func holding(on date: CivilDate) throws -> [Delegation] {
        try db.all(
            "\(Self.select) WHERE first_day <= ? AND (last_day IS NULL OR last_day >= ?) ORDER BY id",
            [.integer(date.daysSinceEpoch), .integer(date.daysSinceEpoch)], delegation)
    }

    package func find(_ id: ID<Delegation>) throws -> Delegation? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)], delegation)
    }

    package func insert(_ delegation: Delegation, by stamp: Stamp) throws -> Delegation {
        var stored = delegation
        stored.id = ID(
            try db.insert(
                into: "delegation", Self.columns,
                [
                    .integer(delegation.approver.rawValue), .integer(delegation.delegate.rawValue),
                    .integer(delegation.first.daysSinceEpoch), .optional(delegation.last?.daysSinceEpoch),
                    .flag(delegation.onlyWhileAway),
                ]))
        try journal(.add, stored.id, before: nil, after: stored, stamp)
        return stored
    }

    /// Ends it on a day; nil takes back one that has not begun.
    package func end(_ delegation: Delegation, on last: CivilDate?, by stamp: Stamp) throws {
        guard let last, last >= delegation.first else {
            try db.execute("DELETE FROM delegation WHERE id = ?", [.integer(delegation.id.rawValue)])
            return try journal(.remove, delegation.id, before: delegation, after: nil, stamp)
        }
        var after = delegation
        after.last = last
        try db.execute(
            "UPDATE delegation SET last_day = ? WHERE id = ?",
            [.integer(last.daysSinceEpoch), .integer(delegation.id.rawValue)])
        try journal(.change, delegation.id, before: delegation, after: after, stamp)
    }

    private func delegation(_ row: any SQLRow) -> Delegation {
        Delegation(
            id: row.id(0), approver: row.id(1), delegate: row.id(2), first: row.date(3), last: row.optionalDate(4),
            onlyWhileAway: row.flag(5))
    }

    private func journal(
        _ action: JournalAction, _ id: ID<Delegation>, before: Delegation?, after: Delegation?, _ stamp: Stamp
    ) throws {
        try JournalStore(db).append(
            action, .delegation, id: String(id.rawValue), before: before.map(DelegationDocument.init),
            after: after.map(DelegationDocument.init), by: stamp)
    }
}

/// A delegation as the journal shows it.
private struct DelegationDocument: Encodable {
    var approver: Int64
    var delegate: Int64
    var from: String
    var to: String?
    var onlyWhileAway: Bool

    init(_ delegation: Delegation) {
        approver = delegation.approver.rawValue
        delegate = delegation.delegate.rawValue
        from = delegation.first.description
        to = delegation.last?.description
        onlyWhileAway = delegation.onlyWhileAway
    }
}

/// Who heads which department.
package struct DepartmentHeadStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// By department.
    package func all() throws -> [(department: String, head: ID<Employee>)] {
        try db.all("SELECT department, employee_id FROM department_head ORDER BY department") {
            ($0.text(0), $0.id(1))
        }
    }

    package func head(of department: String) throws -> ID<Employee>? {
        try db.integer("SELECT employee_id FROM department_head WHERE department = ?", [.text(department)])
            .map { ID($0) }
    }

    /// - Parameter head: nil: nobody.
    package func set(_ head: ID<Employee>?, of department: String, by stamp: Stamp) throws {
        let before = try self.head(of: department)
        guard before != head else { return }
        try db.execute("DELETE FROM department_head WHERE department = ?", [.text(department)])
        if let head {
            try db.execute(
                db.dialect.insert(into: "department_head", ["department", "employee_id"]),
                [.text(department), .integer(head.rawValue)])
        }
        try JournalStore(db).append(
            before == nil ? .add : head == nil ? .remove : .change, .departmentHead, id: department,
            before: before.map { ["head": $0.rawValue] }, after: head.map { ["head": $0.rawValue] }, by: stamp)
    }
}
