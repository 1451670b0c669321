import Domain
import Testing

@testable import Storage

/// Corrections lie over punches whoever owns them, and leave the ledger as it is.
struct PunchOverlayTests {
    private let database: TemporaryDatabase

    init() async throws { database = try await TemporaryDatabase() }

    private let always = Instant(seconds: 0)...Instant(seconds: 4_000_000_000)

    private func held(_ employee: ID<Employee>, _ db: any SQLConnection) throws -> [PunchOverlay.Change] {
        try PunchOverlayStore(db).overlays(
            of: employee...employee, from: always.lowerBound, through: always.upperBound)[employee]?.map(\.change) ?? []
    }

    @Test func anOverlayFollowsItsPunchToTheNextOwner() async throws {
        try await database.write { db in
            let gate = try makeDevice("Gate", db)
            let (asha, ravi) = (try makeEmployee("1", db).id, try makeEmployee("2", db).id)
            let users = DeviceUserStore(db)
            try users.map("7", on: gate, to: asha, by: stamp)
            try PunchLedger(db).record([makePunch("7", 9 * 3600)], from: gate)
            let punch = try #require(
                try PunchLedger(db).punches(of: asha, from: always.lowerBound, through: always.upperBound).first)
            _ = try PunchOverlayStore(db).insert(
                .void(punch.id), of: asha, at: punch.instant, offset: punch.offset, why: "not hers", request: nil,
                by: stamp)
            #expect(try held(asha, db) == [.void(punch.id)])
            try users.map("7", on: gate, to: ravi, during: .always, by: stamp)
            #expect(try held(asha, db).isEmpty)
            #expect(try held(ravi, db) == [.void(punch.id)])
            try PunchOwners(db).rebuild()
            #expect(try held(ravi, db) == [.void(punch.id)])
        }
    }

    @Test func whatIsRevokedIsListedAndDoesNotHold() async throws {
        try await database.write { db in
            let asha = try makeEmployee("1", db).id
            let store = PunchOverlayStore(db)
            let at = Instant(seconds: 1_700_000_000)
            let made = try store.insert(
                .add(at: at, offset: 19_800, .exit), of: asha, at: at, offset: 19_800, why: "forgot", request: nil,
                by: stamp)
            #expect(try store.find(made.overlay.id) == made)
            try store.revoke(made.overlay.id, why: "was there", by: stamp)
            #expect(try held(asha, db).isEmpty)
            let all = try store.all(of: asha, from: at, through: at)
            #expect(all.map(\.revoked?.why) == ["was there"])
            #expect(throws: StorageError.self) { try store.revoke(made.overlay.id, why: "again", by: stamp) }
            let entries = try JournalStore(db).entries(of: .punchOverlay, id: "\(made.overlay.id.rawValue)")
            #expect(entries.count == 2)
        }
    }

    @Test func manyAtOnceAreWhatEachWouldBe() async throws {
        try await database.write { db in
            let people = [try makeEmployee("1", db).id, try makeEmployee("2", db).id]
            let store = PunchOverlayStore(db)
            let ravi = Stamp(actor: "Ravi", at: Instant(seconds: 9), reason: "forgot")
            let new = (0..<6).map { number in
                let at = Instant(seconds: 1_700_000_000 + Int64(number))
                return NewPunchOverlay(
                    .add(at: at, offset: 19_800, .exit), of: people[number % 2], at: at, offset: 19_800, why: "forgot",
                    by: ravi)
            }
            try store.insert(new)
            let single = Instant(seconds: 1_700_000_099)
            let made = try store.insert(
                .add(at: single, offset: 19_800, .exit), of: people[0], at: single, offset: 19_800, why: "forgot",
                request: nil, by: ravi)
            let all = try people.flatMap { try store.all(of: $0, from: always.lowerBound, through: always.upperBound) }
            #expect(all.count == 7)
            for person in people {
                let entries = try JournalStore(db).page(
                    limit: 9, matching: JournalFilter(entity: .punchOverlay, employee: person))
                // One for those of the list, and one for the single one.
                #expect(entries.count == (person == people[0] ? 2 : 1) && entries.allSatisfy { $0.stamp == ravi })
                let text = entries.compactMap(\.after).joined()
                for record in all {
                    #expect(text.contains("\(record.local)") == (record.employee == person))
                }
            }
            let last = try #require(all.first { $0.overlay.id == made.overlay.id })
            #expect((last.overlay.why, last.overlay.madeBy) == (all[0].overlay.why, all[0].overlay.madeBy))
            #expect(try JournalStore(db).verify() == nil)
        }
    }

    @Test func theRangeHasBothEnds() async throws {
        try await database.write { db in
            let (asha, ravi) = (try makeEmployee("1", db).id, try makeEmployee("2", db).id)
            let store = PunchOverlayStore(db)
            for (person, second) in [(asha, 100), (asha, 200), (ravi, 200), (ravi, 301)] as [(ID<Employee>, Int64)] {
                let at = Instant(seconds: second)
                _ = try store.insert(
                    .add(at: at, offset: 0, .either), of: person, at: at, offset: 0, why: "x", request: nil, by: stamp)
            }
            let found = try store.overlays(
                of: asha...ravi, from: Instant(seconds: 100), through: Instant(seconds: 300))
            #expect(found[asha]?.count == 2)
            #expect(found[ravi]?.count == 1)
            #expect(
                try store.overlays(
                    of: asha...asha, from: Instant(seconds: 101), through: Instant(seconds: 199)
                ).isEmpty)
        }
    }
}
