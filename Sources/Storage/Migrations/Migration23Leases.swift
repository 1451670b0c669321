extension Migration {
    /// Who collects from which terminal and who runs which job, among several programs on one database.
    static let leases = Migration(number: 23, name: "leases") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE lease (
                name \(dialect.text(100)) NOT NULL PRIMARY KEY CHECK (name <> ''),
                holder \(dialect.text(200)) NOT NULL CHECK (holder <> ''),
                fence \(dialect.integer) NOT NULL CHECK (fence > 0),
                expires_at \(dialect.integer) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """)
    }
}
