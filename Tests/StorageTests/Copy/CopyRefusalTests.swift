import Domain
import Foundation
import Testing

@testable import Storage

/// What is not copied, and that it leaves both databases as they were.
struct CopyRefusalTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ name: String) async throws -> any Database {
        let database = try await openDatabase(DatabaseURL(folder.file(name)))
        try await Migrator(database).migrate(at: Instant(seconds: 1_000))
        return database
    }

    private func company(_ name: String) async throws -> any Database {
        let database = try await file(name)
        _ = try await database.write { try makeEmployee("0042", $0) }
        return database
    }

    private func refusal(_ source: any Database, _ target: any Database) async throws -> String {
        do {
            _ = try await CompanyCopy(from: source, to: target, at: Instant(seconds: 5_000)).run()
        } catch let error as CopyError {
            return error.description
        }
        return "copied"
    }

    @Test func aDatabaseToItself() async throws {
        let source = try await company("a.db")
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("b.db"), withDestinationPath: folder.file("a.db"))
        let same = try await openDatabase(DatabaseURL(folder.file("./b.db")))
        #expect(
            try await refusal(source, same).hasSuffix("cannot be copied to itself; name another database to copy to."))
    }

    @Test func whatHoldsNothing() async throws {
        let (target, place) = try await TestServer.emptyDatabase()
        let bare = try await openDatabase(DatabaseURL(folder.file("bare.db")))
        #expect(try await refusal(try await file("a.db"), target).contains("holds no company"))
        #expect(try await refusal(bare, target).contains("holds no company"))
        let tables = try await target.read { db in try db.all(db.dialect.listTables) { $0.text(0) } }
        #expect(tables.isEmpty)
        withExtendedLifetime(place) {}
    }

    @Test func overAnotherCompany() async throws {
        let other = try await TemporaryDatabase()
        _ = try await other.write { try makeEmployee("0001", $0) }
        let said = try await refusal(try await company("a.db"), other.database)
        #expect(said.contains("already holds a company (there are rows in "))
        #expect(try await other.read { try EmployeeStore($0).all().map(\.code) } == ["0001"])
    }

    @Test func overAPartOfAnotherCompany() async throws {
        let (first, second) = (try await company("a.db"), try await file("b.db"))
        _ = try await second.write { try makeEmployee("0077", $0) }
        let (target, place) = try await TestServer.emptyDatabase()
        await #expect(throws: Interruption.self) {
            try await CompanyCopy(from: first, to: StoppingDatabase(target, after: 3), at: Instant(seconds: 5_000))
                .run()
        }
        #expect(try await refusal(second, target).contains("holds a part of another company"))
        #expect(try await refusal(target, try await file("c.db")).contains("holds only a part of a company"))
        withExtendedLifetime(place) {}
    }

    @Test func anOlderSchema() async throws {
        let older = try await openDatabase(DatabaseURL(folder.file("old.db")))
        let steps = Migration.all.count
        try await Migrator(older, migrations: Array(Migration.all.prefix(steps - 1))).migrate(
            at: Instant(seconds: 1_000))
        let said = try await refusal(older, try await file("b.db"))
        #expect(said.contains("is at \(steps - 1) and this program needs \(steps)"))
        #expect(said.contains("etime db migrate --database sqlite:///"))
    }

    @Test func textsThatDoNotFit() async throws {
        let (long, zero) = (try await file("long.db"), try await file("zero.db"))
        try await long.write { db in
            _ = try makeEmployee("0042", db)
            try db.execute("UPDATE employee SET name = ?", [.text(String(repeating: "ढ", count: 201))])
        }
        try await zero.write { db in
            _ = try makeEmployee("0042", db)
            try db.execute("UPDATE employee SET name = ?", [.text("a\0b")])
        }
        for (source, words) in [
            (long, "The name of employee with id 1 has more than 200"), (zero, "holds a zero byte"),
        ] {
            let (target, place) = try await TestServer.emptyDatabase()
            // A file takes them as they are.
            let said = try await refusal(source, target)
            #expect(said.contains(TestServer.isSQLite ? "copied" : words), "\(said)")
            withExtendedLifetime(place) {}
        }
    }
}
