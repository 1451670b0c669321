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
}
