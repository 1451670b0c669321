extension Migration {
    static let ledger = Migration(number: 4, name: "ledger") { db in
        for statement in tables(db.dialect) { try db.execute(statement) }
    }

    private static func tables(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE chain_head (
                chain \(dialect.text(64)) NOT NULL PRIMARY KEY,
                length \(dialect.integer) NOT NULL CHECK (length > 0),
                hash \(dialect.blob) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE punch_batch (
                id \(dialect.identity),
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                number \(dialect.integer) NOT NULL CHECK (number > 0),
                source \(dialect.integer) NOT NULL CHECK (source > 0),
                collected_at \(dialect.integer) NOT NULL,
                sealed_at \(dialect.integer) NOT NULL,
                row_count \(dialect.integer) NOT NULL CHECK (row_count >= 0),
                terminal_count \(dialect.integer),
                rows_hash \(dialect.blob) NOT NULL,
                prev_hash \(dialect.blob) NOT NULL,
                hash \(dialect.blob) NOT NULL,
                UNIQUE (device_id, number)
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE punch (
                id \(dialect.identity),
                batch_id \(dialect.integer) NOT NULL REFERENCES punch_batch (id),
                device_id \(dialect.integer) NOT NULL REFERENCES device (id),
                device_user \(dialect.text(64)) NOT NULL,
                local_s \(dialect.integer) NOT NULL,
                offset_s \(dialect.integer) NOT NULL,
                utc_s \(dialect.integer) NOT NULL,
                state \(dialect.integer) NOT NULL CHECK (state BETWEEN 0 AND 255),
                verify \(dialect.integer) NOT NULL CHECK (verify BETWEEN 0 AND 255),
                seq \(dialect.integer) NOT NULL CHECK (seq BETWEEN 0 AND 65535),
                work_code \(dialect.integer) NOT NULL CHECK (work_code BETWEEN 0 AND 4294967295),
                quarantine \(dialect.integer) CHECK (quarantine BETWEEN 1 AND 3),
                UNIQUE (device_id, local_s, device_user, state, verify, seq)
            ) \(dialect.tableOptions(clustered: false))
            """,
            // Repeats what the engine reads of a punch, so that a month of a company is one walk along the key.
            // No foreign keys: derived from rows that have them, and rebuilt at will.
            """
            CREATE TABLE punch_owner (
                employee_id \(dialect.integer) NOT NULL,
                utc_s \(dialect.integer) NOT NULL,
                punch_id \(dialect.integer) NOT NULL,
                offset_s \(dialect.integer) NOT NULL,
                state \(dialect.integer) NOT NULL,
                verify \(dialect.integer) NOT NULL,
                device_id \(dialect.integer) NOT NULL,
                quarantine \(dialect.integer),
                PRIMARY KEY (employee_id, utc_s, punch_id)
            ) \(dialect.tableOptions(clustered: true))
            """,
        ]
    }
}
