import Domain

/// Where people belong and work, from day to day. Written with the employee, who is journaled with it.
struct PostingStore {
    private static let select = "SELECT employee_id, from_day, department, location FROM employee_posting"

    private let db: any SQLConnection

    init(_ db: any SQLConnection) { self.db = db }

    /// Nil where nothing is said of the employee.
    func find(_ employee: ID<Employee>) throws -> Postings? {
        try all("WHERE employee_id = ?", [.integer(employee.rawValue)])[employee]
    }

    func all() throws -> [ID<Employee>: Postings] { try all("", []) }

    func some(of employees: [ID<Employee>]) throws -> [ID<Employee>: Postings] {
        var found: [ID<Employee>: Postings] = [:]
        try EmployeeLookup(employees).eachPortion { marks, ids in
            found.merge(try all("WHERE employee_id IN (\(marks))", ids)) { first, _ in first }
        }
        return found
    }

    /// Of those who have or had a user of the terminal.
    func holders(on device: ID<Device>) throws -> [ID<Employee>: Postings] {
        try all(
            "WHERE employee_id IN (SELECT employee_id FROM device_user_holder WHERE device_id = ?)",
            [.integer(device.rawValue)])
    }

    /// In the place of what there was.
    func set(_ postings: Postings, of employee: ID<Employee>) throws {
        try db.execute("DELETE FROM employee_posting WHERE employee_id = ?", [.integer(employee.rawValue)])
        for posting in postings.all {
            try db.execute(
                db.dialect.insert(into: "employee_posting", ["employee_id", "from_day", "department", "location"]),
                [
                    .integer(employee.rawValue), .integer(posting.from.daysSinceEpoch), .text(posting.department),
                    .text(posting.location),
                ])
        }
    }

    private func all(_ condition: String, _ arguments: [SQLValue]) throws -> [ID<Employee>: Postings] {
        var found: [ID<Employee>: Postings] = [:]
        try db.query("\(Self.select) \(condition) ORDER BY employee_id, from_day", arguments) { row in
            let posting = Posting(from: row.date(1), department: row.text(2), location: row.text(3))
            found[row.id(0), default: Postings(posting)].set(posting)
        }
        return found
    }
}
