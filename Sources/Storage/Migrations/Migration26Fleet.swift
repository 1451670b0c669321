extension Migration {
    /// Kinds of terminals, what they are asked to do, how they are, and what of theirs could not be read.
    static let fleet = Migration(number: 26, name: "fleet") { db in
        let dialect = db.dialect
        try db.execute("ALTER TABLE device ADD family \(dialect.integer)")
        try db.execute("ALTER TABLE device ADD connection \(dialect.longText)")
        for statement in tasks(dialect) + observations(dialect) + leftovers(dialect) { try db.execute(statement) }
    }

    private static func tasks(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE device_run (
                id \(dialect.identity),
                title \(dialect.text(200)) NOT NULL,
                asked_at \(dialect.integer) NOT NULL,
                asked_by \(dialect.text(200)) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE device_task (
                id \(dialect.identity),
                run_id \(dialect.integer) NOT NULL REFERENCES device_run (id),
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                task_order \(dialect.longText) NOT NULL,
                state \(dialect.integer) NOT NULL CHECK (state BETWEEN 0 AND 4),
                attempts \(dialect.integer) NOT NULL CHECK (attempts >= 0),
                due_at \(dialect.integer) NOT NULL,
                started_at \(dialect.integer),
                ended_at \(dialect.integer),
                outcome \(dialect.longText)
            ) \(dialect.tableOptions(clustered: false))
            """,
            "CREATE INDEX device_task_by_device ON device_task (device_id, state)",
            "CREATE INDEX device_task_by_run ON device_task (run_id)",
        ]
    }

    private static func observations(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE device_health (
                device_id \(dialect.integer) NOT NULL PRIMARY KEY REFERENCES device (id),
                checked_at \(dialect.integer) NOT NULL,
                latency_us \(dialect.integer),
                outcomes \(dialect.integer) NOT NULL,
                outcome_count \(dialect.integer) NOT NULL CHECK (outcome_count BETWEEN 0 AND 62),
                failing_since \(dialect.integer),
                next_try_at \(dialect.integer),
                users \(dialect.integer),
                user_capacity \(dialect.integer),
                fingerprints \(dialect.integer),
                fingerprint_capacity \(dialect.integer)
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE device_sighting (
                serial_number \(dialect.text(100)) NOT NULL PRIMARY KEY,
                address \(dialect.text(100)) NOT NULL,
                device_type \(dialect.text(100)),
                push_version \(dialect.text(40)),
                first_seen_at \(dialect.integer) NOT NULL,
                last_seen_at \(dialect.integer) NOT NULL,
                knocks \(dialect.integer) NOT NULL CHECK (knocks > 0)
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE push_stamp (
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                table_name \(dialect.text(40)) NOT NULL,
                stamp \(dialect.text(40)) NOT NULL,
                PRIMARY KEY (device_id, table_name)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            CREATE TABLE device_operation (
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                local_s \(dialect.integer) NOT NULL,
                operation \(dialect.integer) NOT NULL,
                operator_user \(dialect.text(64)) NOT NULL,
                parameters \(dialect.text(200)) NOT NULL,
                seq \(dialect.integer) NOT NULL CHECK (seq >= 0),
                PRIMARY KEY (device_id, local_s, operation, operator_user, parameters, seq)
            ) \(dialect.tableOptions(clustered: true))
            """,
        ]
    }

    private static func leftovers(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE unreadable_line (
                id \(dialect.identity),
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                received_at \(dialect.integer) NOT NULL,
                line \(dialect.longText) NOT NULL,
                reason \(dialect.longText) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """,
            "CREATE INDEX unreadable_line_by_device ON unreadable_line (device_id)",
            """
            CREATE TABLE spool_mark (
                spool \(dialect.text(64)) NOT NULL PRIMARY KEY,
                entry \(dialect.integer) NOT NULL CHECK (entry > 0)
            ) \(dialect.tableOptions(clustered: false))
            """,
        ]
    }
}
