extension Migration {
    /// What days took from leave as a penalty and added to it as time off, and from which types penalties are taken.
    static let dayBookings = Migration(number: 22, name: "day-bookings") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE penalty_leave_type (
                position \(dialect.integer) NOT NULL PRIMARY KEY CHECK (position > 0),
                type_id \(dialect.integer) NOT NULL UNIQUE REFERENCES leave_type (id)
            ) \(dialect.tableOptions(clustered: false))
            """)
        let figures = ["penalty_half_days", "unpaid", "earned_half_days", "granted_half_days", "overtaken"]
        try db.execute(
            """
            CREATE TABLE day_booking (
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                day \(dialect.integer) NOT NULL,
                \(figures.map { "\($0) \(dialect.integer) NOT NULL CHECK (\($0) >= 0)" }.joined(separator: ", ")),
                PRIMARY KEY (employee_id, day)
            ) \(dialect.tableOptions(clustered: true))
            """)
    }
}
