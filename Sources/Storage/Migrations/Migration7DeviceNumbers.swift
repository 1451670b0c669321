extension Migration {
    static let deviceNumbers = Migration(number: 7, name: "device-numbers") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE employee_device_number (
                employee_id \(dialect.integer) NOT NULL PRIMARY KEY REFERENCES employee (id),
                device_user \(dialect.text(64)) NOT NULL UNIQUE CHECK (device_user <> '')
            ) \(dialect.tableOptions(clustered: false))
            """)
    }
}
