package import Domain

/// Punches that changed hands.
package struct PunchMove: Hashable, Sendable {
    /// Nil: they waited for somebody.
    package var from: ID<Employee>?
    /// Nil: they wait now.
    package var to: ID<Employee>?
    package var punches: Int

    package init(from: ID<Employee>?, to: ID<Employee>?, punches: Int) {
        self.from = from
        self.to = to
        self.punches = punches
    }
}

/// Whose punch is whose: derived from the ledger by ``PunchOwnership``, and kept so by whoever changes what it is derived
/// from.
package struct PunchOwners {
    private static let insert =
        "INSERT INTO punch_owner (\(PunchOwnership.columns.joined(separator: ", "))) \(PunchOwnership.rows)"
    // The order of the table's key: rows are laid down one after the other.
    private static let order = "ORDER BY holder.employee_id, punch.utc_s, punch.id"
    /// Rows that are on one side alone.
    private static let strays =
        """
        SELECT * FROM (\(PunchOwnership.rows) EXCEPT SELECT \(PunchOwnership.columns.joined(separator: ", ")) FROM punch_owner) lacking
        UNION ALL
        SELECT * FROM (SELECT \(PunchOwnership.columns.joined(separator: ", ")) FROM punch_owner EXCEPT \(PunchOwnership.rows)) unfounded
        """

    let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Gives the punches of a new batch to the people known so far, and marks their days.
    func own(_ punches: ClosedRange<ID<Punch>>, of batch: ID<PunchBatch>) throws {
        let condition = "AND punch.id BETWEEN ? AND ? AND punch.batch_id = ?"
        let arguments: [SQLValue] = [
            .integer(punches.lowerBound.rawValue), .integer(punches.upperBound.rawValue), .integer(batch.rawValue),
        ]
        try db.execute("\(Self.insert) \(condition) \(Self.order)", arguments)
        try markDays(of: try owned(condition, arguments))
    }

    /// How many punches of a terminal's user during a time belong to each person.
    package func count(_ user: DeviceUserRecord, during time: HeldTime) throws -> [ID<Employee>: Int] {
        let owned = try PunchScope([user], time).selections(db.dialect).flatMap {
            try self.owned("AND \($0.sql)", $0.arguments)
        }
        return Dictionary(owned.map { ($0.employee, 1) }, uniquingKeysWith: +)
    }

    /// Does what changes the owners of the punches in the scopes, and brings the table after it.
    ///
    /// Days are marked for everybody who lost a punch or got one.
    @discardableResult
    func reassign(_ scopes: [PunchScope], _ change: () throws -> Void) throws -> [PunchMove] {
        let selections = scopes.flatMap { $0.selections(db.dialect) }
        let before = try selections.flatMap { try owned("AND \($0.sql)", $0.arguments) }
        try change()
        let after = try selections.flatMap { try owned("AND \($0.sql)", $0.arguments) }
        return try move(before, after)
    }

    private func move(_ before: [OwnedPunch], _ after: [OwnedPunch]) throws -> [PunchMove] {
        let (had, has) = (Set(before), Set(after))
        let (lost, gained) = (had.subtracting(has), has.subtracting(had))
        try remove(lost.union(gained))
        try add(gained)
        if !gained.isEmpty { try PunchOverlayStore(db).follow() }
        try markDays(of: lost.union(gained))
        let givers = Dictionary(lost.map { ($0.id, $0.employee) }) { first, _ in first }
        let takers = Set(gained.map(\.id))
        var counts: [PunchMove: Int] = [:]
        for punch in gained {
            counts[PunchMove(from: givers[punch.id], to: punch.employee, punches: 0), default: 0] += 1
        }
        for punch in lost where !takers.contains(punch.id) {
            counts[PunchMove(from: punch.employee, to: nil, punches: 0), default: 0] += 1
        }
        return counts.map { PunchMove(from: $0.key.from, to: $0.key.to, punches: $0.value) }
    }

    private func owned(_ condition: String, _ arguments: [SQLValue]) throws -> [OwnedPunch] {
        try db.all(
            """
            SELECT punch.id, holder.employee_id, punch.utc_s, punch.local_s
            FROM placed_punch punch CROSS JOIN device_user_holder holder CROSS JOIN employee WHERE \(PunchOwnership.holds) \(condition)
            """, arguments
        ) {
            OwnedPunch(
                id: $0.id(0), employee: $0.id(1), instant: $0.instant(2), local: LocalTime(seconds: $0.integer(3)))
        }
    }

    private func remove(_ punches: Set<OwnedPunch>) throws {
        try db.bulk(.delete(from: "punch_owner", key: ["employee_id", "utc_s", "punch_id"])) { rows in
            for punch in punches {
                rows.bind(punch.employee.rawValue, 0)
                rows.bind(punch.instant.seconds, 1)
                rows.bind(punch.id.rawValue, 2)
                try rows.send()
            }
        }
    }

    /// Takes the rows of punches away that are about to go, without marking anybody's days.
    func forget(_ condition: String, _ arguments: [SQLValue]) throws {
        try remove(Set(try owned(condition, arguments)))
    }

    private func add(_ punches: Set<OwnedPunch>) throws {
        let ids = punches.map(\.id).sorted()
        let size = db.dialect.rowsPerStatement(columns: 1)
        for start in stride(from: 0, to: ids.count, by: size) {
            let some = ids[start..<min(start + size, ids.count)]
            let marks = Array(repeating: "?", count: some.count).joined(separator: ", ")
            try db.execute(
                "\(Self.insert) AND punch.id IN (\(marks)) \(Self.order)", some.map { .integer($0.rawValue) })
        }
    }

    private func markDays(of punches: some Sequence<OwnedPunch>) throws {
        var dates: [ID<Employee>: Set<CivilDate>] = [:]
        for punch in punches where punch.local.impossibleRawTime == nil {
            dates[punch.employee, default: []].insert(punch.local.date)
        }
        for employee in dates.keys.sorted() {
            try PendingDayStore(db).mark(employee, around: (dates[employee] ?? []).sorted())
        }
    }
}

extension PunchOwners {
    /// How many punches are not with the person they belong to, or with somebody else too.
    package func strayCount() throws -> Int {
        Int(try db.integer("SELECT COUNT(DISTINCT punch_id) FROM (\(Self.strays)) strays") ?? 0)
    }

    /// How many punches are with several people: a user of theirs has two holders at one time, which only comes about from
    /// outside.
    package func sharedCount() throws -> Int {
        Int(
            try db.integer(
                """
                SELECT COUNT(*) FROM (SELECT punch_id FROM punch_owner GROUP BY punch_id HAVING COUNT(*) > 1) shared
                """) ?? 0)
    }

    /// Works all of it out again, from nothing, and marks the days of everybody who has a punch more or less by it.
    /// - Returns: how many punches were not with the person they belong to.
    @discardableResult
    package func rebuild() throws -> Int {
        let strays = try db.all("SELECT employee_id, utc_s, punch_id, offset_s FROM (\(Self.strays)) strays") { row in
            OwnedPunch(
                id: row.id(2), employee: row.id(0), instant: row.instant(1),
                local: LocalTime(seconds: row.integer(1) + row.integer(3)))
        }
        try db.execute("DELETE FROM punch_owner")
        try db.execute("\(Self.insert) \(Self.order)")
        try PunchOverlayStore(db).follow()
        try markDays(of: strays)
        return Set(strays.map(\.id)).count
    }
}

private struct OwnedPunch: Hashable {
    var id: ID<Punch>
    var employee: ID<Employee>
    var instant: Instant
    var local: LocalTime
}
