package import Domain

/// Who works which shift or rotation from when to when: people, departments, locations and the company.
package struct RosterStore {
    private static let columns = ScopeColumns.people + ["from_day", "to_day", "shift_id", "rotation_id"]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM roster_assignment"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the assignment with the id that the database gave.
    /// - Throws: ``StorageError/constraint(_:detail:)`` `.foreignKey` where person, shift or rotation does not exist.
    @discardableResult
    package func insert(_ assignment: RosterAssignment, by stamp: Stamp) throws -> RosterAssignment {
        var stored = assignment
        stored.id = ID(try db.insert(into: "roster_assignment", Self.columns, values(assignment)))
        try journal(.add, before: nil, after: stored, stamp)
        return stored
    }

    package func remove(_ assignment: RosterAssignment, by stamp: Stamp) throws {
        let removed = try db.execute("DELETE FROM roster_assignment WHERE id = ?", [.integer(assignment.id.rawValue)])
        if removed == 0 { throw StorageError.notFound("such roster assignment") }
        try journal(.remove, before: assignment, after: nil, stamp)
    }

    /// Ends an assignment on `last`, which may be nil: until further notice.
    package func end(_ assignment: RosterAssignment, on last: CivilDate?, by stamp: Stamp) throws {
        let changed = try db.execute(
            "UPDATE roster_assignment SET to_day = ? WHERE id = ?",
            [.optional(last?.daysSinceEpoch), .integer(assignment.id.rawValue)])
        if changed == 0 { throw StorageError.notFound("such roster assignment") }
        var after = assignment
        after.to = last
        try journal(.change, before: assignment, after: after, stamp)
    }

    /// The person's own, ascending by start.
    package func assignments(of employee: ID<Employee>) throws -> [RosterAssignment] {
        try db.all(
            "\(Self.select) WHERE employee_id = ? ORDER BY from_day, COALESCE(shift_id, 0), id",
            [.integer(employee.rawValue)], assignment)
    }

    /// Some people's own, in the order of employee ids and starts.
    package func assignments(of employees: some Sequence<ID<Employee>>) throws -> [RosterAssignment] {
        var found: [RosterAssignment] = []
        try EmployeeLookup(employees).eachPortion { marks, ids in
            found += try db.all(
                """
                \(Self.select) WHERE employee_id IN (\(marks))
                ORDER BY employee_id, from_day, COALESCE(shift_id, 0), id
                """, ids, assignment)
        }
        return found
    }

    /// Of one scope alone, ascending by start.
    package func assignments(of scope: Scope) throws -> [RosterAssignment] {
        if case .employee(let id) = scope { return try assignments(of: id) }
        return try wide().filter { $0.scope == scope }
    }

    /// Those that are not one person's, ascending by start.
    package func wide() throws -> [RosterAssignment] {
        try db.all("\(Self.select) WHERE employee_id IS NULL ORDER BY from_day, id", [], assignment)
    }

    /// Everybody's, in the order of employee ids and starts.
    package func all() throws -> [RosterAssignment] {
        // NULLs come first on one database and last on another.
        try db.all(
            "\(Self.select) ORDER BY COALESCE(employee_id, 0), from_day, COALESCE(shift_id, 0), id", [], assignment)
    }

    private func values(_ assignment: RosterAssignment) -> [SQLValue] {
        ScopeColumns.values(assignment.scope).prefix(ScopeColumns.people.count) + [
            .integer(assignment.from.daysSinceEpoch), .optional(assignment.to?.daysSinceEpoch),
            .optional(assignment.shift?.rawValue), .optional(assignment.pattern?.rawValue),
        ]
    }

    private func assignment(_ row: any SQLRow) -> RosterAssignment {
        RosterAssignment(
            id: row.id(0), ScopeColumns.scope(row, from: 1, ScopeColumns.people),
            row.isNull(6) ? .pattern(row.id(7)) : .shift(row.id(6)), from: row.date(4),
            to: row.optionalDate(5))
    }

    private func journal(
        _ action: JournalAction, before: RosterAssignment?, after: RosterAssignment?, _ stamp: Stamp
    ) throws {
        let id = String((after ?? before)?.id.rawValue ?? 0)
        try JournalStore(db).append(
            action, .rosterAssignment, id: id, before: before.map(AssignmentDocument.init),
            after: after.map(AssignmentDocument.init), by: stamp)
    }
}
