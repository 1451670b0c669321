extension Migration {
    /// Real days that somebody keeps as worked examples.
    static let keptCases = Migration(number: 20, name: "kept-cases") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE kept_case (
                id \(dialect.identity),
                name \(dialect.text(200)) NOT NULL UNIQUE CHECK (name <> ''),
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                day \(dialect.integer) NOT NULL,
                document \(dialect.longText) NOT NULL,
                kept_at \(dialect.integer) NOT NULL,
                kept_by \(dialect.text(200)) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """)
    }
}
