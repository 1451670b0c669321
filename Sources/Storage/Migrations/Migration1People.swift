extension Migration {
    static let people = Migration(number: 1, name: "people") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE employee (
                id \(dialect.identity),
                code \(dialect.text(32)) NOT NULL UNIQUE CHECK (code <> ''),
                name \(dialect.text(200)) NOT NULL CHECK (name <> ''),
                department \(dialect.text(200)) NOT NULL,
                joined_day \(dialect.integer) NOT NULL,
                left_day \(dialect.integer) CHECK (left_day IS NULL OR left_day >= joined_day)
            ) \(dialect.tableOptions(clustered: false))
            """)
        try db.execute(
            """
            CREATE TABLE setting (
                name \(dialect.text(64)) NOT NULL PRIMARY KEY,
                value \(dialect.longText) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """)
    }
}
