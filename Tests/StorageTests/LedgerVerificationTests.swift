import Domain
import Testing

@testable import Storage

/// Somebody with the database's password changes it behind the program's back: each way is found and placed.
struct LedgerVerificationTests {
    private let database: TemporaryDatabase

    init() async throws { database = try await TemporaryDatabase() }

    /// Two devices with three batches of ten each, ids 1 to 60, batch ids 1 to 6 by turns.
    private func fill() async throws {
        try await database.write { db in
            let devices = [try makeDevice("Gate", db), try makeDevice("Hall", db)]
            for batch in 0..<3 {
                for device in devices {
                    try PunchLedger(db).record((0..<10).map { makePunch("7", Int64(batch * 100 + $0)) }, from: device)
                }
            }
        }
    }

    private func breaks(after tampering: String...) async throws -> [LedgerBreak] {
        try await fill()
        #expect(try await database.read { try PunchLedger($0).verify() }.isIntact)
        try await database.tamper(tampering)
        return try await database.read { try PunchLedger($0).verify() }.breaks
    }

    private static let gate = ID<Device>(1)
    private static let hall = ID<Device>(2)

    @Test(arguments: [
        "device_user = '8'", "local_s = local_s + 1000000", "utc_s = utc_s - 60", "offset_s = 0",
        "offset_s = offset_s + 4294967296",
        "state = 0", "verify = 15", "seq = 1", "work_code = 1", "quarantine = 1", "device_id = 2, seq = 9", "id = 1000",
    ])
    func aChangedRow(change: String) async throws {
        let found = try await breaks(after: "UPDATE punch SET \(change) WHERE id = 25")
        #expect(found == [LedgerBreak(device: Self.gate, number: 2, kind: .rowsChanged)])
        #expect(found.first?.description == "Batch 2 of device 1: a punch is not what was sealed.")
    }

    @Test func aRemovedRow() async throws {
        let found = try await breaks(after: "DELETE FROM punch WHERE id = 38")
        #expect(found == [LedgerBreak(device: Self.hall, number: 2, kind: .rowsMissing(sealed: 10, found: 9))])
    }

    @Test func anAddedRow() async throws {
        let found = try await breaks(
            after: """
                INSERT INTO punch (id, batch_id, device_id, device_user, local_s, offset_s, utc_s, state, verify, seq, work_code)
                VALUES (61, 3, 1, '7', 5, 0, 5, 0, 0, 0, 0)
                """)
        #expect(found == [LedgerBreak(device: Self.gate, number: 2, kind: .rowsAdded(sealed: 10, found: 11))])
    }

    @Test func rowsThatChangedPlaces() async throws {
        let found = try await breaks(
            after: "UPDATE punch SET id = -1 WHERE id = 21", "UPDATE punch SET id = 21 WHERE id = 22",
            "UPDATE punch SET id = 22 WHERE id = -1")
        #expect(found == [LedgerBreak(device: Self.gate, number: 2, kind: .rowsChanged)])
    }

    @Test func aRowMovedToAnotherBatch() async throws {
        let found = try await breaks(after: "UPDATE punch SET batch_id = 6 WHERE id = 25")
        #expect(
            found == [
                LedgerBreak(device: Self.gate, number: 2, kind: .rowsMissing(sealed: 10, found: 9)),
                LedgerBreak(device: Self.hall, number: 3, kind: .rowsAdded(sealed: 10, found: 11)),
            ])
    }

    @Test(arguments: [
        "collected_at = 0", "sealed_at = 0", "source = 2", "terminal_count = 9", "row_count = 9", "rows_hash = ?",
        "hash = ?",
    ])
    func aChangedHeader(change: String) async throws {
        let found = try await breaks(after: "UPDATE punch_batch SET \(change) WHERE id = 3")
        #expect(found == [LedgerBreak(device: Self.gate, number: 2, kind: .headerChanged)])
    }

    @Test func aBrokenLink() async throws {
        let found = try await breaks(after: "UPDATE punch_batch SET prev_hash = ? WHERE id = 3")
        #expect(found == [LedgerBreak(device: Self.gate, number: 2, kind: .linkBroken)])
    }

    @Test func aBatchOutOfTheMiddle() async throws {
        let found = try await breaks(
            after: "DELETE FROM punch WHERE batch_id = 3", "DELETE FROM punch_batch WHERE id = 3")
        #expect(found == [LedgerBreak(device: Self.gate, number: 2, kind: .batchMissing)])
    }

    @Test func theLastBatch() async throws {
        let found = try await breaks(
            after: "DELETE FROM punch WHERE batch_id = 6", "DELETE FROM punch_batch WHERE id = 6")
        #expect(found == [LedgerBreak(device: Self.hall, number: 3, kind: .tailMissing(length: 2, recorded: 3))])
    }

    @Test func aWholeChain() async throws {
        let found = try await breaks(
            after: "DELETE FROM punch WHERE device_id = 2", "DELETE FROM punch_batch WHERE device_id = 2")
        #expect(found == [LedgerBreak(device: Self.hall, number: 1, kind: .tailMissing(length: 0, recorded: 3))])
    }

    /// Nothing of the chain is left, not even its head: what is kept beside it still says that there were punches.
    @Test(arguments: [
        ("DELETE FROM watermark", 30), ("DELETE FROM device_user WHERE device_id = 2", 41),
    ])
    func aWholeChainWithItsHead(further: String, recorded: Int) async throws {
        try await fill()
        try await database.write { db in
            try WatermarkStore(db).save(
                Watermark(device: Self.hall, completeThrough: nil, recordCount: 41, readAt: Instant(seconds: 9)))
        }
        #expect(try await database.read { try PunchLedger($0).verify() }.isIntact)
        try await database.tamper([
            "DELETE FROM punch WHERE device_id = 2", "DELETE FROM punch_batch WHERE device_id = 2",
            "DELETE FROM chain_head WHERE chain = 'punches/2'", further,
        ])
        let found = try await database.read { try PunchLedger($0).verify() }.breaks
        let kind = LedgerBreak.Kind.punchesMissing(recorded: recorded, found: 0)
        #expect(found == [LedgerBreak(device: Self.hall, number: 0, kind: kind)])
    }

    /// A terminal that calls says how many punches it holds before it has sent them.
    @Test func whatAPushTerminalHoldsStill() async throws {
        try await fill()
        try await database.write { db in
            let push = DeviceRecord(name: "Warehouse", family: .push, host: "CJ9Z000001", zone: "Asia/Kolkata")
            let device = try DeviceStore(db).insert(push, by: stamp).id
            try WatermarkStore(db).save(
                Watermark(device: device, completeThrough: nil, recordCount: 7, readAt: Instant(seconds: 9)))
        }
        #expect(try await database.read { try PunchLedger($0).verify() }.isIntact)
    }

    /// A log of which no row is a punch, such as that of a terminal whose clock was never set.
    @Test(arguments: [0, 1, 2]) func rowsThatAreNoPunches(dismissed: Int) async throws {
        try await fill()
        try await database.write { db in
            let device = try makeDevice("Yard", db)
            try WatermarkStore(db).save(
                Watermark(device: device, completeThrough: nil, recordCount: 2, readAt: Instant(seconds: 9)))
            for line in ["a", "b"].dropFirst(dismissed) {
                try UnreadableLineStore(db).add(
                    UnreadableLine(device: device, receivedAt: Instant(seconds: 9), line: line, reason: "no date"))
            }
            for _ in 0..<dismissed {
                try JournalStore(db).append(
                    .dismissLine, .device, id: String(device.rawValue), before: nil, after: nil, by: stamp)
            }
        }
        #expect(try await database.read { try PunchLedger($0).verify() }.isIntact)
        try await database.tamper(["UPDATE watermark SET record_count = 3 WHERE device_id = 3"])
        let found = try await database.read { try PunchLedger($0).verify() }.breaks
        #expect(found.map(\.kind) == [.punchesMissing(recorded: 1, found: 0)])
    }

    @Test func aHeadSetBack() async throws {
        let found = try await breaks(after: "UPDATE chain_head SET length = 2 WHERE chain = 'punches/1'")
        #expect(found == [LedgerBreak(device: Self.gate, number: 3, kind: .tailAdded(length: 3, recorded: 2))])
    }

    @Test func aRowOfNoBatch() async throws {
        try await fill()
        try await database.tamper(["UPDATE punch SET batch_id = 99 WHERE id = 60"])
        let found = try await database.read { try PunchLedger($0).verify() }.breaks
        #expect(
            found == [
                LedgerBreak(device: Self.hall, number: 3, kind: .rowsMissing(sealed: 10, found: 9)),
                LedgerBreak(device: ID(0), number: 0, kind: .strayRow(ID(60))),
            ])
    }
}
