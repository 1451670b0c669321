package import Domain

/// The months that are locked. Whoever was in a location or department when it was locked stays locked.
package struct PeriodLockStore {
    private static let columns = ["month", "scope", "scope_name", "locked_at", "locked_by", "reason"]

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// The latest month first.
    package func all() throws -> [PeriodLock] {
        try db.all(
            "SELECT id, \(Self.columns.joined(separator: ", ")) FROM period_lock ORDER BY month DESC, scope, scope_name"
        ) { row in
            PeriodLock(
                id: ID(row.integer(0)), month: row.date(1), scope: try Self.scope(row.integer(2), row.text(3)),
                stamp: Stamp(actor: row.text(5), at: row.instant(4)), reason: row.text(6))
        }
    }

    /// Everybody who is locked with a location or a department, and in which month.
    func eachPerson(_ body: (CivilDate, ID<Employee>) -> Void) throws {
        try db.query(
            """
            SELECT period_lock.month, person.employee_id FROM period_lock_employee person
            JOIN period_lock ON period_lock.id = person.lock_id
            """, []
        ) { body($0.date(0), $0.id(1)) }
    }

    /// - Parameter people: who is locked; does not matter where it is the whole company.
    @discardableResult
    package func insert(_ lock: PeriodLock, people: [ID<Employee>]) throws -> PeriodLock {
        var stored = lock
        let (scope, name) = Self.columns(of: lock.scope)
        stored.id = ID(
            try db.insert(
                into: "period_lock", Self.columns,
                [
                    .integer(lock.month.daysSinceEpoch), .integer(scope), .text(name),
                    .integer(lock.stamp.at.seconds), .text(lock.stamp.actor), .text(lock.reason),
                ]))
        if lock.scope != .company {
            try db.bulk(.insert(into: "period_lock_employee", ["lock_id", "employee_id"])) { rows in
                for employee in people {
                    rows.bind(stored.id.rawValue, 0)
                    rows.bind(employee.rawValue, 1)
                    try rows.send()
                }
            }
        }
        try JournalStore(db).append(
            .lock, .periodLock, id: String(stored.id.rawValue), before: nil,
            after: PeriodLockDocument(lock, reason: lock.reason), by: lock.stamp)
        return stored
    }

    package func remove(_ lock: PeriodLock, because reason: String, by stamp: Stamp) throws {
        try db.execute("DELETE FROM period_lock_employee WHERE lock_id = ?", [.integer(lock.id.rawValue)])
        try db.execute("DELETE FROM period_lock WHERE id = ?", [.integer(lock.id.rawValue)])
        try JournalStore(db).append(
            .unlock, .periodLock, id: String(lock.id.rawValue), before: PeriodLockDocument(lock, reason: lock.reason),
            after: PeriodLockDocument(lock, reason: reason), by: stamp)
    }

    private static func columns(of scope: Scope) -> (Int, String) {
        switch scope {
        case .location(let name): (scope.rank, name)
        case .department(let name): (scope.rank, name)
        default: (Scope.company.rank, "")
        }
    }

    private static func scope(_ rank: Int64, _ name: String) throws -> Scope {
        switch Int(rank) {
        case Scope.company.rank: .company
        case Scope.location("").rank: .location(name)
        case Scope.department("").rank: .department(name)
        default: throw StorageError.unreadable("whom a period lock is for")
        }
    }
}

/// A lock as the journal shows it.
private struct PeriodLockDocument: Encodable {
    var month: String
    var location: String?
    var department: String?
    var reason: String?

    init(_ lock: PeriodLock, reason: String) {
        month = String(lock.month.description.dropLast(3))
        if case .location(let name) = lock.scope { location = name }
        if case .department(let name) = lock.scope { department = name }
        self.reason = reason.isEmpty ? nil : reason
    }
}
