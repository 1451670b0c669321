import Domain
import Storage
import Testing

struct LedgerAppendTests {
    private let database: TemporaryDatabase
    private let gate: ID<Device>
    private let hall: ID<Device>
    private let asha: ID<Employee>

    init() async throws {
        let database = try await TemporaryDatabase()
        self.database = database
        (gate, hall, asha) = try await database.write { db in
            let gate = try makeDevice("Gate", db)
            let hall = try makeDevice("Hall", db)
            let asha = try makeEmployee("1", db).id
            try DeviceUserStore(db).map("7", on: gate, to: asha, by: stamp)
            return (gate, hall, asha)
        }
    }

    private func punches(of employee: ID<Employee>) async throws -> [Punch] {
        try await database.read {
            try PunchLedger($0).punches(of: employee, from: Instant(seconds: 0), through: Instant(seconds: .max))
        }
    }

    @Test func keepsWhatCameInAndSaysWhatFollows() async throws {
        let new = [makePunch("7", 9 * 3600, state: .checkIn), makePunch("8", 9 * 3600), makePunch("7", 18 * 3600)]
        let outcome = try await database.write { try PunchLedger($0).record(new, from: gate) }
        #expect(outcome.inserted == 3 && outcome.duplicates == 0)
        #expect(outcome.touched.map(\.deviceUser) == ["7", "8"])
        #expect(outcome.touched[0].count == 2)
        #expect(outcome.touched[0].dates == [CivilDate(year: 2023, month: 11, day: 14)])
        let stored = try await punches(of: asha)
        #expect(stored.map(\.instant) == [new[0].placement.instant, new[2].placement.instant])
        #expect(stored[0].state == .checkIn && stored[0].verify == 1 && stored[0].offset == 19_800)
        #expect(stored[0].device == gate)
        let pending = try await database.read { try PendingDayStore($0).list() }
        #expect(
            pending.map { "\($0.employee.rawValue) \($0.date)" }
                == ["12", "13", "14", "15", "16"].map { "1 2023-11-\($0)" })
    }

    /// T23: pulled twice, from two devices, after the device was cleared.
    @Test func theSameAgainChangesNothing() async throws {
        let log = [
            makePunch("7", 100), makePunch("7", 100, sequence: 1), makePunch("8", 100),
            makePunch("7", 100, state: .checkOut),
        ]
        let first = try await database.write { try PunchLedger($0).record(log, from: gate) }
        let again = try await database.write { try PunchLedger($0).record(log, from: gate) }
        #expect(first.inserted == 4)
        #expect(again.inserted == 0 && again.duplicates == 4 && again.batch == nil && again.touched.isEmpty)
        let cleared = try await database.write {
            try PunchLedger($0).record([makePunch("7", 100), makePunch("7", 200)], from: gate)
        }
        #expect(cleared.inserted == 1 && cleared.duplicates == 1)
        #expect(cleared.touched.map(\.count) == [1])
        let elsewhere = try await database.write { try PunchLedger($0).record(log, from: hall) }
        #expect(elsewhere.inserted == 4)
        let (count, verdict, batches) = try await database.read {
            (
                try PunchLedger($0).punchCount(), try PunchLedger($0).verify(),
                try PunchLedger($0).batches(of: gate, limit: 9)
            )
        }
        #expect(count == 9)
        #expect(verdict.isIntact && verdict.batches == 3 && verdict.punches == 9)
        #expect(batches.map(\.number) == [2, 1] && batches.map(\.rowCount) == [1, 4])
    }

    @Test func appendingNothingMakesNoBatch() async throws {
        let outcome = try await database.write { try PunchLedger($0).record([], from: gate) }
        #expect(outcome.batch == nil && outcome.inserted == 0)
    }

    /// Whatever throws after the punches went in, nothing of the transaction stays.
    @Test func anInterruptionLeavesNothing() async throws {
        await #expect(throws: Interruption.self) {
            try await database.write { db in
                try PunchLedger(db).record((0..<500).map { makePunch("7", $0) }, from: gate)
                try WatermarkStore(db).save(
                    Watermark(device: gate, completeThrough: nil, recordCount: 500, readAt: Instant(seconds: 1)))
                throw Interruption()
            }
        }
        try await database.read { db throws in
            #expect(try PunchLedger(db).punchCount() == 0)
            #expect(try PunchLedger(db).batches(of: gate, limit: 1).isEmpty)
            #expect(try WatermarkStore(db).all().isEmpty)
            #expect(try PendingDayStore(db).count() == 0)
            #expect(try DeviceUserStore(db).find(gate, "7")?.punchCount == 0)
        }
        let outcome = try await database.write { try PunchLedger($0).record([makePunch("7", 1)], from: gate) }
        #expect(outcome.inserted == 1)
        #expect(try await database.read { try PunchLedger($0).verify().isIntact })
    }

    @Test func aPunchOfNoDeviceIsRefused() async throws {
        await #expect(throws: StorageError.self) {
            try await database.write { try PunchLedger($0).record([makePunch("7", 1)], from: ID(77)) }
        }
    }

    @Test func quarantineIsKeptAndShown() async throws {
        _ = try await database.write {
            try PunchLedger($0).record([makePunch("7", 9_000_000, quarantine: .future)], from: gate)
        }
        #expect(try await punches(of: asha).map(\.quarantine) == [.future])
    }

    @Test func equalPunchesOfOneSecondAreNumbered() {
        var log = [makePunch("7", 5), makePunch("7", 6), makePunch("8", 6), makePunch("7", 6), makePunch("7", 7)]
        NewPunch.number(&log)
        #expect(log.map(\.sequence) == [0, 0, 0, 1, 0])
        var jumpsBack = [makePunch("7", 6), makePunch("7", 5), makePunch("7", 6), makePunch("7", 6)]
        NewPunch.number(&jumpsBack)
        #expect(jumpsBack.map(\.sequence) == [0, 0, 1, 2])
        var broken = Array(repeating: makePunch("7", 1), count: 66_000)
        NewPunch.number(&broken)
        #expect(broken.last?.sequence == .max)
    }
}
