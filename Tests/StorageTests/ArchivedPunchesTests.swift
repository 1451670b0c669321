import Domain
import Testing

@testable import Storage

/// Old punches are taken away with all that is derived from them; the chain stays whole.
struct ArchivedPunchesTests {
    private let database: TemporaryDatabase
    private let newYear = CivilDate(daysSinceEpoch: 19_723)  // 2024-01-01

    init() async throws { database = try await TemporaryDatabase() }

    /// Three old batches of two punches, one of which holds a punch of the next year too, and a new one.
    private func fill(_ db: any SQLConnection) throws -> (gate: ID<Device>, asha: ID<Employee>) {
        let (gate, asha) = (try makeDevice("Gate", db), try makeEmployee("7", db).id)
        try DeviceUserStore(db).map("7", on: gate, to: asha, by: stamp)
        let ledger = PunchLedger(db)
        try ledger.record([makePunch("7", 1), makePunch("8", 2)], from: gate)
        try ledger.record([makePunch("7", 3), makePunch("8", 4, quarantine: .future)], from: gate)
        try ledger.record([makePunch("7", 5), makePunch("7", 100 * 86_400)], from: gate)
        let later = Instant(seconds: LocalTime(newYear + 60).seconds)
        _ = try ledger.record(
            [makePunch("7", 110 * 86_400)], from: gate, source: .download, collectedAt: later)
        return (gate, asha)
    }

    private func archive(_ db: any SQLConnection) throws -> Archive {
        let batches = try ArchiveStore(db).archivable(before: newYear)
        let archive = try ArchiveStore(db).insert(before: newYear, place: "elsewhere", batches, by: stamp)
        try ArchivedPunches(db).settleCounts()
        return archive
    }

    private func removeAll() async throws -> Int {
        try await database.write { db in
            var (removed, next) = (0, Int64.min)
            while let ids = try ArchivedPunches(db).portion(from: next) {
                removed += try ArchivedPunches(db).remove(ids)
                next = ids.upperBound + 1
            }
            return removed
        }
    }

    @Test func batchesThatLieWhollyBeforeTheDay() async throws {
        try await database.write { db in
            let gate = try fill(db).gate
            #expect(try ArchiveStore(db).archivable(before: newYear).map(\.id) == [ID(1), ID(2)])
            #expect(try ArchiveStore(db).archivable(before: newYear + 200).map(\.id) == [ID(1), ID(2), ID(3)])
            #expect(try ArchiveStore(db).archivable(before: joined).isEmpty)
            // None of it can be believed, so what counts is when it came.
            let dubious = makePunch("8", -100 * 86_400, quarantine: .ancient)
            for day in [newYear - 1, newYear + 60] {
                let moment = Instant(seconds: LocalTime(day).seconds)
                let punch = makePunch("8", Int64(day.daysSinceEpoch), quarantine: .ancient)
                _ = try PunchLedger(db).record([punch], from: gate, source: .download, collectedAt: moment)
            }
            try PunchLedger(db).record([dubious], from: gate)
            #expect(try ArchiveStore(db).archivable(before: newYear).map(\.id) == [ID(1), ID(2), ID(5)])
            #expect(try ArchiveStore(db).firstPunchedDay() == CivilDate(daysSinceEpoch: 19_675))
            _ = try archive(db)
            #expect(try ArchiveStore(db).archivable(before: newYear + 200).map(\.id) == [ID(3), ID(4), ID(6)])
        }
    }

    @Test func theChainStaysWholeBeforeAndAfterTheyAreTakenAway() async throws {
        let (gate, asha) = try await database.write { try fill($0) }
        try await database.write { db in
            let archive = try archive(db)
            #expect(archive.batchCount == 2 && archive.punchCount == 4)
            #expect(try ArchiveStore(db).firstOpenDay() == newYear)
            #expect(try ArchiveStore(db).all() == [archive])
        }
        for removed in [4, 0] {
            let verdict = try await database.read { try PunchLedger($0).verify() }
            #expect(verdict.isIntact && verdict.punches == 3 && verdict.archivedPunches == 4)
            #expect(try await database.read { try ArchiveStore($0).verify() }.isEmpty)
            #expect(try await removeAll() == removed)
        }
        try await database.read { db in
            #expect(try PunchLedger(db).punchCount() == 3)
            let owned = try PunchLedger(db).punches(
                of: asha, from: Instant(seconds: .min), through: Instant(seconds: .max))
            #expect(owned.count == 3)
            #expect(try PunchOwners(db).strayCount() == 0)
            let users = try DeviceUserStore(db).all(of: gate)
            #expect(users.map(\.punchCount) == [3, 0])
            #expect(users[1].firstPunch == nil && users[1].lastPunch == nil)
        }
    }

    @Test func correctionsAndPlacementsGoWithTheirPunches() async throws {
        let (gate, asha) = try await database.write { try fill($0) }
        try await database.write { db in
            let overlays = PunchOverlayStore(db)
            for (punch, second) in [(Int64(1), Int64(1)), (5, 5)] {
                let instant = makePunch("7", second).placement.instant
                _ = try overlays.insert(
                    .void(ID(punch)), of: asha, at: instant, offset: 19_800, why: "twice", request: nil, by: stamp)
            }
            let sealed = try PunchPlacements(db).sealed(on: gate, from: nil)
            try PunchPlacements(db).place(
                sealed.filter { [1, 5].contains($0.punch.rawValue) }.map {
                    var meaning = $0.sealed
                    meaning.instant = meaning.instant + 3600
                    return ($0, meaning)
                }, on: gate)
            _ = try archive(db)
        }
        #expect(try await removeAll() == 4)
        try await database.read { db in
            for table in ["punch_overlay", "punch_placement"] {
                let punches = try db.all("SELECT punch_id FROM \(table)") { $0.integer(0) }
                #expect(punches == [5], "\(table)")
            }
            #expect(try PunchOwners(db).strayCount() == 0)
        }
    }

    /// A terminal's log is read again from its beginning.
    @Test func whatComesAgainIsANewPunch() async throws {
        let (gate, _) = try await database.write { try fill($0) }
        try await database.write { _ = try archive($0) }
        _ = try await removeAll()
        try await database.write { db in
            let outcome = try PunchLedger(db).record(
                [makePunch("7", 1), makePunch("7", 5), makePunch("7", 100 * 86_400)], from: gate)
            #expect(outcome.inserted == 1)
            let (batch, new) = (try #require(outcome.batch), try #require(outcome.punches))
            #expect(try PunchLedger(db).count(in: batch, new, before: newYear) == 1)
            #expect(try PunchLedger(db).verify().isIntact)
        }
    }

    @Test func aHeaderThatStayedIsStillSealed() async throws {
        try await database.write { _ = try fill($0) }
        try await database.write { _ = try archive($0) }
        _ = try await removeAll()
        try await database.tamper(["UPDATE punch_batch SET row_count = 1 WHERE id = 2"])
        let breaks = try await database.read { try PunchLedger($0).verify() }.breaks
        #expect(breaks.map(\.kind) == [.headerChanged])
        #expect(try await database.read { try ArchiveStore($0).verify() }.count == 1)
    }

    /// An archived company is copied as it is.
    @Test func theCopyOfWhatIsLeft() async throws {
        try await database.write { _ = try fill($0) }
        try await database.write { _ = try archive($0) }
        _ = try await removeAll()
        let other = try await TestServer.emptyDatabase()
        let report = try await CompanyCopy(from: database.database, to: other.database, at: stamp.at).run()
        #expect(report.isSealWhole && report.ledger.archivedPunches == 4)
        try await other.database.close()
    }
}
