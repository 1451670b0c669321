package import Domain

package struct EmployeeStore {
    private static let columns = ["code", "name", "joined_day", "left_day", "gender", "manager_id"]
    private static let select = "SELECT id, \(columns.joined(separator: ", ")) FROM employee"

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Returns: the employee with the id that the database gave; the one it came with does not count.
    /// - Throws: ``StorageError/constraint(_:detail:)`` `.unique` where the code is taken.
    package func insert(_ employee: Employee, by stamp: Stamp) throws -> Employee {
        var stored = employee
        stored.id = ID(try db.insert(into: "employee", Self.columns, values(employee)))
        try PostingStore(db).set(employee.postings, of: stored.id)
        try journal(.add, stored.id, before: nil, after: stored, stamp)
        return stored
    }

    /// - Throws: ``StorageError/notFound(_:)``; `.unique` where the code is another's.
    package func update(_ employee: Employee, by stamp: Stamp) throws {
        guard let before = try find(employee.id) else {
            throw StorageError.notFound("employee \(employee.code)")
        }
        guard before != employee else { return }
        try PunchOwners(db).reassign(try scopes(before, employee)) {
            try db.update("employee", Self.columns, values(employee), id: employee.id.rawValue)
        }
        if before.postings != employee.postings { try PostingStore(db).set(employee.postings, of: employee.id) }
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
        try find("WHERE id = ?", .integer(id.rawValue))
    }

    package func find(code: String) throws -> Employee? {
        try find("WHERE code = ?", .text(code))
    }

    private func find(_ condition: String, _ argument: SQLValue) throws -> Employee? {
        guard var found = try db.first("\(Self.select) \(condition)", [argument], { employee($0) }) else { return nil }
        found.postings = try PostingStore(db).find(found.id) ?? found.postings
        return found
    }

    /// In the order of their codes.
    package func all() throws -> [Employee] { try all(by: "code") }

    /// Some of them in the order of their codes, which is the database's own.
    /// - Parameter code: where they begin; nil: with the first.
    package func page(from code: String?, isIncluded: Bool = false, limit: Int) throws -> [Employee] {
        let condition = code == nil ? "" : isIncluded ? "WHERE code >= ? " : "WHERE code > ? "
        let found = try db.all(
            "\(Self.select) \(condition)ORDER BY code \(db.dialect.page(limit: limit, offset: 0))",
            code.map { [.text($0)] } ?? [], employee)
        let postings = try PostingStore(db).some(of: found.map(\.id))
        return found.map { one in
            var one = one
            one.postings = postings[one.id] ?? one.postings
            return one
        }
    }

    /// In the order of their ids, which is the order of ``PunchLedger/eachEmployee(of:from:through:_:)``.
    package func allByID() throws -> [Employee] { try all(by: "id") }

    package func byID() throws -> [ID<Employee>: Employee] {
        Dictionary(uniqueKeysWithValues: try allByID().map { ($0.id, $0) })
    }

    /// Who reports directly to whom, by the one reported to.
    package func reports() throws -> [ID<Employee>: [ID<Employee>]] {
        var found: [ID<Employee>: [ID<Employee>]] = [:]
        try db.query("SELECT manager_id, id FROM employee WHERE manager_id IS NOT NULL ORDER BY id", []) { row in
            found[row.id(0), default: []].append(row.id(1))
        }
        return found
    }

    /// Ascending.
    func ids() throws -> [ID<Employee>] { try db.all("SELECT id FROM employee ORDER BY id") { $0.id(0) } }

    /// Who has or had a user of the terminal, in the order of their ids.
    func holders(on device: ID<Device>) throws -> [Employee] {
        let key: [SQLValue] = [.integer(device.rawValue)]
        return try all(
            "WHERE id IN (SELECT employee_id FROM device_user_holder WHERE device_id = ?) ORDER BY id", key,
            try PostingStore(db).holders(on: device))
    }

    private func all(by order: String) throws -> [Employee] {
        try all("ORDER BY \(order)", [], try PostingStore(db).all())
    }

    private func all(
        _ condition: String, _ arguments: [SQLValue], _ postings: [ID<Employee>: Postings]
    ) throws -> [Employee] {
        try db.all("\(Self.select) \(condition)", arguments) { row in
            var employee = employee(row)
            employee.postings = postings[employee.id] ?? employee.postings
            return employee
        }
    }

    package func count() throws -> Int { Int(try db.integer("SELECT COUNT(*) FROM employee") ?? 0) }

    private func values(_ employee: Employee) -> [SQLValue] {
        [
            .text(employee.code), .text(employee.name), .integer(employee.joined.daysSinceEpoch),
            .optional(employee.left?.daysSinceEpoch), .optional(employee.gender.map { Int64($0.rawValue) }),
            .optional(employee.manager?.rawValue),
        ]
    }

    /// Without the postings.
    private func employee(_ row: any SQLRow) -> Employee {
        Employee(
            id: ID(row.integer(0)), code: row.text(1), name: row.text(2),
            gender: row.optionalInteger(5).flatMap { Gender(rawValue: UInt8(clamping: $0)) },
            manager: row.optionalInteger(6).map { ID($0) }, joined: row.date(3), left: row.optionalDate(4))
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
    /// At the first day of employment, as in entries from before moves had a date.
    var department: String
    /// Nil rather than empty: entries from before there were locations have none.
    var location: String?
    /// Nil where there are none.
    var moves: [Move]?
    var gender: String?
    var manager: Int64?
    var joined: String
    var left: String?

    init(_ employee: Employee) {
        code = employee.code
        name = employee.name
        let postings = employee.postings
        department = postings.first.department
        location = postings.first.location.isEmpty ? nil : postings.first.location
        moves = postings.isOne ? nil : postings.moves.map(Move.init)
        gender = employee.gender.map { String(describing: $0) }
        manager = employee.manager?.rawValue
        joined = employee.joined.description
        left = employee.left?.description
    }
}

extension EmployeeDocument {
    fileprivate struct Move: Encodable {
        var from: String
        var department: String
        var location: String?

        init(_ posting: Posting) {
            from = posting.from.description
            department = posting.department
            location = posting.location.isEmpty ? nil : posting.location
        }
    }
}
