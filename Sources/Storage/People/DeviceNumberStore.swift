package import Domain

/// The numbers by which terminals know people whose number is not their code.
package struct DeviceNumberStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    package func all() throws -> [ID<Employee>: String] {
        let pairs = try db.all("SELECT employee_id, device_user FROM employee_device_number") {
            (ID<Employee>($0.integer(0)), $0.text(1))
        }
        return Dictionary(uniqueKeysWithValues: pairs)
    }

    /// Nil where the code is the number.
    package func number(of employee: ID<Employee>) throws -> String? {
        try db.first(
            "SELECT device_user FROM employee_device_number WHERE employee_id = ?", [.integer(employee.rawValue)]
        ) { $0.text(0) }
    }

    /// Whose number it is, or was.
    package func employees(numbered number: String) throws -> [ID<Employee>] {
        try db.all(
            "SELECT employee_id FROM employee_device_number WHERE device_user = ? ORDER BY employee_id", [.text(number)]
        ) { $0.id(0) }
    }

    /// - Parameter number: nil: from now on the code is the number.
    package func set(_ number: String?, of employee: ID<Employee>, by stamp: Stamp) throws {
        let before = try self.number(of: employee)
        guard before != number else { return }
        try db.execute("DELETE FROM employee_device_number WHERE employee_id = ?", [.integer(employee.rawValue)])
        if let number {
            try db.execute(
                db.dialect.insert(into: "employee_device_number", ["employee_id", "device_user"]),
                [.integer(employee.rawValue), .text(number)])
        }
        try JournalStore(db).append(
            before == nil ? .add : number == nil ? .remove : .change, .deviceNumber, id: String(employee.rawValue),
            before: before.map { ["number": $0] }, after: number.map { ["number": $0] }, by: stamp)
    }
}

extension JournalEntity {
    package static let deviceNumber = JournalEntity(rawValue: "employee_device_number")
}
