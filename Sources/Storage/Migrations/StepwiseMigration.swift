import Domain

/// Migrating where CREATE, ALTER and DROP end the transaction they stand in (MySQL, MariaDB, Oracle).
///
/// `schema_progress` has one row: who is migrating, until when that is to be believed, and how many statements of the
/// current step are done. A statement that changes data and the count of it are one transaction. One that changes the schema
/// is announced before and counted after it; where the program stopped in between, it is run once more, and that it has been
/// done already is then no error.
struct StepwiseMigration: Sendable {
    /// By the server's clock, in seconds; each statement extends it.
    private static let leaseTime = 120

    private let database: any Database
    private let migrations: [Migration]
    private let now: Instant
    // Random: a program that is started again is another one.
    private let holder = String(UInt64.random(in: 1...UInt64.max), radix: 36)

    init(_ database: any Database, _ migrations: [Migration], at now: Instant) {
        self.database = database
        self.migrations = migrations
        self.now = now
    }

    /// - Parameter done: how many steps are taken; throws for a schema that is not this program's.
    func run(_ done: @escaping @Sendable (any SQLConnection) throws -> Int) async throws -> [Migrator.Step] {
        try await database.alter { db in try makeTables(db) }
        let deadline = ContinuousClock.now + .seconds(Self.leaseTime + 30)
        while ContinuousClock.now < deadline {
            if let steps = try await database.alter({ db in try attempt(db, done) }) { return steps }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw StorageError.server(ServerError(.lockTimeout, database: database.url.description))
    }

    /// - Returns: nil where another program is at it.
    private func attempt(
        _ db: any SchemaConnection, _ done: @Sendable (any SQLConnection) throws -> Int
    ) throws -> [Migrator.Step]? {
        if try done(db) == migrations.count { return [] }
        guard try db.transaction({ try takeLease(db) }) else { return nil }
        defer { try? db.transaction { try giveLeaseBack(db) } }
        return try migrations.dropFirst(try done(db)).map { try take($0, db) }
    }

    private func take(_ migration: Migration, _ db: any SchemaConnection) throws -> Migrator.Step {
        let counted = try db.integer("SELECT statements FROM schema_progress WHERE id = 1") ?? 0
        let stepwise = StepwiseConnection(db, MigrationProgress(stored: counted)) { try note($0, db) }
        try migration.apply(stepwise)
        return try db.transaction {
            try note(MigrationProgress(), db)
            return try migration.record(db, at: now)
        }
    }

    private func takeLease(_ db: any SQLConnection) throws -> Bool {
        let clock = db.dialect.serverClock
        return try db.execute(
            """
            UPDATE schema_progress SET holder = ?, expires_at = \(clock) + \(Self.leaseTime)
            WHERE id = 1 AND (holder = ? OR expires_at < \(clock))
            """, [.text(holder), .text(holder)]) == 1
    }

    private func giveLeaseBack(_ db: any SQLConnection) throws {
        try db.execute("UPDATE schema_progress SET expires_at = 0 WHERE id = 1 AND holder = ?", [.text(holder)])
    }

    /// - Throws: where somebody else has taken over, because this program was away for longer than the lease.
    private func note(_ progress: MigrationProgress, _ db: any SQLConnection) throws {
        let noted = try db.execute(
            """
            UPDATE schema_progress SET statements = ?, expires_at = \(db.dialect.serverClock) + \(Self.leaseTime)
            WHERE id = 1 AND holder = ?
            """, [.int64(progress.stored), .text(holder)])
        if noted != 1 { throw StorageError.server(ServerError(.conflict, database: database.url.description)) }
    }

    private func makeTables(_ db: any SchemaConnection) throws {
        try db.make("schema_migration", by: Migrator.table(db.dialect))
        try db.make("schema_progress", by: Self.table(db.dialect))
        _ = try db.transaction {
            try db.execute(
                db.dialect.insertIgnoring(
                    into: "schema_progress", ["id", "holder", "expires_at", "statements"], key: ["id"]),
                [1, .text("nobody"), 0, 0])
        }
    }

    private static func table(_ dialect: any Dialect) -> String {
        """
        CREATE TABLE schema_progress (
            id \(dialect.integer) NOT NULL PRIMARY KEY,
            holder \(dialect.text(64)) NOT NULL,
            expires_at \(dialect.integer) NOT NULL,
            statements \(dialect.integer) NOT NULL
        ) \(dialect.tableOptions(clustered: false))
        """
    }
}
