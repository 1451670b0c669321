package import Domain

/// Who works which shift from when to when.
package struct RosterStore {
    private static let columns = ["employee_id", "from_day", "to_day", "shift_id"]
    private static let select = "SELECT \(columns.joined(separator: ", ")) FROM shift_assignment"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where the person starts this shift that day already,
    ///   `.foreignKey` where person or shift does not exist.
    package func insert(_ assignment: ShiftAssignment, by stamp: Stamp) throws {
        try db.execute(
            db.dialect.insert(into: "shift_assignment", Self.columns),
            [
                .integer(assignment.employee.rawValue), .integer(assignment.from.daysSinceEpoch),
                .optional(assignment.to?.daysSinceEpoch), .integer(assignment.shift.rawValue),
            ])
        try journal(.add, assignment, before: nil, after: assignment, stamp)
    }

    package func remove(_ assignment: ShiftAssignment, by stamp: Stamp) throws {
        let removed = try db.execute(
            "DELETE FROM shift_assignment WHERE employee_id = ? AND from_day = ? AND shift_id = ?", key(assignment))
        if removed == 0 { throw StorageError.notFound("such shift assignment") }
        try journal(.remove, assignment, before: assignment, after: nil, stamp)
    }

    /// Ends an assignment on `last`, which may be nil: until further notice.
    package func end(_ assignment: ShiftAssignment, on last: CivilDate?, by stamp: Stamp) throws {
        let changed = try db.execute(
            "UPDATE shift_assignment SET to_day = ? WHERE employee_id = ? AND from_day = ? AND shift_id = ?",
            [.optional(last?.daysSinceEpoch)] + key(assignment))
        if changed == 0 { throw StorageError.notFound("such shift assignment") }
        var after = assignment
        after.to = last
        try journal(.change, assignment, before: assignment, after: after, stamp)
    }

    /// Ascending by start.
    package func assignments(of employee: ID<Employee>) throws -> [ShiftAssignment] {
        try db.all(
            "\(Self.select) WHERE employee_id = ? ORDER BY from_day, shift_id", [.integer(employee.rawValue)],
            assignment)
    }

    /// Everybody's, in the order of employee ids and starts.
    package func all() throws -> [ShiftAssignment] {
        try db.all("\(Self.select) ORDER BY employee_id, from_day, shift_id", [], assignment)
    }

    private func key(_ assignment: ShiftAssignment) -> [SQLValue] {
        [
            .integer(assignment.employee.rawValue), .integer(assignment.from.daysSinceEpoch),
            .integer(assignment.shift.rawValue),
        ]
    }

    private func assignment(_ row: any SQLRow) -> ShiftAssignment {
        ShiftAssignment(employee: row.id(0), shift: row.id(3), from: row.date(1), to: row.optionalDate(2))
    }

    private func journal(
        _ action: JournalAction, _ assignment: ShiftAssignment, before: ShiftAssignment?, after: ShiftAssignment?,
        _ stamp: Stamp
    ) throws {
        let id = "\(assignment.employee.rawValue)/\(assignment.from)/\(assignment.shift.rawValue)"
        try JournalStore(db).append(
            action, .shiftAssignment, id: id, before: before.map(AssignmentDocument.init),
            after: after.map(AssignmentDocument.init), by: stamp)
    }
}

private struct AssignmentDocument: Encodable {
    var employee: Int64
    var shift: Int64
    var from: String
    var to: String?

    init(_ assignment: ShiftAssignment) {
        employee = assignment.employee.rawValue
        shift = assignment.shift.rawValue
        from = assignment.from.description
        to = assignment.to?.description
    }
}
