package import Domain

extension DayResultStore {
    /// How many of a person's stored days have which status.
    package func counts(
        of employee: ID<Employee>, _ days: ClosedRange<CivilDate>
    ) throws -> [(status: DayStatus, count: Int)] {
        try db.all(
            """
            SELECT status, COUNT(*) FROM day_result WHERE employee_id = ? AND day BETWEEN ? AND ?
            GROUP BY status ORDER BY status
            """,
            [
                .integer(employee.rawValue), .integer(days.lowerBound.daysSinceEpoch),
                .integer(days.upperBound.daysSinceEpoch),
            ]
        ) { (try $0.code(0, "the status of a day"), Int($0.integer(1))) }
    }
}
