extension Migration {
    static let devices = Migration(number: 3, name: "devices") { db in
        for statement in tables(db.dialect) { try db.execute(statement) }
    }

    private static func tables(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE device (
                id \(dialect.identity),
                name \(dialect.text(100)) NOT NULL UNIQUE CHECK (name <> ''),
                model \(dialect.text(100)) NOT NULL,
                host \(dialect.text(255)) NOT NULL CHECK (host <> ''),
                port \(dialect.integer) NOT NULL CHECK (port BETWEEN 1 AND 65535),
                transport \(dialect.integer) NOT NULL CHECK (transport BETWEEN 0 AND 2),
                comm_key \(dialect.integer) NOT NULL CHECK (comm_key BETWEEN 0 AND 4294967295),
                zone \(dialect.text(64)) NOT NULL CHECK (zone <> ''),
                direction \(dialect.integer) NOT NULL CHECK (direction BETWEEN 0 AND 3),
                serial_number \(dialect.text(100)),
                firmware \(dialect.text(200)),
                record_width \(dialect.integer),
                last_seen_at \(dialect.integer),
                last_error \(dialect.longText),
                clock_drift_s \(dialect.integer)
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE device_user (
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                device_user \(dialect.text(64)) NOT NULL,
                name \(dialect.text(200)) NOT NULL,
                employee_id \(dialect.integer) REFERENCES employee (id),
                first_punch_at \(dialect.integer),
                last_punch_at \(dialect.integer),
                punch_count \(dialect.integer) NOT NULL CHECK (punch_count >= 0),
                PRIMARY KEY (device_id, device_user)
            ) \(dialect.tableOptions(clustered: true))
            """,
            "CREATE INDEX device_user_by_employee ON device_user (employee_id)",
            """
            CREATE TABLE watermark (
                device_id \(dialect.integer) NOT NULL PRIMARY KEY REFERENCES device (id),
                complete_through \(dialect.integer),
                record_count \(dialect.integer) NOT NULL CHECK (record_count >= 0),
                last_record \(dialect.blob),
                record_width \(dialect.integer),
                read_at \(dialect.integer) NOT NULL,
                clock_drift_s \(dialect.integer)
            ) \(dialect.tableOptions(clustered: false))
            """,
        ]
    }
}
