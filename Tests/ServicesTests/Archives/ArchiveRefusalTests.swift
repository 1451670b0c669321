import Domain
import Foundation
import Storage
import Synchronization
import Testing

@testable import Services

struct ArchiveRefusalTests {
    @Test(arguments: [
        ("2025-06-02", "2025-06-02 is not the first day of a month; name one, such as 2025-06-01."),
        ("2026-06-01", "2026-06-01 is still to come; name a day in the past."),
        (
            "2025-03-01",
            "No collection lies wholly before 2024-12-29, so there is nothing to archive; the last 62 days before "
                + "2025-03-01 stay in any case, because later days rest on them."
        ),
        (
            "2025-11-01",
            "2025-10 is not locked for Asha Verma; lock it first (“etime period lock 2025-10”), because archived days "
                + "never change again."
        ),
    ]) func aDayThatCannotBe(_ day: String, _ sentence: String) async throws {
        try await OldCompany.open { old in
            let day = try old.date(day)
            await #expect(throws: ServiceError.archiveRefused(sentence)) { try await old.archive(before: day) }
            #expect(try await old.company.punchCount() == 55)
            #expect(try await isEmpty(old.archive))
        }
    }

    /// Wherever it is stopped, nothing is lost and the same call goes on.
    @Test(arguments: ["copying", "comparing", "checking", "removing"])
    func whatWasInterruptedGoesOn(_ stage: String) async throws {
        try await OldCompany.open { old in
            let before = try await old.days()
            let task = Mutex<Task<Void, any Error>?>(nil)
            let stopped = Task {
                while task.withLock({ $0 == nil }) { await Task.yield() }
                try await old.archive { progress in
                    if Self.name(progress) == stage { task.withLock { $0?.cancel() } }
                }
            }
            task.withLock { $0 = stopped }
            _ = await stopped.result
            #expect(try await old.days() == before)
            #expect(try await old.services.ledger.verify(by: old.actor).isIntact)
            let report = try await old.archive()
            #expect(report.archive.punchCount == 15)
            #expect(try await old.company.punchCount() == 40)
            #expect(try await old.services.ledger.verify(by: old.actor).isIntact)
            #expect(try await old.services.archives.list(by: old.actor).count == 1)
        }
    }

    private static func name(_ progress: ArchiveProgress) -> String {
        switch progress {
        case .copying(let copy): copy.stage == .copying ? "copying" : "comparing"
        case .checking: "checking"
        case .removing: "removing"
        }
    }

    @Test func theArchiveOfAnotherDayIsNoEmptyDatabase() async throws {
        try await OldCompany.open { old in
            try await old.archive()
            let later = try old.date("2025-09-01")
            await #expect {
                try await old.archive(before: later)
            } throws: {
                "\($0)".contains("is the archive of sqlite:///") && "\($0)".hasSuffix("name an empty database.")
            }
        }
    }

    /// Whoever takes punches away and says that they are in an archive is found out.
    @Test(arguments: [
        "UPDATE archive SET punch_count = 20, batch_count = 4",
        "INSERT INTO archived_batch (batch_id, archive_id) VALUES (5, 1)",
        "DELETE FROM archived_batch WHERE batch_id = 1",
        "UPDATE archive SET place = 'elsewhere'",
    ]) func aPretendedArchiveIsNoticed(_ deed: String) async throws {
        try await OldCompany.open { old in
            try await old.archive()
            try await old.company.database.write { db in _ = try db.execute(deed) }
            let report = try await old.services.ledger.verify(by: old.actor)
            #expect(report.breaks.contains { $0.contains("archive of the punches before 2025-06-01 is not what") })
        }
    }

    /// Nothing is taken away here that was changed there.
    @Test func anArchiveThatWasChangedIsNotBelieved() async throws {
        try await OldCompany.open { old in
            let target = try await openDatabase(DatabaseURL(old.archive), drivers: [SQLiteDriver()])
            _ = try await CompanyCopy(from: old.company.database, to: target, at: old.company.clock.now).run()
            let mark = ArchiveMark(before: old.june, of: old.company.database.url.description)
            try await mark.set(on: target, by: Stamp(actor: "test", at: old.company.clock.now))
            try await target.write { _ = try $0.execute("UPDATE punch SET state = 1 WHERE id = 1") }
            try await target.close()
            await #expect { try await old.archive() } throws: { "\($0)".contains("does not hold all of these punches") }
            #expect(try await old.company.punchCount() == 55)
        }
    }

    private func isEmpty(_ path: String) async throws -> Bool {
        let database = try await openDatabase(DatabaseURL(path), drivers: [SQLiteDriver()])
        let isEmpty = try await database.read { try !$0.hasTable("punch") }
        try await database.close()
        return isEmpty
    }
}
