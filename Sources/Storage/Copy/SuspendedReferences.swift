/// Foreign keys of the database that is copied to, left off while rows come in.
///
/// PostgreSQL looks each row's references up one by one, which takes more than half of the time of a copy; a key that is made
/// again afterwards is checked for all rows at once. The statements that make them again lie with the progress of the copy.
struct SuspendedReferences: Sendable {
    let database: any Database

    private var isWorthIt: Bool { database.dialect.name == "PostgreSQL" }

    private static let list = """
        SELECT CAST(c.oid AS BIGINT), CAST(t.relname AS TEXT), CAST(c.conname AS TEXT), pg_get_constraintdef(c.oid)
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
        WHERE c.contype = 'f' AND n.nspname = current_schema() ORDER BY c.oid
        """

    func suspend() async throws {
        guard isWorthIt else { return }
        try await database.write { db in
            let keys = try db.all(Self.list) {
                (id: $0.integer(0), table: $0.text(1), name: db.dialect.quoted($0.text(2)), definition: $0.text(3))
            }
            for key in keys {
                try CopyProgressStore(db: db).keep(
                    "ALTER TABLE \(key.table) ADD CONSTRAINT \(key.name) \(key.definition)", as: key.id)
                try db.execute("ALTER TABLE \(key.table) DROP CONSTRAINT \(key.name)")
            }
        }
    }

    /// - Throws: ``StorageError/constraint(_:detail:sqlState:)`` where rows refer to others that are not there.
    func restore() async throws {
        guard isWorthIt else { return }
        for (id, statement) in try await database.read({ try CopyProgressStore(db: $0).keptStatements() }) {
            try await database.write { db in
                try db.execute(statement)
                try CopyProgressStore(db: db).forget(id)
            }
        }
    }
}
