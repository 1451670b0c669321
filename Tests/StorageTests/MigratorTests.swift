import Domain
import Testing

@testable import Storage

struct MigratorTests {
    private let folder: TemporaryFolder
    private let database: any Database

    init() async throws {
        folder = try TemporaryFolder()
        database = try await openDatabase(DatabaseURL(folder.file("etime.db")))
    }

    @Test func bringsAnEmptyDatabaseUp() async throws {
        let migrator = Migrator(database)
        #expect(try await migrator.status().allSatisfy { $0.appliedAt == nil })
        await #expect(throws: StorageError.notMigrated(found: 0, known: Migration.all.count)) {
            try await migrator.requireComplete()
        }
        let taken = try await migrator.migrate(at: Instant(seconds: 7))
        #expect(taken.map(\.number) == Array(1...Migration.all.count))
        #expect(try await migrator.status() == taken)
        #expect(try await migrator.migrate(at: Instant(seconds: 8)).isEmpty)
        try await migrator.requireComplete()
    }

    @Test func goesOnWhereAnOlderProgramStopped() async throws {
        try await Migrator(database, migrations: Array(Migration.all.prefix(2))).migrate(at: Instant(seconds: 1))
        let taken = try await Migrator(database).migrate(at: Instant(seconds: 2))
        #expect(taken.map(\.number) == Array(3...Migration.all.count))
    }

    @Test func refusesANewerSchemaAndChangesNothing() async throws {
        let future = Migration(number: Migration.all.count + 1, name: "future") { db in
            try db.execute("CREATE TABLE future (id INTEGER)")
        }
        try await Migrator(database, migrations: Migration.all + [future]).migrate(at: Instant(seconds: 1))
        let error = StorageError.newerSchema(found: Migration.all.count + 1, known: Migration.all.count)
        await #expect(throws: error) { try await Migrator(database).status() }
        await #expect(throws: error) { try await Migrator(database).migrate(at: Instant(seconds: 2)) }
        #expect(error.description.contains("newer version"))
    }

    @Test func refusesAnotherHistory() async throws {
        var other = Migration.all
        other[1].name = "else"
        try await Migrator(database, migrations: other).migrate(at: Instant(seconds: 1))
        await #expect(throws: StorageError.differentMigration(number: 2, found: "else", known: "shifts")) {
            try await Migrator(database).migrate(at: Instant(seconds: 2))
        }
    }

    @Test func aFailingStepLeavesNothingOfAny() async throws {
        let failing = Migration(number: 2, name: "failing") { db in
            try db.execute("CREATE TABLE half (id INTEGER)")
            throw Interruption()
        }
        await #expect(throws: Interruption.self) {
            try await Migrator(database, migrations: [.people, failing]).migrate(at: Instant(seconds: 1))
        }
        #expect(try await database.read { try $0.all($0.dialect.listTables) { $0.text(0) } }.isEmpty)
    }
}

struct RosterMigrationTests {
    @Test func shiftAssignmentsBecomeTheLayerOfEmployees() async throws {
        let folder = try TemporaryFolder()
        let database = try await openDatabase(DatabaseURL(folder.file("etime.db")))
        try await Migrator(database, migrations: Array(Migration.all.prefix(13))).migrate(at: Instant(seconds: 1))
        try await database.write { db in
            let person = try makeEmployee("1", db)
            try db.execute(
                "INSERT INTO shift (id, code, name, start_s, end_s, policy) VALUES (5, 'G', 'G', 0, 9, '{}')")
            for (from, to) in [("100", "110"), ("111", "NULL")] {
                try db.execute("INSERT INTO shift_assignment VALUES (\(person.id.rawValue), \(from), \(to), 5)")
            }
        }
        try await Migrator(database).migrate(at: Instant(seconds: 2))
        let found = try await database.read { try RosterStore($0).all() }
        #expect(found.map(\.from.daysSinceEpoch) == [100, 111])
        #expect(found.map(\.to?.daysSinceEpoch) == [110, nil])
        #expect(found.allSatisfy { $0.layer == .employee && $0.shift == ID(5) })
    }
}
