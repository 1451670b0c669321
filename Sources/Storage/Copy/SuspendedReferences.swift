/// Foreign keys of the database that is copied to, left off while rows come in, where its dialect has them so. The statements
/// that make them again lie with the progress of the copy.
struct SuspendedReferences: Sendable {
    let database: any Database

    private var list: String? { (database.dialect as? any ServerDialect)?.suspendableReferences }

    func suspend() async throws {
        guard let list else { return }
        try await database.write { db in
            let keys = try db.all(list) {
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
        for (id, statement) in try await database.read({ try CopyProgressStore(db: $0).keptStatements() }) {
            try await database.write { db in
                try db.execute(statement)
                try CopyProgressStore(db: db).forget(id)
            }
        }
    }
}
