import Domain
import Testing

@testable import Storage

struct MigratorTests {
    private let folder: TemporaryFolder
    private let database: any Database

    init() async throws {
        (database, folder) = try await TestServer.emptyDatabase()
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
        let tables = try await database.read { try $0.all($0.dialect.listTables) { $0.text(0) } }
        #expect(tables.contains("half") == !database.hasTransactionalDDL)
        #expect(tables.contains("employee") == !database.hasTransactionalDDL)
    }
}

struct RosterMigrationTests {
    @Test func shiftAssignmentsBecomeTheLayerOfEmployees() async throws {
        let (database, folder) = try await TestServer.emptyDatabase()
        defer { withExtendedLifetime(folder) {} }
        try await Migrator(database, migrations: Array(Migration.all.prefix(13))).migrate(at: Instant(seconds: 1))
        try await database.write { db in
            try db.insertKeepingID(
                into: "employee", ["id", "code", "name", "department", "joined_day"], [3, "1", "P", "", 90])
            try db.insertKeepingID(
                into: "shift", ["id", "code", "name", "start_s", "end_s", "policy"], [5, "G", "G", 0, 9, "{}"])
            for (from, to) in [("100", "110"), ("111", "NULL")] {
                try db.execute("INSERT INTO shift_assignment VALUES (3, \(from), \(to), 5)")
            }
        }
        try await Migrator(database).migrate(at: Instant(seconds: 2))
        let found = try await database.read { try RosterStore($0).all() }
        #expect(found.map(\.from.daysSinceEpoch) == [100, 111])
        #expect(found.map(\.to?.daysSinceEpoch) == [110, nil])
        #expect(found.allSatisfy { $0.layer == .employee && $0.shift == ID(5) })
    }
}

struct DoubtMarkMigrationTests {
    /// A ledger of before there were marks: two readings, the clock of one went back, and one time was none.
    @Test func whatWasInDoubtStaysInDoubt() async throws {
        let (database, folder) = try await TestServer.emptyDatabase()
        defer { withExtendedLifetime(folder) {} }
        let before = Migration.all.prefix { $0.name != Migration.doubtMarks.name }
        try await Migrator(database, migrations: Array(before)).migrate(at: Instant(seconds: 1))
        try await database.write { db in
            let gate = ID<Device>(
                try db.insert(
                    into: "device", ["name", "host", "port", "transport", "comm_key", "zone", "direction", "model"],
                    ["Gate", "h", 4370, 0, 0, "Asia/Kolkata", 0, ""]))
            // Ascending, so that nothing is marked.
            for times in [[100, 5000], [200, 300]] {
                try PunchLedger(db).record(times.map { makePunch("7", Int64($0)) }, from: gate)
            }
            try db.execute("UPDATE punch SET utc_s = utc_s - 10000 WHERE id = 2")
            try db.execute("UPDATE punch SET quarantine = 2 WHERE id = 4")
        }
        try await Migrator(database).migrate(at: Instant(seconds: 2))
        let open = try await database.read { try DoubtStore($0).open() }
        #expect(open.map(\.punch.punch.rawValue) == [1, 4])
        #expect(open.map(\.back) == [5100, nil])
    }
}

struct PostingMigrationTests {
    /// A database of before moves had a date: everybody was where they are from their first day on.
    @Test func whatWasSaidOfEverybodyHoldsFromTheFirstDay() async throws {
        let (database, folder) = try await TestServer.emptyDatabase()
        defer { withExtendedLifetime(folder) {} }
        let before = Migration.all.prefix { $0.name != Migration.postings.name }
        try await Migrator(database, migrations: Array(before)).migrate(at: Instant(seconds: 1))
        _ = try await database.write { db in
            let columns = [
                "id", "code", "name", "department", "joined_day", "left_day", "location", "gender", "manager_id",
            ]
            try db.insertKeepingID(
                into: "employee", columns, [3, "1", "Asha", "Press", 20000, .null, "Pune", 1, .null])
            try db.insertKeepingID(into: "employee", columns, [4, "2", "Ravi", "", 20100, 20200, "", .null, 3])
        }
        try await Migrator(database).migrate(at: Instant(seconds: 2))
        try await database.write { db in
            let first = CivilDate(daysSinceEpoch: 20000)
            let asha = Employee(
                id: ID(3), code: "1", name: "Asha", department: "Press", location: "Pune", gender: .female,
                joined: first)
            let ravi = Employee(
                id: ID(4), code: "2", name: "Ravi", manager: ID(3), joined: first + 100, left: first + 200)
            #expect(try EmployeeStore(db).allByID() == [asha, ravi])
            #expect(try EmployeeStore(db).find(ID(3)) == asha)
            #expect(try EmployeeStore(db).find(code: "2") == ravi)
            var moved = asha
            moved.postings.set(Posting(from: first + 5, department: "Stores", location: "Pune"))
            try EmployeeStore(db).update(moved, by: Stamp(actor: "Meera", at: Instant(seconds: 3)))
            #expect(try EmployeeStore(db).find(ID(3)) == moved)
            #expect(try EmployeeStore(db).all() == [moved, ravi])
        }
    }
}
