extension Migration {
    /// Files that were taken, and what was settled of punches whose time cannot be believed.
    static let doubts = Migration(number: 28, name: "doubts") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE taken_file (
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                hash \(dialect.text(64)) NOT NULL,
                name \(dialect.text(255)) NOT NULL,
                taken_at \(dialect.integer) NOT NULL,
                taken_by \(dialect.text(200)) NOT NULL,
                PRIMARY KEY (device_id, hash)
            ) \(dialect.tableOptions(clustered: true))
            """)
        // No foreign keys: a punch goes into an archive, and what was settled of it stays.
        try db.execute(
            """
            CREATE TABLE settled_doubt (
                punch_id \(dialect.integer) NOT NULL PRIMARY KEY,
                outcome \(dialect.integer) NOT NULL CHECK (outcome BETWEEN 1 AND 3),
                added_id \(dialect.integer),
                voided_id \(dialect.integer),
                why \(dialect.longText) NOT NULL,
                settled_by \(dialect.text(200)) NOT NULL,
                settled_at \(dialect.integer) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """)
    }
}
