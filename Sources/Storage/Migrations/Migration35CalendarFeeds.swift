extension Migration {
    /// Calendars that other programs fetch from private addresses.
    static let calendarFeeds = Migration(number: 35, name: "calendar-feeds") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE calendar_feed (
                id \(dialect.identity),
                account_id \(dialect.integer) NOT NULL REFERENCES account (id),
                token_id \(dialect.integer) REFERENCES access_token (id),
                name \(dialect.text(100)) NOT NULL CHECK (name <> ''),
                kind \(dialect.text(16)) NOT NULL CHECK (kind <> ''),
                has_shifts \(dialect.integer) NOT NULL CHECK (has_shifts IN (0, 1)),
                proof_hash \(dialect.text(64)) NOT NULL UNIQUE,
                added_at \(dialect.integer) NOT NULL,
                last_day \(dialect.integer),
                fetched_at \(dialect.integer),
                revoked_at \(dialect.integer)
            ) \(dialect.tableOptions(clustered: false))
            """)
        try db.execute("CREATE INDEX calendar_feed_by_account ON calendar_feed (account_id)")
    }
}
