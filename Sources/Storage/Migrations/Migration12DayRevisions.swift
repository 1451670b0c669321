extension Migration {
    /// What a day had come to before it was worked out again with another result.
    static let dayRevisions = Migration(number: 12, name: "day-revisions") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE day_revision (
                id \(dialect.identity),
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
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
                revised_at \(dialect.integer) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """)
        try db.execute("CREATE INDEX day_revision_by_day ON day_revision (employee_id, day)")
    }
}
