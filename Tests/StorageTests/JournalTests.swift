import Domain
import Testing

@testable import Storage

struct JournalTests {
    private let database: TemporaryDatabase

    init() async throws { database = try await TemporaryDatabase() }

    @Test func tellsWhoChangedWhatFromWhatToWhat() async throws {
        try await database.write { db in
            var asha = try makeEmployee("1", db)
            asha.postings.set(Posting(from: asha.joined, department: "Weaving"))
            try EmployeeStore(db).update(asha, by: Stamp(actor: "Ravi", at: Instant(seconds: 5)))
            try EmployeeStore(db).update(asha, by: stamp)
            let entries = try JournalStore(db).entries(of: .employee, id: "1")
            #expect(entries.map(\.action) == [.add, .change])
            #expect(entries[1].stamp == Stamp(actor: "Ravi", at: Instant(seconds: 5)))
            #expect(entries[0].before == nil)
            #expect(
                entries[1].before == #"{"code":"1","department":"Press","joined":"2022-01-08","name":"Person 1"}"#)
            #expect(
                entries[1].after == #"{"code":"1","department":"Weaving","joined":"2022-01-08","name":"Person 1"}"#)
            #expect(try JournalStore(db).page(limit: 1).map(\.id) == [2])
        }
    }

    @Test func neverHoldsACommKey() async throws {
        try await database.write { db in
            let id = try makeDevice("Gate", db)
            var device = try #require(try DeviceStore(db).find(id))
            device.commKey = 918_273
            try DeviceStore(db).update(device, by: stamp)
            device.commKey = 918_274
            try DeviceStore(db).update(device, by: stamp)
            let texts = try JournalStore(db).page(limit: 9).flatMap { [$0.before, $0.after] }.compactMap(\.self)
            #expect(texts.count == 5)
            #expect(!texts.contains { $0.contains("91827") })
            #expect(texts.contains { $0.contains(#""commKey":"changed""#) })
        }
    }

    @Test(arguments: [
        ("UPDATE journal SET actor = 'Nobody' WHERE id = 3", JournalBreak.Kind.changed, 3),
        ("UPDATE journal SET after_json = '{}' WHERE id = 2", .changed, 2),
        ("UPDATE journal SET hash = ? WHERE id = 5", .changed, 5),
        ("UPDATE journal SET prev_hash = ? WHERE id = 4", .linkBroken, 4),
        ("DELETE FROM journal WHERE id = 3", .missing, 3), ("DELETE FROM journal WHERE id = 5", .missing, 5),
        ("DELETE FROM journal", .missing, 1),
        ("UPDATE chain_head SET length = 4 WHERE chain = 'journal'", .added, 5),
    ])
    func tamperingIsFound(statement: String, kind: JournalBreak.Kind, entry: Int) async throws {
        try await database.write { db in
            for code in 1...5 { _ = try makeEmployee("\(code)", db) }
            #expect(try JournalStore(db).verify() == nil)
            try db.execute(statement, statement.contains("?") ? [.blob(SHA256.zero)] : [])
            #expect(try JournalStore(db).verify() == JournalBreak(entry: Int64(entry), kind: kind))
        }
    }

    @Test(arguments: [
        ("UPDATE journal SET reason = NULL WHERE id = 2", 2), ("UPDATE journal SET origin = 'pc8' WHERE id = 3", 3),
        ("UPDATE journal SET behalf = 'Ravi' WHERE id = 4", 4), ("UPDATE journal SET reason = 'so' WHERE id = 5", 5),
        ("UPDATE journal SET behalf = NULL, origin = NULL, reason = NULL WHERE id = 2", 2),
        // What stood in one column stands in another.
        ("UPDATE journal SET reason = origin, origin = NULL WHERE id = 3", 3),
    ])
    func whereItCameFromAndWhyIsSealed(statement: String, entry: Int) async throws {
        let details = [
            Stamp(actor: "Asha", at: stamp.at, reason: "a typing error"),
            Stamp(actor: "Asha", at: stamp.at, origin: "pc7"),
            Stamp(actor: "Asha", at: stamp.at, behalf: "Meera", origin: "pc7", reason: "asked by telephone"),
        ]
        try await database.write { db in
            let store = JournalStore(db)
            for stamp in [stamp] + details + [stamp] {
                try store.append(.change, .setting, id: "zone", before: nil, after: ["value": "UTC"], by: stamp)
            }
            #expect(try store.verify() == nil)
            #expect(try store.page(limit: 9).reversed().map(\.stamp) == [stamp] + details + [stamp])
            try db.execute(statement, [])
            #expect(try store.verify() == JournalBreak(entry: Int64(entry), kind: .changed))
        }
    }

    /// Two entries change places, and one is written between others.
    @Test(arguments: [
        (
            [
                "UPDATE journal SET id = 99 WHERE id = 2", "UPDATE journal SET id = 2 WHERE id = 3",
                "UPDATE journal SET id = 3 WHERE id = 99",
            ], JournalBreak.Kind.linkBroken, 2
        ),
        (
            [
                "UPDATE journal SET id = 6 WHERE id = 5", "UPDATE journal SET id = 5 WHERE id = 4",
                "INSERT INTO journal (id, at, actor, action, entity, entity_id, prev_hash, hash) "
                    + "SELECT 4, at, actor, action, entity, entity_id, prev_hash, hash FROM journal WHERE id = 3",
            ], .linkBroken, 4
        ),
    ])
    func whatIsMovedOrPutInBetweenIsFound(
        statements: [String], kind: JournalBreak.Kind, entry: Int
    ) async throws {
        try await database.write { db in
            for code in 1...5 { _ = try makeEmployee("\(code)", db) }
            for statement in statements { try db.execute(statement, []) }
            #expect(try JournalStore(db).verify() == JournalBreak(entry: Int64(entry), kind: kind))
        }
    }

    @Test func tellsWhatConcernsOnePerson() async throws {
        try await database.write { db in
            let store = JournalStore(db)
            func note(_ entity: JournalEntity, _ id: String, _ after: [String: Int]) throws -> Int64 {
                try store.append(.add, entity, id: id, before: nil, after: after, by: stamp).id
            }
            let mine = [
                try note(.employee, "7", [:]), try note(.deviceNumber, "7", [:]), try note(.leaveEntry, "7/2", [:]),
                try note(.leaveRequest, "1", ["employee": 7]),
                try note(.shiftSwap, "1", ["partner": 7, "requester": 1]),
                try note(.delegation, "1", ["approver": 1, "delegate": 7]),
                try note(.departmentHead, "Stores", ["head": 7]), try note(.employee, "3", ["manager": 7]),
                try note(.account, "5", ["employee": 7]), try note(.account, "5", ["mustChange": 1]),
            ]
            for (entity, id, after) in [
                (JournalEntity.employee, "77", [:]), (.leaveEntry, "77/2", [:]), (.leaveRequest, "7", ["employee": 70]),
                (.leaveRequest, "2", ["employee": 77]), (.shift, "7", ["late": 7]),
                (.account, "7", ["mustChange": 1]), (.account, "55", ["employee": 77]),
            ] { _ = try note(entity, id, after) }
            #expect(try store.page(limit: 99, matching: JournalFilter(employee: ID(7))).map(\.id).reversed() == mine)
        }
    }

    @Test func whatIsGatheredIsReadAndSealedLikeTheRest() async throws {
        try await database.write { db in
            let store = JournalStore(db)
            func note(_ id: String) throws -> Int64 {
                try store.append(.add, .setting, id: id, before: nil, after: ["is": id], by: stamp).id
            }
            _ = try note("before")
            try store.gathering {
                #expect(try note("one") == 2)
                #expect(try note("two") == 3)
                // Who reads finds what waited, and what is written afterwards goes on from there.
                #expect(try store.latest(of: .setting, id: "two") == 3)
                #expect(try store.head().length == 3)
                try store.gathering {
                    let third = try note("three")
                    #expect(third == 4)
                }
                try JournalStore(db).append([
                    JournalChange(.change, .setting, id: "one", before: ["is": "one"], after: nil, by: stamp)
                ])
            }
            #expect(try note("after") == 6)
            #expect(try store.verify() == nil)
            #expect(try store.entries(of: .setting, id: "one").map(\.id) == [2, 5])
        }
    }

    @Test func ofAGatheringThatIsUndoneNothingStays() async throws {
        struct Undone: Error {}
        try await database.write { db in
            let store = JournalStore(db)
            func note(_ id: String) throws {
                try store.append(.add, .setting, id: id, before: nil, after: nil, by: stamp)
            }
            #expect(throws: Undone.self) {
                try db.nested {
                    try store.gathering {
                        try note("read meanwhile")
                        _ = try store.head()
                        try note("waiting")
                        throw Undone()
                    }
                }
            }
            try note("after")
            #expect(try store.page(limit: 9).map(\.entityID) == ["after"])
            #expect(try store.verify() == nil)
        }
    }

    @Test func aPeriodEndsBeforeItsEnd() async throws {
        try await database.write { db in
            let store = JournalStore(db)
            for second in 1...5 {
                try store.append(
                    .change, .setting, id: "zone", before: nil, after: nil,
                    by: Stamp(actor: "Asha", at: Instant(seconds: Int64(second))))
            }
            let filter = JournalFilter(since: Instant(seconds: 2), before: Instant(seconds: 4))
            var walked: [Int64] = []
            try store.walk(matching: filter) { walked.append($0.id) }
            #expect(try store.page(limit: 9, matching: filter).map(\.id) == [3, 2] && walked == [2, 3])
        }
    }
}
