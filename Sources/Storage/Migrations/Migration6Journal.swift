extension Migration {
    static let journal = Migration(number: 6, name: "journal") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE journal (
                id \(dialect.integer) NOT NULL PRIMARY KEY,
                at \(dialect.integer) NOT NULL,
                actor \(dialect.text(200)) NOT NULL CHECK (actor <> ''),
                action \(dialect.text(64)) NOT NULL CHECK (action <> ''),
                entity \(dialect.text(64)) NOT NULL CHECK (entity <> ''),
                entity_id \(dialect.text(200)) NOT NULL,
                before_json \(dialect.longText),
                after_json \(dialect.longText),
                prev_hash \(dialect.blob) NOT NULL,
                hash \(dialect.blob) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """)
        try db.execute("CREATE INDEX journal_by_entity ON journal (entity, entity_id)")
    }
}
