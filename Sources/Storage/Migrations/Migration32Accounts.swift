extension Migration {
    /// Who may sign in, what they may do, and who is signed in.
    static let accounts = Migration(number: 32, name: "accounts") { db in
        let dialect = db.dialect
        for statement in people(dialect) + proofs(dialect) + [failures(dialect)] { try db.execute(statement) }
        // Not unique: SQL Server takes two rows without a value for two equal ones.
        try db.execute("CREATE INDEX account_by_employee ON account (employee_id)")
        try db.execute("CREATE INDEX account_session_by_account ON account_session (account_id)")
        try db.execute("CREATE INDEX access_token_by_account ON access_token (account_id)")
    }

    private static func people(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE account (
                id \(dialect.identity),
                name \(dialect.text(100)) NOT NULL CHECK (name <> ''),
                name_key \(dialect.text(100)) NOT NULL UNIQUE CHECK (name_key <> ''),
                employee_id \(dialect.integer) REFERENCES employee (id),
                password_hash \(dialect.text(200)) NOT NULL,
                password_set_at \(dialect.integer) NOT NULL,
                second_factor \(dialect.blob),
                second_factor_step \(dialect.integer),
                must_change \(dialect.integer) NOT NULL CHECK (must_change IN (0, 1)),
                added_at \(dialect.integer) NOT NULL,
                closed_at \(dialect.integer)
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE account_role (
                account_id \(dialect.integer) NOT NULL REFERENCES account (id),
                role \(dialect.text(32)) NOT NULL CHECK (role <> ''),
                reach \(dialect.text(220)) NOT NULL CHECK (reach <> ''),
                PRIMARY KEY (account_id, role, reach)
            ) \(dialect.tableOptions(clustered: true))
            """,
            """
            CREATE TABLE account_recovery_code (
                account_id \(dialect.integer) NOT NULL REFERENCES account (id),
                code_hash \(dialect.text(64)) NOT NULL,
                PRIMARY KEY (account_id, code_hash)
            ) \(dialect.tableOptions(clustered: true))
            """,
        ]
    }

    private static func proofs(_ dialect: any Dialect) -> [String] {
        [
            """
            CREATE TABLE account_session (
                id \(dialect.identity),
                account_id \(dialect.integer) NOT NULL REFERENCES account (id),
                proof_hash \(dialect.text(64)) NOT NULL UNIQUE,
                place \(dialect.text(200)) NOT NULL,
                began_at \(dialect.integer) NOT NULL,
                used_at \(dialect.integer) NOT NULL,
                ends_at \(dialect.integer) NOT NULL
            ) \(dialect.tableOptions(clustered: false))
            """,
            """
            CREATE TABLE access_token (
                id \(dialect.identity),
                account_id \(dialect.integer) NOT NULL REFERENCES account (id),
                name \(dialect.text(100)) NOT NULL CHECK (name <> ''),
                proof_hash \(dialect.text(64)) NOT NULL UNIQUE,
                permissions \(dialect.longText) NOT NULL,
                added_at \(dialect.integer) NOT NULL,
                ends_at \(dialect.integer) NOT NULL,
                used_at \(dialect.integer),
                revoked_at \(dialect.integer)
            ) \(dialect.tableOptions(clustered: false))
            """,
        ]
    }

    private static func failures(_ dialect: any Dialect) -> String {
        """
        CREATE TABLE sign_in_failure (
            subject \(dialect.text(220)) NOT NULL PRIMARY KEY CHECK (subject <> ''),
            failures \(dialect.integer) NOT NULL CHECK (failures > 0),
            last_at \(dialect.integer) NOT NULL,
            closed_until \(dialect.integer) NOT NULL
        ) \(dialect.tableOptions(clustered: false))
        """
    }
}
