extension Migration {
    /// A terminal's user is somebody's for a time: numbers are given on to the next person.
    static let holders = Migration(number: 10, name: "device-user-holders") { db in
        for statement in holderTable(db.dialect) + deviceUsers(db.dialect) + numbers(db.dialect) + [owners] {
            try db.execute(statement)
        }
    }

    // Open ends are the outermost numbers, so that "at this time" is two comparisons. At one time a user has one holder.
    private static func holderTable(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE device_user_holder (
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                device_user \(dialect.text(64)) NOT NULL,
                from_s \(dialect.integer) NOT NULL,
                until_s \(dialect.integer) NOT NULL,
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                PRIMARY KEY (device_id, device_user, from_s),
                CHECK (from_s < until_s)
            ) \(dialect.tableOptions(clustered: true))
            """,
            "CREATE INDEX device_user_holder_by_employee ON device_user_holder (employee_id)",
            """
            INSERT INTO device_user_holder (device_id, device_user, from_s, until_s, employee_id)
            SELECT device_id, device_user, \(Int64.min), \(Int64.max), employee_id FROM device_user
            WHERE employee_id IS NOT NULL
            """,
        ]
    }

    // Written anew without the employee: a column that refers to another table cannot be dropped everywhere.
    private static func deviceUsers(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE device_user_10 (
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                device_user \(dialect.text(64)) NOT NULL,
                name \(dialect.text(200)) NOT NULL,
                listed_as \(dialect.text(64)),
                first_punch_at \(dialect.integer),
                last_punch_at \(dialect.integer),
                punch_count \(dialect.integer) NOT NULL CHECK (punch_count >= 0),
                PRIMARY KEY (device_id, device_user)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            INSERT INTO device_user_10 (device_id, device_user, name, first_punch_at, last_punch_at, punch_count)
            SELECT device_id, device_user, name, first_punch_at, last_punch_at, punch_count FROM device_user
            """,
            "DROP TABLE device_user",
        ] + dialect.renameTable("device_user_10", to: "device_user")
    }

    // A number may be two people's, one after the other.
    private static func numbers(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE employee_device_number_10 (
                employee_id \(dialect.integer) NOT NULL PRIMARY KEY REFERENCES employee (id),
                device_user \(dialect.text(64)) NOT NULL CHECK (device_user <> '')
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            INSERT INTO employee_device_number_10 (employee_id, device_user)
            SELECT employee_id, device_user FROM employee_device_number
            """,
            "DROP TABLE employee_device_number",
        ] + dialect.renameTable("employee_device_number_10", to: "employee_device_number")
            + ["CREATE INDEX employee_device_number_by_user ON employee_device_number (device_user)"]
    }

    // What was punched later than the day after somebody left, or earlier than the day before they joined, is no longer
    // theirs and waits in the inbox. No day of theirs changes by it: they were not employed on any that it can reach.
    private static let owners =
        """
        DELETE FROM punch_owner WHERE quarantine IS NULL AND (
            utc_s + offset_s < (SELECT (joined_day - 1) * 86400 FROM employee WHERE id = punch_owner.employee_id)
            OR utc_s + offset_s >= (SELECT (left_day + 2) * 86400 FROM employee WHERE id = punch_owner.employee_id))
        """
}
