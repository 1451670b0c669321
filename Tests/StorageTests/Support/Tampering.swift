import Storage

extension TemporaryDatabase {
    /// Changes rows behind the program's back, as somebody can who has the database's password: no foreign key stops it.
    /// A `?` is 32 zero bytes.
    func tamper(_ statements: [String]) async throws {
        try await database.alter { db in
            let (off, on) = Self.foreignKeys(db.dialect)
            try db.execute(off)
            for statement in statements {
                try db.execute(statement, statement.contains("?") ? [.blob(Array(repeating: 0, count: 32))] : [])
            }
            try db.execute(on)
        }
    }

    private static func foreignKeys(_ dialect: any Dialect) -> (off: String, on: String) {
        switch dialect.name {
        case "SQLite": ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON")
        case "PostgreSQL": ("SET session_replication_role = replica", "RESET session_replication_role")
        default: ("SET foreign_key_checks = 0", "SET foreign_key_checks = 1")
        }
    }
}
