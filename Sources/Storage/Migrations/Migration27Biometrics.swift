extension Migration {
    /// Fingerprints, sealed, and the consent that they are kept with.
    static let biometrics = Migration(number: 27, name: "biometrics") { db in
        let dialect = db.dialect
        try db.execute(
            """
            CREATE TABLE biometric_consent (
                id \(dialect.identity),
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                given_day \(dialect.integer) NOT NULL,
                statement \(dialect.longText) NOT NULL,
                recorded_at \(dialect.integer) NOT NULL,
                recorded_by \(dialect.text(200)) NOT NULL,
                withdrawn_at \(dialect.integer),
                withdrawn_by \(dialect.text(200))
            ) \(dialect.tableOptions(clustered: false))
            """)
        try db.execute("CREATE INDEX biometric_consent_by_person ON biometric_consent (employee_id)")
        try db.execute(
            """
            CREATE TABLE finger_template (
                id \(dialect.identity),
                employee_id \(dialect.integer) NOT NULL REFERENCES employee (id),
                finger \(dialect.integer) NOT NULL CHECK (finger BETWEEN 0 AND 9),
                algorithm \(dialect.integer) NOT NULL,
                kind \(dialect.integer) NOT NULL,
                sealed \(dialect.blob) NOT NULL,
                taken_at \(dialect.integer) NOT NULL,
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                UNIQUE (employee_id, finger, algorithm)
            ) \(dialect.tableOptions(clustered: false))
            """)
    }
}
