import Domain

extension Migration {
    /// Policies with a name that belong to people, shifts, departments, places or the company; calendars of places.
    static let policies = Migration(number: 18, name: "policies-and-calendars") { db in
        for statement in policyTables(db.dialect) + holidays(db.dialect) + weeklyOffs(db.dialect)
            + optionalHolidays(db.dialect)
        {
            try db.execute(statement)
        }
        try freeShiftsOfUsualRules(db)
    }

    private static func policyTables(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE named_policy (
                id \(dialect.identity),
                name \(dialect.text(100)) NOT NULL UNIQUE CHECK (name <> ''),
                rules \(dialect.longText) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE policy_assignment (
                id \(dialect.identity),
                policy_id \(dialect.integer) NOT NULL REFERENCES named_policy (id),
                employee_id \(dialect.integer) REFERENCES employee (id),
                shift_id \(dialect.integer) REFERENCES shift (id),
                department \(dialect.text(200)),
                location \(dialect.text(200)),
                from_day \(dialect.integer) NOT NULL,
                to_day \(dialect.integer) CHECK (to_day IS NULL OR to_day >= from_day)
            ) \(dialect.tableOptions(clustered: false))
            """,
            "CREATE INDEX policy_assignment_by_policy ON policy_assignment (policy_id)",
        ]
    }

    // Written anew: a primary key cannot be widened everywhere. An empty location is the whole company.
    private static func holidays(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE holiday_18 (
                location \(dialect.text(200)) NOT NULL,
                day \(dialect.integer) NOT NULL,
                name \(dialect.text(200)) NOT NULL CHECK (name <> ''),
                kind \(dialect.integer) NOT NULL CHECK (kind BETWEEN 0 AND 255),
                is_yearly \(dialect.integer) NOT NULL CHECK (is_yearly IN (0, 1)),
                PRIMARY KEY (location, day)
            ) \(dialect.tableOptions(clustered: true))
            """,
            "INSERT INTO holiday_18 (location, day, name, kind, is_yearly) SELECT '', day, name, 0, 0 FROM holiday",
            "DROP TABLE holiday",
        ] + dialect.renameTable("holiday_18", to: "holiday")
    }

    private static func weeklyOffs(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE weekly_off_18 (
                location \(dialect.text(200)) NOT NULL,
                weekday \(dialect.integer) NOT NULL CHECK (weekday BETWEEN 0 AND 6),
                weeks_of_month \(dialect.integer) NOT NULL CHECK (weeks_of_month BETWEEN 0 AND 31),
                PRIMARY KEY (location, weekday)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            INSERT INTO weekly_off_18 (location, weekday, weeks_of_month)
            SELECT '', weekday, weeks_of_month FROM weekly_off
            """,
            "DROP TABLE weekly_off",
        ] + dialect.renameTable("weekly_off_18", to: "weekly_off")
    }

    private static func optionalHolidays(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE optional_holiday (
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                day \(dialect.integer) NOT NULL,
                PRIMARY KEY (employee_id, day)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            CREATE TABLE optional_holiday_limit (
                location \(dialect.text(200)) NOT NULL PRIMARY KEY,
                days \(dialect.integer) NOT NULL CHECK (days BETWEEN 0 AND 366)
            ) \(dialect.tableOptions(clustered: false))
            """,
        ]
    }

    // A shift that says nothing but what holds anyhow has no rules of its own: its days come out the same, and a
    // policy of the company can hold for it.
    private static func freeShiftsOfUsualRules(_ db: any SQLConnection) throws {
        let shifts = try db.all("SELECT id, policy FROM shift ORDER BY id") { ($0.integer(0), $0.text(1)) }
        for (id, rules) in shifts where try ShiftPolicyDocument.ownPolicy(from: rules) == AttendancePolicy() {
            try db.execute("UPDATE shift SET policy = ? WHERE id = ?", [.text("null"), .integer(id)])
        }
    }
}
