extension Migration {
    /// Months closed for the payroll, and what came later for their days.
    static let periodLocks = Migration(number: 19, name: "period-locks") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE period_lock (
                id \(dialect.identity),
                month \(dialect.integer) NOT NULL,
                scope \(dialect.integer) NOT NULL CHECK (scope BETWEEN 0 AND 2),
                scope_name \(dialect.text(200)) NOT NULL,
                locked_at \(dialect.integer) NOT NULL,
                locked_by \(dialect.text(200)) NOT NULL,
                reason \(dialect.longText) NOT NULL,
                UNIQUE (month, scope, scope_name)
            ) \(dialect.tableOptions(clustered: false))
            """)
        try db.execute(
            """
            CREATE TABLE period_lock_employee (
                lock_id \(dialect.integer) NOT NULL REFERENCES period_lock (id),
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                PRIMARY KEY (lock_id, employee_id)
            ) \(dialect.tableOptions(clustered: true))
            """)
        let figures = [
            "status_before", "status_after", "paid_half_days", "work_s", "late_s", "early_s", "overtime_1_s",
            "overtime_2_s", "overtime_3_s", "compensatory_half_days", "penalty_half_days", "noted_at",
        ]
        try db.execute(
            """
            CREATE TABLE day_adjustment (
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                day \(dialect.integer) NOT NULL,
                carried_into \(dialect.integer) NOT NULL,
                \(figures.map { "\($0) \(dialect.integer) NOT NULL" }.joined(separator: ", ")),
                PRIMARY KEY (employee_id, day, carried_into)
            ) \(dialect.tableOptions(clustered: true))
            """)
    }
}
