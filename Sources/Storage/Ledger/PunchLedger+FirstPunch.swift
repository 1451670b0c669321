package import Domain

extension PunchLedger {
    /// The person's first punch whose time can be believed; nil where there is none.
    package func firstPunch(of employee: ID<Employee>) throws -> Instant? {
        try db.integer(
            "SELECT MIN(utc_s) FROM punch_owner WHERE employee_id = ? AND quarantine IS NULL",
            [.integer(employee.rawValue)]
        ).map { Instant(seconds: $0) }
    }
}
