extension Migration {
    static let shifts = Migration(number: 2, name: "shifts") { db in
        for statement in tables(db.dialect) { try db.execute(statement) }
    }

    private static func tables(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE shift (
                id \(dialect.identity),
                code \(dialect.text(16)) NOT NULL UNIQUE CHECK (code <> ''),
                name \(dialect.text(200)) NOT NULL CHECK (name <> ''),
                start_s \(dialect.integer) NOT NULL CHECK (start_s BETWEEN 0 AND 86399),
                end_s \(dialect.integer) NOT NULL CHECK (end_s BETWEEN 0 AND 86399),
                policy \(dialect.longText) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE shift_break (
                shift_id \(dialect.integer) NOT NULL REFERENCES shift (id),
                position \(dialect.integer) NOT NULL CHECK (position >= 0),
                start_s \(dialect.integer) NOT NULL CHECK (start_s BETWEEN 0 AND 86399),
                end_s \(dialect.integer) NOT NULL CHECK (end_s BETWEEN 0 AND 86399),
                is_deducted \(dialect.integer) NOT NULL CHECK (is_deducted IN (0, 1)),
                PRIMARY KEY (shift_id, position)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            CREATE TABLE shift_partial_day (
                shift_id \(dialect.integer) NOT NULL REFERENCES shift (id),
                weekday \(dialect.integer) NOT NULL CHECK (weekday BETWEEN 0 AND 6),
                start_s \(dialect.integer) NOT NULL CHECK (start_s BETWEEN 0 AND 86399),
                end_s \(dialect.integer) NOT NULL CHECK (end_s BETWEEN 0 AND 86399),
                half_day_below_s \(dialect.integer) NOT NULL CHECK (half_day_below_s >= 0),
                absent_below_s \(dialect.integer) NOT NULL CHECK (absent_below_s >= 0),
                PRIMARY KEY (shift_id, weekday)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            CREATE TABLE shift_assignment (
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                from_day \(dialect.integer) NOT NULL,
                to_day \(dialect.integer) CHECK (to_day IS NULL OR to_day >= from_day),
                shift_id \(dialect.integer) NOT NULL REFERENCES shift (id),
                PRIMARY KEY (employee_id, from_day, shift_id)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            CREATE TABLE weekly_off (
                weekday \(dialect.integer) NOT NULL PRIMARY KEY CHECK (weekday BETWEEN 0 AND 6),
                weeks_of_month \(dialect.integer) NOT NULL CHECK (weeks_of_month BETWEEN 0 AND 31)
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE holiday (
                day \(dialect.integer) NOT NULL PRIMARY KEY,
                name \(dialect.text(200)) NOT NULL CHECK (name <> '')
            ) \(dialect.tableOptions(clustered: false))
            """,
        ]
    }
}
