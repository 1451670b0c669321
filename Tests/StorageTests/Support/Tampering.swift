@testable import Storage

extension TemporaryDatabase {
    /// Changes rows behind the program's back, as somebody can who has the database's password: no foreign key stops it.
    /// A `?` is 32 zero bytes.
    func tamper(_ statements: [String]) async throws {
        try await database.alter { db in
            let (off, on) = Self.foreignKeys(db.dialect)
            try db.execute(off)
            for statement in statements {
                let zeros = SQLValue.blob(Array(repeating: 0, count: 32))
                try db.execute(Self.permitted(statement, db.dialect), statement.contains("?") ? [zeros] : [])
            }
            try db.execute(on)
        }
    }

    /// A row with an id of its own, where that must be allowed.
    private static func permitted(_ statement: String, _ dialect: any Dialect) -> String {
        guard let found = statement.firstMatch(of: #/INSERT INTO (\w+) \(id,/#),
            let dialect = dialect as? any ServerDialect,
            let permission = dialect.permissionToGiveIDs(in: String(found.output.1))
        else { return statement }
        return [permission.grant, statement, permission.revoke].joined(separator: "; ")
    }

    private static func foreignKeys(_ dialect: any Dialect) -> (off: String, on: String) {
        switch dialect.name {
        case "SQLite": ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON")
        case "PostgreSQL": ("SET session_replication_role = replica", "RESET session_replication_role")
        case "SQL Server": (sqlServer("NOCHECK"), sqlServer("CHECK"))
        case "Oracle": (oracle("DISABLE"), oracle("ENABLE NOVALIDATE"))
        default: ("SET foreign_key_checks = 0", "SET foreign_key_checks = 1")
        }
    }

    // A key that is switched on again so does not look at the rows that are there.
    private static func sqlServer(_ verb: String) -> String {
        """
        DECLARE @keys NVARCHAR(MAX) = (
            SELECT STRING_AGG(CAST(N'ALTER TABLE ' + QUOTENAME(OBJECT_NAME(parent_object_id)) + N' \(verb) CONSTRAINT '
                + QUOTENAME(name) AS NVARCHAR(MAX)), N'; ') FROM sys.foreign_keys);
        EXEC sp_executesql @keys
        """
    }

    private static func oracle(_ verb: String) -> String {
        """
        BEGIN
            FOR k IN (SELECT table_name, constraint_name FROM user_constraints WHERE constraint_type = 'R') LOOP
                EXECUTE IMMEDIATE 'ALTER TABLE "' || k.table_name || '" \(verb) CONSTRAINT "' || k.constraint_name || '"';
            END LOOP;
        END;
        """
    }
}
