package import Domain

/// Rotation patterns.
package struct RotationStore {
    private static let columns = ["name", "unit", "anchor_day", "week_start"]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM rotation"
    /// In place of a weekday: the same on all days of the turn.
    private static let everyDay = 7

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the pattern with the id that the database gave.
    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where the name is taken.
    package func insert(_ pattern: RotationPattern, by stamp: Stamp) throws -> RotationPattern {
        var stored = pattern
        stored.id = ID(try db.insert(into: "rotation", Self.columns, values(pattern)))
        try insertParts(of: stored)
        try journal(.add, stored.id, before: nil, after: stored, stamp)
        return stored
    }

    /// - Throws: ``StorageError/notFound(_:)``; `.unique` where the name is another's.
    package func update(_ pattern: RotationPattern, by stamp: Stamp) throws {
        guard let before = try find(pattern.id) else { throw StorageError.notFound("rotation \(pattern.name)") }
        guard before != pattern else { return }
        try db.update("rotation", Self.columns, values(pattern), id: pattern.id.rawValue)
        try removeParts(of: pattern.id)
        try insertParts(of: pattern)
        try journal(.change, pattern.id, before: before, after: pattern, stamp)
    }

    /// - Throws: ``StorageError/constraint(_:detail:)`` `.foreignKey` where somebody works by it.
    package func remove(_ id: ID<RotationPattern>, by stamp: Stamp) throws {
        guard let before = try find(id) else { throw StorageError.notFound("rotation \(id.rawValue)") }
        try removeParts(of: id)
        try db.execute("DELETE FROM rotation WHERE id = ?", [.integer(id.rawValue)])
        try journal(.remove, id, before: before, after: nil, stamp)
    }

    package func find(_ id: ID<RotationPattern>) throws -> RotationPattern? { try all().first { $0.id == id } }

    package func find(name: String) throws -> RotationPattern? { try all().first { $0.name == name } }

    /// In the order of their names, whole.
    package func all() throws -> [RotationPattern] {
        let turns = try turns()
        let offs = try offs()
        return try db.all("\(Self.select) ORDER BY name") { row in
            let id: ID<RotationPattern> = row.id(0)
            return RotationPattern(
                id: id, name: row.text(1), unit: try row.code(2, "the unit of a rotation"), turns: turns[id] ?? [],
                anchor: row.date(3), weekStart: try row.code(4, "the weekday"), offs: offs[id] ?? [])
        }
    }

    private func turns() throws -> [ID<RotationPattern>: [RotationTurn]] {
        struct Place: Hashable {
            var rotation: Int64
            var turn: Int64
            var weekday: Int64
        }
        var shifts: [Place: [ID<Shift>]] = [:]
        let shiftRows = try db.all(
            """
            SELECT rotation_id, turn, weekday, shift_id FROM rotation_shift
            ORDER BY rotation_id, turn, weekday, position
            """
        ) { (Place(rotation: $0.integer(0), turn: $0.integer(1), weekday: $0.integer(2)), $0.id(3) as ID<Shift>) }
        for (place, shift) in shiftRows { shifts[place, default: []].append(shift) }
        var turns: [ID<RotationPattern>: [RotationTurn]] = [:]
        let days = try db.all(
            "SELECT rotation_id, turn, weekday, rest FROM rotation_day ORDER BY rotation_id, turn, weekday"
        ) { row in
            let place = Place(rotation: row.integer(0), turn: row.integer(1), weekday: row.integer(2))
            return (place, RosterDay(shifts: shifts[place] ?? [], rest: try row.code(3, "the rest of a roster")))
        }
        for (place, day) in days {
            let known = turns[ID(place.rotation)]?.count ?? 0
            if place.turn < known {
                turns[ID(place.rotation)]?[known - 1].days.append(day)
            } else {
                turns[ID(place.rotation), default: []].append(RotationTurn(day))
            }
        }
        return turns
    }

    private func offs() throws -> [ID<RotationPattern>: [WeeklyOff]] {
        let rows = try db.all(
            "SELECT rotation_id, weekday, weeks_of_month FROM rotation_off ORDER BY rotation_id, weekday"
        ) { row in
            let off = WeeklyOff(
                weekday: try row.code(1, "the weekday"), weeksOfMonth: UInt8(truncatingIfNeeded: row.integer(2)))
            return (row.id(0) as ID<RotationPattern>, off)
        }
        return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
    }

    private func values(_ pattern: RotationPattern) -> [SQLValue] {
        [
            .text(pattern.name), .integer(pattern.unit.rawValue), .integer(pattern.anchor.daysSinceEpoch),
            .integer(pattern.weekStart.rawValue),
        ]
    }

    private func insertParts(of pattern: RotationPattern) throws {
        for (turn, days) in pattern.turns.enumerated() {
            for (position, day) in days.days.enumerated() {
                let weekday = days.days.count == 1 ? Self.everyDay : position
                try insert(day, pattern.id, turn: turn, weekday: weekday)
            }
        }
        for off in pattern.offs {
            try db.execute(
                db.dialect.insert(into: "rotation_off", ["rotation_id", "weekday", "weeks_of_month"]),
                [.integer(pattern.id.rawValue), .integer(off.weekday.rawValue), .integer(off.weeksOfMonth)])
        }
    }

    private func insert(_ day: RosterDay, _ pattern: ID<RotationPattern>, turn: Int, weekday: Int) throws {
        let place: [SQLValue] = [.integer(pattern.rawValue), .integer(turn), .integer(weekday)]
        try db.execute(
            db.dialect.insert(into: "rotation_day", ["rotation_id", "turn", "weekday", "rest"]),
            place + [.integer(day.rest.rawValue)])
        for (position, shift) in day.shifts.enumerated() {
            try db.execute(
                db.dialect.insert(
                    into: "rotation_shift", ["rotation_id", "turn", "weekday", "position", "shift_id"]),
                place + [.integer(position), .integer(shift.rawValue)])
        }
    }

    private func removeParts(of id: ID<RotationPattern>) throws {
        for table in ["rotation_shift", "rotation_day", "rotation_off"] {
            try db.execute("DELETE FROM \(table) WHERE rotation_id = ?", [.integer(id.rawValue)])
        }
    }

    private func journal(
        _ action: JournalAction, _ id: ID<RotationPattern>, before: RotationPattern?, after: RotationPattern?,
        _ stamp: Stamp
    ) throws {
        let codes = Dictionary(uniqueKeysWithValues: try ShiftStore(db).all().map { ($0.id, $0.code) })
        try JournalStore(db).append(
            action, .rotation, id: String(id.rawValue), before: before.map { RotationDocument($0, codes) },
            after: after.map { RotationDocument($0, codes) }, by: stamp)
    }
}

/// A pattern as the journal shows it.
private struct RotationDocument: Encodable {
    var name: String
    var unit: String
    var anchor: String
    var weekStart: String
    /// One text a turn: `A A+B off`.
    var turns: [String]
    var offs: [String]

    init(_ pattern: RotationPattern, _ codes: [ID<Shift>: String]) {
        name = pattern.name
        unit = String(describing: pattern.unit)
        anchor = pattern.anchor.description
        weekStart = String(describing: pattern.weekStart)
        turns = pattern.turns.map { $0.days.map { $0.text(codes) }.joined(separator: " ") }
        offs = pattern.offs.map { "\($0.weekday) \($0.weeks)" }
    }
}
