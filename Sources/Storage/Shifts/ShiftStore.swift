package import Domain

package struct ShiftStore {
    private static let columns = ["code", "name", "start_s", "end_s", "policy", "is_automatic"]
    private static let breakColumns = ["start_s", "end_s", "is_deducted", "kind", "length_s", "paid_s"]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM shift"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the shift with the id that the database gave; the one it came with does not count.
    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where the code is taken.
    package func insert(_ shift: Shift, by stamp: Stamp) throws -> Shift {
        var stored = shift
        stored.id = ID(try db.insert(into: "shift", Self.columns, values(shift)))
        try insertParts(of: stored)
        try journal(.add, stored.id, before: nil, after: stored, stamp)
        return stored
    }

    /// - Throws: ``StorageError/notFound(_:)``; `.unique` where the code is another's.
    package func update(_ shift: Shift, by stamp: Stamp) throws {
        guard let before = try find(shift.id) else { throw StorageError.notFound("shift \(shift.code)") }
        guard before != shift else { return }
        try db.update("shift", Self.columns, values(shift), id: shift.id.rawValue)
        try removeParts(of: shift.id)
        try insertParts(of: shift)
        try journal(.change, shift.id, before: before, after: shift, stamp)
    }

    /// - Throws: ``StorageError/constraint(_:detail:)`` `.foreignKey` where somebody is assigned to it.
    package func remove(_ id: ID<Shift>, by stamp: Stamp) throws {
        guard let before = try find(id) else { throw StorageError.notFound("shift \(id.rawValue)") }
        try removeParts(of: id)
        try db.execute("DELETE FROM shift WHERE id = ?", [.integer(id.rawValue)])
        try journal(.remove, id, before: before, after: nil, stamp)
    }

    package func find(_ id: ID<Shift>) throws -> Shift? {
        try first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)])
    }

    package func find(code: String) throws -> Shift? { try first("\(Self.select) WHERE code = ?", [.text(code)]) }

    /// In the order of their codes, whole.
    package func all() throws -> [Shift] {
        let shifts = try db.all("\(Self.select) ORDER BY code", [], shift)
        return try shifts.map(withParts)
    }

    private func first(_ sql: String, _ arguments: [SQLValue]) throws -> Shift? {
        try db.first(sql, arguments, shift).map(withParts)
    }

    private func values(_ shift: Shift) throws -> [SQLValue] {
        [
            .text(shift.code), .text(shift.name), .integer(shift.start.secondsSinceMidnight),
            .integer(shift.end.secondsSinceMidnight),
            .text(try CanonicalJSON.text(shift.policy.map(ShiftPolicyDocument.init))), .flag(shift.isAutomatic),
        ]
    }

    private func shift(_ row: any SQLRow) throws -> Shift {
        Shift(
            id: row.id(0), code: row.text(1), name: row.text(2), start: row.timeOfDay(3), end: row.timeOfDay(4),
            policy: try ShiftPolicyDocument.ownPolicy(from: row.text(5)), isAutomatic: row.flag(6))
    }

    private func journal(
        _ action: JournalAction, _ id: ID<Shift>, before: Shift?, after: Shift?, _ stamp: Stamp
    ) throws {
        try JournalStore(db).append(
            action, .shift, id: String(id.rawValue), before: before.map(ShiftDocument.init),
            after: after.map(ShiftDocument.init), by: stamp)
    }
}

extension ShiftStore {
    private func insertParts(of shift: Shift) throws {
        for (position, pause) in shift.breaks.enumerated() {
            try db.execute(
                db.dialect.insert(into: "shift_break", ["shift_id", "position"] + Self.breakColumns),
                [
                    .integer(shift.id.rawValue), .integer(position), .integer(pause.start.secondsSinceMidnight),
                    .integer(pause.end.secondsSinceMidnight), .flag(pause.isDeducted), .integer(pause.kind.rawValue),
                    .integer(pause.length), .integer(pause.paid),
                ])
        }
        for day in shift.partialDays {
            try db.execute(
                db.dialect.insert(
                    into: "shift_partial_day",
                    ["shift_id", "weekday", "start_s", "end_s", "half_day_below_s", "absent_below_s"]),
                [
                    .integer(shift.id.rawValue), .integer(day.weekday.rawValue),
                    .integer(day.start.secondsSinceMidnight),
                    .integer(day.end.secondsSinceMidnight), .integer(day.halfDayBelow), .integer(day.absentBelow),
                ])
        }
    }

    private func removeParts(of id: ID<Shift>) throws {
        try db.execute("DELETE FROM shift_break WHERE shift_id = ?", [.integer(id.rawValue)])
        try db.execute("DELETE FROM shift_partial_day WHERE shift_id = ?", [.integer(id.rawValue)])
    }

    private func withParts(_ shift: Shift) throws -> Shift {
        var shift = shift
        let id = SQLValue.integer(shift.id.rawValue)
        shift.breaks = try db.all(
            """
            SELECT \(Self.breakColumns.joined(separator: ", ")) FROM shift_break WHERE shift_id = ? ORDER BY position
            """, [id]
        ) {
            ShiftBreak(
                start: $0.timeOfDay(0), end: $0.timeOfDay(1), isDeducted: $0.flag(2),
                kind: try $0.code(3, "the kind of break"), length: Int32(truncatingIfNeeded: $0.integer(4)),
                paid: Int32(truncatingIfNeeded: $0.integer(5)))
        }
        shift.partialDays = try db.all(
            """
            SELECT weekday, start_s, end_s, half_day_below_s, absent_below_s FROM shift_partial_day
            WHERE shift_id = ? ORDER BY weekday
            """, [id]
        ) {
            PartialDay(
                weekday: try $0.code(0, "the weekday"), start: $0.timeOfDay(1), end: $0.timeOfDay(2),
                halfDayBelow: Int32(truncatingIfNeeded: $0.integer(3)),
                absentBelow: Int32(truncatingIfNeeded: $0.integer(4)))
        }
        return shift
    }
}

/// A shift as the journal shows it.
private struct ShiftDocument: Encodable {
    struct Break: Encodable {
        var start: String
        var end: String
        var isDeducted: Bool
        /// As people write it.
        var words: String
    }

    struct Day: Encodable {
        var weekday: String
        var start: String
        var end: String
        var halfDayBelow: Int32
        var absentBelow: Int32
    }

    var code: String
    var name: String
    var start: String
    var end: String
    var breaks: [Break]
    var partialDays: [Day]
    /// Nil where it is not: entries from before there were such shifts have none.
    var isAutomatic: Bool?
    var policy: ShiftPolicyDocument?

    init(_ shift: Shift) {
        code = shift.code
        name = shift.name
        start = shift.start.description
        end = shift.end.description
        breaks = shift.breaks.map {
            Break(
                start: $0.start.description, end: $0.end.description, isDeducted: $0.isDeducted, words: $0.words)
        }
        partialDays = shift.partialDays.map {
            Day(
                weekday: String(describing: $0.weekday), start: $0.start.description, end: $0.end.description,
                halfDayBelow: $0.halfDayBelow, absentBelow: $0.absentBelow)
        }
        isAutomatic = shift.isAutomatic ? true : nil
        policy = shift.policy.map(ShiftPolicyDocument.init)
    }
}
