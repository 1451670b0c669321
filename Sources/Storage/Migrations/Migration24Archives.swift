extension Migration {
    /// Which punches were moved to an archive. The headers of their batches stay, so that the chains stay whole.
    static let archives = Migration(number: 24, name: "archives") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE archive (
                id \(dialect.identity),
                before_day \(dialect.integer) NOT NULL,
                made_at \(dialect.integer) NOT NULL,
                made_by \(dialect.text(200)) NOT NULL,
                place \(dialect.longText) NOT NULL,
                batch_count \(dialect.integer) NOT NULL CHECK (batch_count > 0),
                punch_count \(dialect.integer) NOT NULL CHECK (punch_count > 0),
                batches_hash \(dialect.blob) NOT NULL,
                UNIQUE (before_day)
            ) \(dialect.tableOptions(clustered: false))
            """)
        try db.execute(
            """
            CREATE TABLE archived_batch (
                batch_id \(dialect.integer) NOT NULL PRIMARY KEY REFERENCES punch_batch (id),
                archive_id \(dialect.integer) NOT NULL REFERENCES archive (id)
            ) \(dialect.tableOptions(clustered: false))
            """)
    }
}
