package import Domain

extension PunchLedger {
    /// The person's first punch whose time can be believed, one added by hand included; nil where there is none.
    package func firstPunch(of employee: ID<Employee>) throws -> Instant? {
        try db.integer(
            """
            SELECT MIN(utc_s) FROM (
                SELECT MIN(utc_s) AS utc_s FROM punch_owner WHERE employee_id = ? AND quarantine IS NULL
                UNION ALL SELECT MIN(utc_s) FROM punch_overlay WHERE employee_id = ? AND kind = 1) firsts
            """, [.integer(employee.rawValue), .integer(employee.rawValue)]
        ).map { Instant(seconds: $0) }
    }
}
