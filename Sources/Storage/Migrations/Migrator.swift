package import Domain

/// Brings the schema of a database to what this program needs.
package struct Migrator: Sendable {
    /// A step that the database has taken, or will.
    package struct Step: Hashable, Sendable {
        package var number: Int
        package var name: String
        /// Nil: still to be taken.
        package var appliedAt: Instant?
    }

    private let database: any Database
    private let migrations: [Migration]

    package init(_ database: any Database) {
        self.init(database, migrations: Migration.all)
    }

    init(_ database: any Database, migrations: [Migration]) {
        self.database = database
        self.migrations = migrations
    }

    /// Every step this program knows, in order.
    /// - Throws: ``StorageError/newerSchema(found:known:)`` and ``StorageError/differentMigration(number:found:known:)``
    package func status() async throws -> [Step] {
        try await database.read { db in
            let applied = try appliedSteps(db)
            return migrations.map { migration in
                Step(
                    number: migration.number, name: migration.name,
                    appliedAt: applied.first { $0.number == migration.number }?.appliedAt)
            }
        }
    }

    /// Takes the steps that are missing: all in one transaction, or, where the database cannot, statement by statement
    /// such that an interrupted run is taken up where it stopped. Of two programs that begin together one does it.
    /// - Returns: the steps taken now; empty where the schema was complete.
    /// - Throws: as ``status()``, with the database left as it was.
    @discardableResult
    package func migrate(at now: Instant) async throws -> [Step] {
        // Looking first spares a complete schema the wait for the writer.
        if try await status().allSatisfy({ $0.appliedAt != nil }) { return [] }
        guard database.hasTransactionalDDL else {
            return try await StepwiseMigration(database, migrations, at: now).run { try appliedSteps($0).count }
        }
        return try await database.write { db in
            try makeTable(db)
            let done = try appliedSteps(db).count
            return try migrations.dropFirst(done).map { try apply($0, db, at: now) }
        }
    }

    /// - Throws: ``StorageError/notMigrated(found:known:)`` where a step is missing, and as ``status()``.
    package func requireComplete() async throws {
        let found = try await status().prefix { $0.appliedAt != nil }.count
        if found < migrations.count { throw StorageError.notMigrated(found: found, known: migrations.count) }
    }

    private func apply(_ migration: Migration, _ db: any SQLConnection, at now: Instant) throws -> Step {
        try migration.apply(db)
        return try migration.record(db, at: now)
    }

    private func makeTable(_ db: any SQLConnection) throws {
        if try !db.hasTable("schema_migration") { try db.execute(Self.table(db.dialect)) }
    }

    static func table(_ dialect: any Dialect) -> String {
        """
        CREATE TABLE schema_migration (
            number \(dialect.integer) NOT NULL PRIMARY KEY,
            name \(dialect.text(64)) NOT NULL,
            applied_at \(dialect.integer) NOT NULL
        ) \(dialect.tableOptions(clustered: false))
        """
    }

    private func appliedSteps(_ db: any SQLConnection) throws -> [Step] {
        guard try db.hasTable("schema_migration") else { return [] }
        let steps = try db.all("SELECT number, name, applied_at FROM schema_migration ORDER BY number") {
            Step(number: Int($0.integer(0)), name: $0.text(1), appliedAt: Instant(seconds: $0.integer(2)))
        }
        if let last = steps.last, last.number > migrations.count {
            throw StorageError.newerSchema(found: last.number, known: migrations.count)
        }
        for (found, known) in zip(steps, migrations) where found.number != known.number || found.name != known.name {
            throw StorageError.differentMigration(number: known.number, found: found.name, known: known.name)
        }
        return steps
    }
}

extension Migration {
    func record(_ db: any SQLConnection, at now: Instant) throws -> Migrator.Step {
        try db.execute(
            db.dialect.insert(into: "schema_migration", ["number", "name", "applied_at"]),
            [.integer(number), .text(name), .integer(now.seconds)])
        return Migrator.Step(number: number, name: name, appliedAt: now)
    }
}
