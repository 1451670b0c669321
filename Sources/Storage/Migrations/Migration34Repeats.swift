extension Migration {
    /// What was answered to requests that may come again, so that nothing is done twice.
    static let repeats = Migration(number: 34, name: "repeatable-requests") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE repeatable_request (
                request_key \(dialect.text(64)) NOT NULL PRIMARY KEY,
                request_hash \(dialect.text(64)) NOT NULL,
                begun_at \(dialect.integer) NOT NULL,
                status \(dialect.integer),
                answer \(dialect.longText)
            ) \(dialect.tableOptions(clustered: false))
            """)
    }
}
