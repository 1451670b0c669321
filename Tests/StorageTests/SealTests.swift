import Domain
import Storage
import Subprocess
import SystemPackage
import Testing

/// The seals are what docs/ledger.md says, held against hashes made by other programs.
struct SealTests {
    private let database: TemporaryDatabase

    init() async throws { database = try await TemporaryDatabase() }

    /// The example of docs/ledger.md, computed there by hand with Python's hashlib.
    @Test func theExampleOfTheDocument() async throws {
        let batch = try await database.write { db in
            let gate = try makeDevice("Gate", db)
            try PunchLedger(db).record([makePunch("7", 9 * 3600, state: .checkIn)], from: gate)
            return try #require(try PunchLedger(db).batches(of: gate, limit: 1).first)
        }
        #expect(hex(batch.rowsHash) == "9c49fe70fa52296b8a2a9ba56708838b97669e4f0e124ed347620cf25b2f64ba")
        #expect(hex(batch.hash) == "9734f302fb8abe101e90d235027fcec5b296d60951c9b0bb2bbfc5c9178d8edc")
    }

    /// A checker in Python, which shares no code with the program, agrees on everything a seal can hold, and finds each change.
    @Test(
        .timeLimit(.minutes(5)),
        arguments: [
            (nil, "6 batches, 210 punches, 6 journal entries: intact"),
            ("UPDATE punch SET utc_s = utc_s + 1 WHERE id = 9", "batch 1 of device 1: rows differ"),
            ("UPDATE punch_batch SET source = 2 WHERE id = 4", "batch 2 of device 2: header differs"),
            ("UPDATE journal SET actor = 'Nobody' WHERE id = 2", "journal entry 2 differs"),
            ("UPDATE journal SET reason = NULL WHERE reason IS NOT NULL", "differs"),
            ("DELETE FROM chain_head WHERE chain = 'punches/2'", "the heads of the chains differ"),
        ])
    func anotherProgramAgrees(tampering: String?, verdict: String) async throws {
        let database = try await TemporaryDatabase(fileIn: TemporaryFolder())
        try await database.write { db in try fill(db) }
        if let tampering { _ = try await database.write { try $0.execute(tampering) } }
        let isIntact = try await database.read {
            try PunchLedger($0).verify().isIntact && JournalStore($0).verify() == nil
        }
        #expect(isIntact == (tampering == nil))
        try await database.database.close()
        let (status, output) = try await check(database.path)
        #expect(output.contains(verdict))
        #expect(status == .exited(tampering == nil ? 0 : 1))
    }

    /// The rows of archived batches are elsewhere; the headers tell whether they are the ones that were archived.
    @Test(
        arguments: [
            (nil, "intact"), ("DELETE FROM archived_batch WHERE batch_id = 1", "archive 1 differs"),
            ("UPDATE archive SET punch_count = punch_count + 1", "archive 1 differs"),
        ] as [(String?, String)])
    func archives(tampering: String?, verdict: String) async throws {
        let database = try await TemporaryDatabase(fileIn: try TemporaryFolder())
        try await database.write { db in
            try fill(db)
            let batches = try ArchiveStore(db).archivable(before: CivilDate(daysSinceEpoch: 19_676)).prefix(2)
            #expect(batches.count == 2)
            _ = try ArchiveStore(db).insert(
                before: CivilDate(daysSinceEpoch: 19_676), place: "elsewhere", Array(batches), by: stamp)
            try ArchivedPunches(db).settleCounts()
            let ids = try #require(try ArchivedPunches(db).portion(from: .min))
            #expect(try ArchivedPunches(db).remove(ids) == batches.map(\.punchCount).reduce(0, +))
        }
        if let tampering { try await database.tamper([tampering]) }
        try await database.database.close()
        let (status, output) = try await check(database.path)
        #expect(output.contains(verdict), "\(output)")
        #expect(status == .exited(tampering == nil ? 0 : 1))
    }

    private func fill(_ db: any SQLConnection) throws {
        let devices = [try makeDevice("Gate", db), try makeDevice("Hall", db)]
        for name in ["阿 Ünal", "it's"] { try DeviceUserStore(db).note(name: name, of: name, on: devices[0]) }
        var asha = try makeEmployee("1", db)
        asha.name = "Asha “Ünal” / 阿\n"
        // With all details, and with one alone.
        try EmployeeStore(db).update(
            asha, by: Stamp(actor: "Meera", at: stamp.at, behalf: "Ünal", origin: "pc7", reason: "a “typing” error"))
        asha.name += "!"
        try EmployeeStore(db).update(asha, by: stamp.because("again"))
        try DeviceUserStore(db).map("阿 Ünal", on: devices[0], to: asha.id, by: stamp)
        for round in 0..<3 {
            for device in devices {
                var punches = (0..<30).map { makePunch("\($0 % 7)", Int64(round * 1000 + $0), state: .checkOut) }
                punches += [
                    makePunch("阿 Ünal", -9_000_000_000 + Int64(round), quarantine: .ancient),
                    makePunch("", Int64(round), sequence: .max, quarantine: .impossible),
                ]
                if round > 0 { punches.append(makePunch("0", Int64(round * 1000 - 1000), state: .checkOut)) }
                punches += (0..<(round == 2 ? 7 : 1)).map {
                    makePunch("late", Int64(round * 50 + $0), state: PunchState(rawValue: 254))
                }
                _ = try PunchLedger(db).record(
                    punches, from: device, source: .push, collectedAt: Instant(seconds: Int64(round)),
                    terminalCount: round == 1 ? nil : 50_000)
            }
        }
    }

    private func check(_ path: String) async throws -> (status: TerminationStatus, output: String) {
        let script = FilePath(#filePath).removingLastComponent().appending("../EndToEnd/verify_ledger.py")
        let result = try await Subprocess.run(
            .name("python3"), arguments: [script.string, path], output: .string(limit: 65_536))
        return (result.terminationStatus, result.standardOutput)
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
