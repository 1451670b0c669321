import Storage
import Testing

/// One holder at a time, by the clock of the database.
struct LeaseTests {
    private let database: TemporaryDatabase

    init() async throws { database = try await TemporaryDatabase() }

    private func acquire(_ holder: String) async throws -> Result<Lease, LeaseHeld> {
        try await database.write { try LeaseStore($0).acquire("collect/7", for: holder) }
    }

    /// As if that many seconds had passed since the last renewal.
    private func age(_ seconds: Int) async throws {
        _ = try await database.write { try $0.execute("UPDATE lease SET expires_at = expires_at - \(seconds)") }
    }

    @Test func aSecondHolderIsToldWhoHasIt() async throws {
        let lease = try await acquire("east").get()
        guard case .failure(let held) = try await acquire("west") else {
            Issue.record("two have it")
            return
        }
        #expect(held.holder == "east")
        #expect((LeaseStore.duration...LeaseStore.duration + LeaseStore.margin).contains(held.secondsLeft))
        try await database.write { try LeaseStore($0).release(lease) }
        #expect(try await acquire("west").get().fence == lease.fence + 1)
    }

    /// Not even the same program has it twice: its first turn may still be at work.
    @Test func theHolderDoesNotGetItAgain() async throws {
        _ = try await acquire("east").get()
        guard case .failure = try await acquire("east") else {
            Issue.record("it was given twice")
            return
        }
    }

    @Test func aDeadHolderIsTakenOver() async throws {
        let dead = try await acquire("east").get()
        // Some seconds may pass by themselves.
        try await age(LeaseStore.duration + LeaseStore.margin - 8)
        guard case .failure = try await acquire("west") else {
            Issue.record("taken over before the margin")
            return
        }
        try await age(10)
        let taken = try await acquire("west").get()
        #expect(taken.fence > dead.fence)
        for refused in [{ try LeaseStore($0).check(dead) }, { try LeaseStore($0).renew(dead) }]
            as [@Sendable (any SQLConnection) throws -> Void]
        {
            await #expect(throws: StorageError.leaseLost("collect/7")) { try await database.write(refused) }
        }
        // What the dead one does last takes nothing away.
        try await database.write { try LeaseStore($0).release(dead) }
        try await database.write { try LeaseStore($0).check(taken) }
    }

    @Test func renewingKeepsIt() async throws {
        let lease = try await acquire("east").get()
        try await age(LeaseStore.duration + LeaseStore.margin + 2)
        try await database.write { try LeaseStore($0).renew(lease) }
        guard case .failure = try await acquire("west") else {
            Issue.record("a renewed lease was taken")
            return
        }
        try await database.write { try LeaseStore($0).check(lease) }
    }

    @Test func ofManyThatAskTogetherOneGetsIt() async throws {
        let other = try await database.opened()
        let won = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<12 {
                group.addTask {
                    let place = number % 2 == 0 ? database.database : other
                    let result = try await place.write { try LeaseStore($0).acquire("job", for: "program \(number)") }
                    return (try? result.get()) != nil
                }
            }
            return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(won == 1)
        try await other.close()
    }
}
