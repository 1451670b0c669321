extension Migration {
    static let attendance = Migration(number: 5, name: "attendance") { db in
        let dialect = db.dialect
        // No foreign key to the shift: the row is derived, and two lookups a row would be a third of writing a month.
        try db.execute(
            """
            CREATE TABLE day_result (
                employee_id \(dialect.integer) NOT NULL,
                day \(dialect.integer) NOT NULL,
                status \(dialect.integer) NOT NULL CHECK (status BETWEEN 0 AND 255),
                shift_id \(dialect.integer),
                first_in \(dialect.integer),
                last_out \(dialect.integer),
                first_in_offset_s \(dialect.integer) NOT NULL,
                last_out_offset_s \(dialect.integer) NOT NULL,
                work_s \(dialect.integer) NOT NULL,
                break_s \(dialect.integer) NOT NULL,
                late_s \(dialect.integer) NOT NULL,
                early_s \(dialect.integer) NOT NULL,
                overtime_s \(dialect.integer) NOT NULL,
                compensatory_half_days \(dialect.integer) NOT NULL,
                punch_count \(dialect.integer) NOT NULL,
                flags \(dialect.integer) NOT NULL,
                PRIMARY KEY (employee_id, day)
            ) \(dialect.tableOptions(clustered: true))
            """)
        try db.execute(
            """
            CREATE TABLE pending_day (
                employee_id \(dialect.integer) NOT NULL,
                day \(dialect.integer) NOT NULL,
                revision \(dialect.integer) NOT NULL,
                PRIMARY KEY (employee_id, day)
            ) \(dialect.tableOptions(clustered: true))
            """)
    }
}
