extension Migration {
    /// Rotations, and who works what by layer: what was assigned to single people becomes one of the layers.
    static let rosters = Migration(number: 14, name: "rosters") { db in
        let dialect = db.dialect
        for statement in rotations(dialect) + rosterAssignments(dialect) + swaps(dialect) + overrides(dialect) {
            try db.execute(statement)
        }
    }

    // A weekday of 7: the same on all days of the turn.
    private static func rotations(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE rotation (
                id \(dialect.identity),
                name \(dialect.text(100)) NOT NULL UNIQUE CHECK (name <> ''),
                unit \(dialect.integer) NOT NULL CHECK (unit BETWEEN 0 AND 2),
                anchor_day \(dialect.integer) NOT NULL,
                week_start \(dialect.integer) NOT NULL CHECK (week_start BETWEEN 0 AND 6)
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE rotation_day (
                rotation_id \(dialect.integer) NOT NULL REFERENCES rotation (id),
                turn \(dialect.integer) NOT NULL CHECK (turn >= 0),
                weekday \(dialect.integer) NOT NULL CHECK (weekday BETWEEN 0 AND 7),
                rest \(dialect.integer) NOT NULL CHECK (rest BETWEEN 0 AND 2),
                PRIMARY KEY (rotation_id, turn, weekday)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            CREATE TABLE rotation_shift (
                rotation_id \(dialect.integer) NOT NULL REFERENCES rotation (id),
                turn \(dialect.integer) NOT NULL,
                weekday \(dialect.integer) NOT NULL,
                position \(dialect.integer) NOT NULL CHECK (position >= 0),
                shift_id \(dialect.integer) NOT NULL REFERENCES shift (id),
                PRIMARY KEY (rotation_id, turn, weekday, position)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            CREATE TABLE rotation_off (
                rotation_id \(dialect.integer) NOT NULL REFERENCES rotation (id),
                weekday \(dialect.integer) NOT NULL CHECK (weekday BETWEEN 0 AND 6),
                weeks_of_month \(dialect.integer) NOT NULL CHECK (weeks_of_month BETWEEN 0 AND 31),
                PRIMARY KEY (rotation_id, weekday)
            ) \(dialect.tableOptions(clustered: true))
            """,
        ]
    }

    // One of employee, department and location says for whom; none of them: for the company.
    private static func rosterAssignments(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE roster_assignment (
                id \(dialect.identity),
                employee_id \(dialect.integer) REFERENCES employee (id),
                department \(dialect.text(200)),
                location \(dialect.text(200)),
                from_day \(dialect.integer) NOT NULL,
                to_day \(dialect.integer) CHECK (to_day IS NULL OR to_day >= from_day),
                shift_id \(dialect.integer) REFERENCES shift (id),
                rotation_id \(dialect.integer) REFERENCES rotation (id),
                CHECK (employee_id IS NULL OR (department IS NULL AND location IS NULL)),
                CHECK (department IS NULL OR location IS NULL),
                CHECK ((shift_id IS NULL AND rotation_id IS NOT NULL) OR (shift_id IS NOT NULL AND rotation_id IS NULL))
            ) \(dialect.tableOptions(clustered: false))
            """,
            "CREATE INDEX roster_assignment_by_employee ON roster_assignment (employee_id, from_day)",
            """
            INSERT INTO roster_assignment (employee_id, from_day, to_day, shift_id)
            SELECT employee_id, from_day, to_day, shift_id FROM shift_assignment
            """,
            "DROP TABLE shift_assignment",
        ]
    }

    private static func swaps(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE shift_swap (
                id \(dialect.identity),
                requester_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                partner_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                reason \(dialect.text(400)) NOT NULL,
                state \(dialect.integer) NOT NULL CHECK (state BETWEEN 0 AND 4),
                CHECK (requester_id <> partner_id)
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE shift_swap_day (
                swap_id \(dialect.integer) NOT NULL REFERENCES shift_swap (id),
                day \(dialect.integer) NOT NULL,
                PRIMARY KEY (swap_id, day)
            ) \(dialect.tableOptions(clustered: true))
            """,
        ]
    }

    private static func overrides(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE roster_override (
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                day \(dialect.integer) NOT NULL,
                rest \(dialect.integer) NOT NULL CHECK (rest BETWEEN 0 AND 2),
                reason \(dialect.text(400)) NOT NULL,
                swap_id \(dialect.integer) REFERENCES shift_swap (id),
                PRIMARY KEY (employee_id, day)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            CREATE TABLE roster_override_shift (
                employee_id \(dialect.integer) NOT NULL,
                day \(dialect.integer) NOT NULL,
                position \(dialect.integer) NOT NULL CHECK (position >= 0),
                shift_id \(dialect.integer) NOT NULL REFERENCES shift (id),
                PRIMARY KEY (employee_id, day, position)
            ) \(dialect.tableOptions(clustered: true))
            """,
        ]
    }
}
