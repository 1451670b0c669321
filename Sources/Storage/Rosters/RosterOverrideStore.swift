package import Domain

/// What single people work on single dates instead of what the roster says.
package struct RosterOverrideStore {
    private static let columns = ["employee_id", "day", "rest", "reason", "swap_id"]
    private static let select = "SELECT \(columns.joined(separator: ", ")) FROM roster_override"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Puts it in the place of the one there is for the person and date.
    /// - Throws: ``StorageError/constraint(_:detail:)`` `.foreignKey` where person, shift or swap does not exist.
    package func set(_ override: RosterOverride, by stamp: Stamp) throws {
        let before = try find(override.employee, override.date)
        guard before != override else { return }
        try removeShifts(override.employee, override.date)
        try db.execute(
            db.dialect.upsert(into: "roster_override", Self.columns, key: ["employee_id", "day"]),
            key(override.employee, override.date) + [
                .integer(override.day.rest.rawValue), .text(override.reason), .optional(override.swap?.rawValue),
            ])
        for (position, shift) in override.day.shifts.enumerated() {
            try db.execute(
                db.dialect.insert(into: "roster_override_shift", ["employee_id", "day", "position", "shift_id"]),
                key(override.employee, override.date) + [.integer(position), .integer(shift.rawValue)])
        }
        try journal(before == nil ? .add : .change, before: before, after: override, stamp)
    }

    /// Many at once, of as many different days or people.
    /// - Parameter overrides: each with what there was, as ``all()`` said it in this transaction, and who says so.
    package func set(_ overrides: [(before: RosterOverride?, after: RosterOverride, stamp: Stamp)]) throws {
        let place = { (rows: any SQLBulk, override: RosterOverride) in
            rows.bind(override.employee.rawValue, 0)
            rows.bind(Int64(override.date.daysSinceEpoch), 1)
        }
        try db.bulk(.delete(from: "roster_override_shift", key: ["employee_id", "day"])) { rows in
            for (before, after, _) in overrides where before != nil {
                place(rows, after)
                try rows.send()
            }
        }
        try db.bulk(.upsert(into: "roster_override", Self.columns, key: ["employee_id", "day"])) { rows in
            for (_, after, _) in overrides {
                place(rows, after)
                rows.bind(Int64(after.day.rest.rawValue), 2)
                rows.bind(after.reason, 3)
                rows.bind(after.swap?.rawValue, 4)
                try rows.send()
            }
        }
        let columns = ["employee_id", "day", "position", "shift_id"]
        try db.bulk(.insert(into: "roster_override_shift", columns)) { rows in
            for (_, after, _) in overrides {
                place(rows, after)
                for (position, shift) in after.day.shifts.enumerated() {
                    rows.bind(Int64(position), 2)
                    rows.bind(shift.rawValue, 3)
                    try rows.send()
                }
            }
        }
        try note(overrides)
    }

    /// An entry for each person, whose days were or were not there before.
    private func note(_ overrides: [(before: RosterOverride?, after: RosterOverride, stamp: Stamp)]) throws {
        let codes = Dictionary(uniqueKeysWithValues: try ShiftStore(db).all().map { ($0.id, $0.code) })
        let groups = overrides.gathered {
            Together(employee: $0.after.employee, isNew: $0.before == nil, stamp: $0.stamp)
        }
        try JournalStore(db).append(
            groups.map { some in
                let (before, after) = (some.compactMap(\.before), some.map(\.after))
                let action: JournalAction = before.isEmpty ? .add : .change
                guard after.count > 1 else {
                    return JournalChange(
                        action, .rosterOverride, id: "\(after[0].employee.rawValue)/\(after[0].date)",
                        before: before.first.map { OverrideDocument($0, codes) },
                        after: OverrideDocument(after[0], codes), by: some[0].stamp)
                }
                return JournalChange(
                    action, .rosterOverride, id: "",
                    before: before.isEmpty ? nil : OverridesDocument(before, codes),
                    after: OverridesDocument(after, codes), by: some[0].stamp)
            })
    }

    /// Of what one entry can tell.
    private struct Together: Hashable {
        var employee: ID<Employee>
        var isNew: Bool
        var stamp: Stamp
    }

    /// - Returns: false where there was none.
    @discardableResult
    package func remove(_ employee: ID<Employee>, _ date: CivilDate, by stamp: Stamp) throws -> Bool {
        guard let before = try find(employee, date) else { return false }
        try removeShifts(employee, date)
        try db.execute("DELETE FROM roster_override WHERE employee_id = ? AND day = ?", key(employee, date))
        try journal(.remove, before: before, after: nil, stamp)
        return true
    }

    package func find(_ employee: ID<Employee>, _ date: CivilDate) throws -> RosterOverride? {
        try overrides(of: employee, date...date).first
    }

    /// Ascending by date.
    package func overrides(
        of employee: ID<Employee>, _ days: ClosedRange<CivilDate>? = nil
    ) throws -> [RosterOverride] {
        let days = days ?? .distantPast ... .distantFuture
        return try read(
            "WHERE employee_id = ? AND day BETWEEN ? AND ?",
            [
                .integer(employee.rawValue), .integer(days.lowerBound.daysSinceEpoch),
                .integer(days.upperBound.daysSinceEpoch),
            ])
    }

    /// Some people's, in the order of employee ids and dates.
    package func overrides(of employees: some Sequence<ID<Employee>>) throws -> [RosterOverride] {
        var found: [RosterOverride] = []
        try EmployeeLookup(employees).eachPortion { marks, ids in
            found += try read("WHERE employee_id IN (\(marks))", ids)
        }
        return found
    }

    /// Everybody's, in the order of employee ids and dates.
    package func all() throws -> [RosterOverride] { try read("", []) }

    private func read(_ condition: String, _ arguments: [SQLValue]) throws -> [RosterOverride] {
        struct Place: Hashable {
            var employee: Int64
            var day: Int64
        }
        let shiftRows = try db.all(
            "SELECT employee_id, day, shift_id FROM roster_override_shift \(condition) ORDER BY employee_id, day, position",
            arguments
        ) { (Place(employee: $0.integer(0), day: $0.integer(1)), $0.id(2) as ID<Shift>) }
        let shifts = Dictionary(grouping: shiftRows, by: \.0).mapValues { $0.map(\.1) }
        return try db.all("\(Self.select) \(condition) ORDER BY employee_id, day", arguments) { row in
            RosterOverride(
                employee: row.id(0), date: row.date(1),
                day: RosterDay(
                    shifts: shifts[Place(employee: row.integer(0), day: row.integer(1))] ?? [],
                    rest: try row.code(2, "the rest of a roster")),
                reason: row.text(3), swap: row.isNull(4) ? nil : row.id(4))
        }
    }

    private func removeShifts(_ employee: ID<Employee>, _ date: CivilDate) throws {
        try db.execute("DELETE FROM roster_override_shift WHERE employee_id = ? AND day = ?", key(employee, date))
    }

    private func key(_ employee: ID<Employee>, _ date: CivilDate) -> [SQLValue] {
        [.integer(employee.rawValue), .integer(date.daysSinceEpoch)]
    }

    private func journal(
        _ action: JournalAction, before: RosterOverride?, after: RosterOverride?, _ stamp: Stamp
    ) throws {
        guard let either = after ?? before else { return }
        let codes = Dictionary(uniqueKeysWithValues: try ShiftStore(db).all().map { ($0.id, $0.code) })
        try JournalStore(db).append(
            action, .rosterOverride, id: "\(either.employee.rawValue)/\(either.date)",
            before: before.map { OverrideDocument($0, codes) }, after: after.map { OverrideDocument($0, codes) },
            by: stamp)
    }
}

/// Several single days of one person as the journal shows them.
private struct OverridesDocument: Encodable {
    var employee: Int64
    var days: [Day]

    init(_ overrides: [RosterOverride], _ codes: [ID<Shift>: String]) {
        employee = overrides[0].employee.rawValue
        days = overrides.map { Day(OverrideDocument($0, codes)) }
    }

    struct Day: Encodable {
        var date: String
        var day: String
        var reason: String
        var swap: Int64?

        init(_ document: OverrideDocument) {
            (date, day, reason, swap) = (document.date, document.day, document.reason, document.swap)
        }
    }
}

private struct OverrideDocument: Encodable {
    var employee: Int64
    var date: String
    /// `N`, `A+B`, `off`.
    var day: String
    var reason: String
    var swap: Int64?

    init(_ override: RosterOverride, _ codes: [ID<Shift>: String]) {
        employee = override.employee.rawValue
        date = override.date.description
        day = override.day.text(codes)
        reason = override.reason
        swap = override.swap?.rawValue
    }
}
