import Domain
import Storage
import Testing

struct ConcurrencyTests {
    /// Two connections, as two processes have them, both writing: each waits for the other and no punch is lost.
    @Test func twoWriters() async throws {
        let database = try await TemporaryDatabase()
        let other = try await database.opened()
        let devices = try await database.write { db in [try makeDevice("Gate", db), try makeDevice("Hall", db)] }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (writer, device) in zip([database.database, other], devices) {
                group.addTask {
                    for round in 0..<20 {
                        let batch = (0..<50).map { makePunch("\($0)", Int64(round * 60)) }
                        try await writer.write { _ = try PunchLedger($0).record(batch, from: device) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let verdict = try await database.read { try PunchLedger($0).verify() }
        #expect(verdict.isIntact && verdict.punches == 2000 && verdict.batches == 40)
        try await other.close()
    }

    /// Several programs change records at once: the journal stays one chain, without a gap and without a fork.
    @Test func manyWritersOfTheJournal() async throws {
        let database = try await TemporaryDatabase()
        let others = [try await database.opened(), try await database.opened(), try await database.opened()]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, writer) in ([database.database] + others).enumerated() {
                group.addTask {
                    for round in 0..<25 {
                        try await writer.write { _ = try makeEmployee("\(number)-\(round)", $0) }
                    }
                }
            }
            try await group.waitForAll()
        }
        let (broken, length) = try await database.read { db in
            (try JournalStore(db).verify(), try JournalStore(db).head().length)
        }
        #expect(broken == nil && length == 100)
        for other in others { try await other.close() }
    }

    /// A reader sees all of a transaction or nothing, and does not wait for it.
    @Test func readingWhileWriting() async throws {
        let database = try await TemporaryDatabase()
        let gate = try await database.write { try makeDevice("Gate", $0) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for round in 0..<30 {
                    let batch = (0..<100).map { makePunch("\($0)", Int64(round * 60)) }
                    try await database.write { _ = try PunchLedger($0).record(batch, from: gate) }
                }
            }
            group.addTask {
                var seen = 0
                // Ends by cancellation too: a writer that fails ends the group.
                while seen < 3000 {
                    let (count, sum) = try await database.read { db in
                        (
                            try PunchLedger(db).punchCount(),
                            Int(try db.integer("SELECT SUM(row_count) FROM punch_batch") ?? 0)
                        )
                    }
                    #expect(count % 100 == 0 && count == sum && count >= seen)
                    seen = count
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func aCancelledTaskWritesNothing() async throws {
        let database = try await TemporaryDatabase()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            try await database.write { _ = try makeEmployee("1", $0) }
        }
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(try await database.read { try EmployeeStore($0).count() } == 0)
    }

    @Test func nothingWorksAfterClosing() async throws {
        let database = try await TemporaryDatabase()
        try await database.database.close()
        try await database.database.close()
        await #expect(throws: StorageError.self) { try await database.read { _ = try EmployeeStore($0).count() } }
        await #expect(throws: StorageError.self) { try await database.write { _ = try makeEmployee("1", $0) } }
    }
}
