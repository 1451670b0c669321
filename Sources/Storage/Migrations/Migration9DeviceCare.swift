extension Migration {
    static let deviceCare = Migration(number: 9, name: "device-care") { db in
        let dialect = db.dialect
        try db.execute("ALTER TABLE device ADD retired_at \(dialect.integer)")
        try db.execute(
            """
            CREATE TABLE device_note (
                id \(dialect.identity),
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                noted_at \(dialect.integer) NOT NULL,
                topic \(dialect.integer) NOT NULL CHECK (topic > 0),
                sentence \(dialect.longText) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """)
        try db.execute("CREATE INDEX device_note_by_device ON device_note (device_id)")
    }
}
