package import Domain

/// Which optional holidays people chose, and how many of them a year they may.
package struct OptionalHolidayStore {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Ascending.
    package func choices(of employee: ID<Employee>) throws -> [CivilDate] {
        try db.all(
            "SELECT day FROM optional_holiday WHERE employee_id = ? ORDER BY day", [.integer(employee.rawValue)]
        ) { $0.date(0) }
    }

    package func choices(of employees: some Sequence<ID<Employee>>) throws -> [ID<Employee>: Set<CivilDate>] {
        var found: [ID<Employee>: Set<CivilDate>] = [:]
        try EmployeeLookup(employees).eachPortion { marks, ids in
            try db.query("SELECT employee_id, day FROM optional_holiday WHERE employee_id IN (\(marks))", ids) { row in
                found[row.id(0), default: []].insert(row.date(1))
            }
        }
        return found
    }

    package func all() throws -> [ID<Employee>: Set<CivilDate>] {
        var all: [ID<Employee>: Set<CivilDate>] = [:]
        try db.query("SELECT employee_id, day FROM optional_holiday", []) { row in
            all[row.id(0), default: []].insert(row.date(1))
        }
        return all
    }

    /// Once more does no harm.
    package func choose(_ date: CivilDate, for employee: ID<Employee>, by stamp: Stamp) throws {
        guard try !choices(of: employee).contains(date) else { return }
        try db.execute(
            db.dialect.insert(into: "optional_holiday", ["employee_id", "day"]),
            [.integer(employee.rawValue), .integer(date.daysSinceEpoch)])
        try JournalStore(db).append(
            .add, .optionalHoliday, id: String(employee.rawValue), before: nil, after: ["day": date.description],
            by: stamp)
    }

    /// - Returns: false where it was not chosen.
    package func drop(_ date: CivilDate, of employee: ID<Employee>, by stamp: Stamp) throws -> Bool {
        let dropped = try db.execute(
            "DELETE FROM optional_holiday WHERE employee_id = ? AND day = ?",
            [.integer(employee.rawValue), .integer(date.daysSinceEpoch)])
        guard dropped > 0 else { return false }
        try JournalStore(db).append(
            .remove, .optionalHoliday, id: String(employee.rawValue), before: ["day": date.description], after: nil,
            by: stamp)
        return true
    }

    /// Days a year by location; under an empty name the company's.
    package func limits() throws -> [String: Int] {
        let rows = try db.all("SELECT location, days FROM optional_holiday_limit ORDER BY location") {
            ($0.text(0), Int($0.integer(1)))
        }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// - Parameters:
    ///   - days: nil: as many as there are, or, of a location, as many as the company says.
    ///   - location: empty: the company.
    package func setLimit(_ days: Int?, at location: String, by stamp: Stamp) throws {
        let before = try limits()[location]
        guard before != days else { return }
        try db.execute("DELETE FROM optional_holiday_limit WHERE location = ?", [.text(location)])
        if let days {
            try db.execute(
                db.dialect.insert(into: "optional_holiday_limit", ["location", "days"]),
                [.text(location), .integer(days)])
        }
        try JournalStore(db).append(
            .change, .optionalHolidayLimit, id: location.isEmpty ? "company" : location,
            before: before.map { ["days": $0] }, after: days.map { ["days": $0] }, by: stamp)
    }
}
