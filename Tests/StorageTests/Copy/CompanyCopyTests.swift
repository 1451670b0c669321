import Domain
import Foundation
import Testing

@testable import Storage

/// From a file to the database that the tests run on, and back.
struct CompanyCopyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func file(_ name: String, isFilled: Bool = false) async throws -> any Database {
        let database = try await openDatabase(DatabaseURL(folder.file(name)))
        try await Migrator(database).migrate(at: Instant(seconds: 1_000))
        if isFilled { try await CatalogRows.fill(database) }
        return database
    }

    @discardableResult
    private func copy(_ source: any Database, _ target: any Database, chunk: Int = 50_000) async throws
        -> CompanyCopy.Report
    {
        var copy = CompanyCopy(from: source, to: target, at: Instant(seconds: 5_000))
        copy.chunkRows = chunk
        return try await copy.run()
    }

    private func expectSame(_ one: any Database, _ other: any Database) async throws {
        let (theirs, ours) = (try await one.contents(), try await other.contents())
        for table in theirs.keys.sorted() { #expect(ours[table] == theirs[table], "\(table)") }
    }

    @Test(arguments: [1, 2, 50_000]) func whateverACellHoldsArrives(chunk: Int) async throws {
        let source = try await file("from.db", isFilled: true)
        let (target, place) = try await TestServer.emptyDatabase()
        let report = try await copy(source, target, chunk: chunk)
        #expect(report.rows == report.tables * CatalogRows.count)
        #expect(!report.isResumed)
        try await expectSame(source, target)
        try await copy(target, try await file("back.db"), chunk: chunk)
        try await expectSame(source, try await file("back.db"))
        withExtendedLifetime(place) {}
    }

    @Test func fromOneServerToAnother() async throws {
        let source = try await file("from.db", isFilled: true)
        let (first, firstPlace) = try await TestServer.emptyDatabase()
        let (second, secondPlace) = try await TestServer.emptyDatabase()
        try await copy(source, first)
        try await copy(first, second)
        try await expectSame(source, second)
        withExtendedLifetime((firstPlace, secondPlace)) {}
    }

    @Test func theCopyGoesOnWithItsOwnIDs() async throws {
        let source = try await file("from.db", isFilled: true)
        let (target, place) = try await TestServer.emptyDatabase()
        try await copy(source, target)
        let id = try await target.write { db in
            try db.insert(into: "rotation", ["name", "unit", "anchor_day", "week_start"], ["Two weeks", 1, 0, 1])
        }
        #expect(id == Int64(CatalogRows.count + 1))
        withExtendedLifetime(place) {}
    }

    @Test func sealsHoldInTheCopy() async throws {
        let source = try await file("from.db")
        try await source.write { db in
            let device = try makeDevice("Gate", db)
            _ = try makeEmployee("0042", db)
            for number in 0..<40 {
                try PunchLedger(db).record(
                    [makePunch("7", Int64(number * 60)), makePunch("९", Int64(number))], from: device)
            }
        }
        let (target, place) = try await TestServer.emptyDatabase()
        let report = try await copy(source, target, chunk: 7)
        #expect(report.isSealWhole)
        #expect(report.ledger.punches == 80)
        let told = try await target.read { try JournalStore($0).page(limit: 100).count }
        #expect(told == 2)
        withExtendedLifetime(place) {}
    }

    @Test func brokenSealsAreToldAndCopied() async throws {
        let source = try await file("from.db", isFilled: true)
        let report = try await copy(source, try await file("to.db"))
        #expect(!report.isSealWhole)
        #expect(report.journal != nil)
    }

    @Test(arguments: [1, 2, 9, 40, 75]) func goesOnWhereItStopped(writes: Int) async throws {
        let source = try await file("from.db", isFilled: true)
        let (target, place) = try await TestServer.emptyDatabase()
        await #expect(throws: Interruption.self) {
            try await copy(source, StoppingDatabase(target, after: writes), chunk: 2)
        }
        let hasBegun = try await target.read { db in
            try CopyProgressStore.isThere(db) && CopyProgressStore(db: db).fingerprint() != nil
        }
        #expect(hasBegun || writes < 3)
        let report = try await copy(source, target, chunk: 2)
        #expect(report.isResumed == hasBegun)
        #expect(report.rows == report.tables * CatalogRows.count)
        try await expectSame(source, target)
        let tables = try await target.read { db in try db.all(db.dialect.listTables) { $0.text(0) } }
        #expect(!tables.contains("copy_progress"))
        withExtendedLifetime(place) {}
    }

    /// They may be left off while rows come in, also by a copy that was interrupted.
    @Test func noRowCanReferToNothingAfterwards() async throws {
        let source = try await file("from.db", isFilled: true)
        let (target, place) = try await TestServer.emptyDatabase()
        await #expect(throws: Interruption.self) {
            try await copy(source, StoppingDatabase(target, after: 9), chunk: 2)
        }
        try await copy(source, target)
        for statement in [
            "UPDATE punch SET batch_id = 99 WHERE id = 1", "UPDATE employee SET manager_id = 99 WHERE id = 1",
            "UPDATE leave_entry SET lot_number = 99 WHERE number = 1",
        ] {
            await #expect(throws: StorageError.self, "\(statement)") {
                _ = try await target.write { db in try db.execute(statement) }
            }
        }
        withExtendedLifetime(place) {}
    }

    @Test func saysHowFarItIs() async throws {
        let source = try await file("from.db", isFilled: true)
        let steps = Recorder()
        let copy = CompanyCopy(from: source, to: try await file("to.db"), at: Instant(seconds: 5_000)) { steps.add($0) }
        let report = try await copy.run()
        let copying = steps.all.filter { $0.stage == .copying }
        #expect(copying.last?.rows == report.rows)
        #expect(copying.map(\.number) == Array(1...report.tables))
        #expect(steps.all.filter { $0.stage == .comparing }.last?.rows == report.rows)
        #expect(steps.all.last?.stage == .checkingSeals)
    }
}
