package import Domain

package struct EmployeeStore {
    private static let columns = [
        "code", "name", "department", "joined_day", "left_day", "location", "gender", "manager_id",
    ]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM employee"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the employee with the id that the database gave; the one it came with does not count.
    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where the code is taken.
    package func insert(_ employee: Employee, by stamp: Stamp) throws -> Employee {
        var stored = employee
        stored.id = ID(try db.insert(into: "employee", Self.columns, values(employee)))
        try journal(.add, stored.id, before: nil, after: stored, stamp)
        return stored
    }

    /// - Throws: ``StorageError/notFound(_:)``; `.unique` where the code is another's.
    package func update(_ employee: Employee, by stamp: Stamp) throws {
        guard let before = try find(employee.id) else {
            throw StorageError.notFound("employee \(employee.code)")
        }
        guard before != employee else { return }
        let assignments = Self.columns.map { "\($0) = ?" }.joined(separator: ", ")
        try PunchOwners(db).reassign(try scopes(before, employee)) {
            try db.execute(
                "UPDATE employee SET \(assignments) WHERE id = ?", values(employee) + [.integer(employee.id.rawValue)])
        }
        try journal(.change, employee.id, before: before, after: employee, stamp)
    }

    /// The punches that are the person's by the one employment and not by the other.
    private func scopes(_ before: Employee, _ after: Employee) throws -> [PunchScope] {
        let (old, new) = (before.punchingTime, after.punchingTime)
        let times = old.without(new) + new.without(old)
        guard !times.isEmpty else { return [] }
        return try DeviceUserStore(db).all(of: before.id).flatMap { user in times.map { PunchScope([user], $0) } }
    }

    package func find(_ id: ID<Employee>) throws -> Employee? {
        try db.first("\(Self.select) WHERE id = ?", [.integer(id.rawValue)]) { employee($0) }
    }

    package func find(code: String) throws -> Employee? {
        try db.first("\(Self.select) WHERE code = ?", [.text(code)]) { employee($0) }
    }

    /// In the order of their codes.
    package func all() throws -> [Employee] { try db.all("\(Self.select) ORDER BY code") { employee($0) } }

    /// In the order of their ids, which is the order of ``PunchLedger/eachEmployee(in:from:through:_:)``.
    package func allByID() throws -> [Employee] { try db.all("\(Self.select) ORDER BY id") { employee($0) } }

    package func count() throws -> Int { Int(try db.integer("SELECT COUNT(*) FROM employee") ?? 0) }

    private func values(_ employee: Employee) -> [SQLValue] {
        [
            .text(employee.code), .text(employee.name), .text(employee.department),
            .integer(employee.joined.daysSinceEpoch), .optional(employee.left?.daysSinceEpoch),
            .text(employee.location), .optional(employee.gender.map { Int64($0.rawValue) }),
            .optional(employee.manager?.rawValue),
        ]
    }

    private func employee(_ row: any SQLRow) -> Employee {
        Employee(
            id: ID(row.integer(0)), code: row.text(1), name: row.text(2), department: row.text(3),
            location: row.text(6), gender: row.optionalInteger(7).flatMap { Gender(rawValue: UInt8(clamping: $0)) },
            manager: row.optionalInteger(8).map { ID($0) }, joined: row.date(4), left: row.optionalDate(5))
    }

    private func journal(
        _ action: JournalAction, _ id: ID<Employee>, before: Employee?, after: Employee?, _ stamp: Stamp
    ) throws {
        try JournalStore(db).append(
            action, .employee, id: String(id.rawValue), before: before.map(EmployeeDocument.init),
            after: after.map(EmployeeDocument.init), by: stamp)
    }
}

/// An employee as the journal shows it.
private struct EmployeeDocument: Encodable {
    var code: String
    var name: String
    var department: String
    /// Nil rather than empty: entries from before there were locations have none.
    var location: String?
    var gender: String?
    var manager: Int64?
    var joined: String
    var left: String?

    init(_ employee: Employee) {
        code = employee.code
        name = employee.name
        department = employee.department
        location = employee.location.isEmpty ? nil : employee.location
        gender = employee.gender.map { String(describing: $0) }
        manager = employee.manager?.rawValue
        joined = employee.joined.description
        left = employee.left?.description
    }
}
