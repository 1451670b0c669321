import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// Old punches move to a database of their own: nothing is lost, no figure changes, the chains stay whole.
struct ArchiveTests {
    @Test func theOldPunchesMoveAndTheDaysStay() async throws {
        try await OldCompany.open { old in
            let before = try await old.days()
            let preview = try await old.services.archives.preview(before: old.june, by: old.actor)
            #expect(preview.punches == 15 && preview.batches == 3)
            #expect(try preview.firstKept == old.date("2025-03-31"))
            let report = try await old.archive()
            #expect(report.removed == 15)
            #expect(try await old.company.punchCount() == 40)
            #expect(try await old.days() == before)
            #expect(
                try await old.verdict()
                    == "The ledger is whole: 55 punches (15 punches of them in archives) in 11 sealed batches, and the "
                    + "journal beside them.")
            let months = try await old.services.attendance.month(try #require(Month("2025-02")), by: old.actor)
            #expect(months.rows[0].totals.presentHalves == 4)
            #expect(try await old.services.archives.list(by: old.actor).map(\.punchCount) == [15])
            let line = try await old.services.journal.page(limit: 1, by: old.actor).first
            #expect(line?.subject == "Archive")
            #expect(line?.change.hasPrefix("15 punches before 2025-06-01 moved to sqlite:///") == true)
        }
    }

    @Test func theArchiveIsTheCompanyAndIsOnlyRead() async throws {
        try await OldCompany.open { old in
            try await old.archive()
            let archive = try await Services.open(old.archive, now: { old.company.clock.now })
            let day = try old.date("2025-02-03")
            let told = try await archive.attendance.explain(old.asha.id, on: day, by: old.actor)
            #expect(told.trace.result.status == .present && told.punches.count == 4)
            #expect(try await archive.ledger.verify(by: old.actor).isIntact)
            await #expect {
                try await archive.shifts.add(
                    ShiftDraft(code: "X", name: "X", start: TimeOfDay(9, 0), end: TimeOfDay(18, 0), breaks: []),
                    by: old.actor)
            } throws: { "\($0)".hasPrefix("This database is the archive of sqlite:///") }
            try await archive.close()
        }
    }

    @Test func whatIsArchivedNeverChangesAgain() async throws {
        try await OldCompany.open { old in
            try await old.archive()
            let before = try await old.days()
            let (day, actor) = (try old.date("2025-02-03"), old.actor)
            let place = "in sqlite:///\(old.archive)"
            func refuses(_ body: () async throws -> Void) async {
                do {
                    try await body()
                    Issue.record("it was not refused")
                } catch {
                    #expect("\(error)".contains(place))
                }
            }
            await refuses { _ = try await old.services.attendance.explain(old.asha.id, on: day, by: actor) }
            await refuses { _ = try await old.services.cases.keep(old.asha.id, day, as: "old", by: actor) }
            await refuses {
                try await old.services.periods.unlock(Month(of: day), because: "late", by: actor)
            }
            await refuses {
                let time = try #require(LocalTime("2025-02-03 20:00:00"))
                _ = try await old.services.corrections.correct(
                    CorrectionDraft(date: day, changes: [.add(time, .either)], why: "forgot"), of: old.asha.id,
                    by: actor)
            }
            await refuses {
                _ = try await old.services.whatIf.compare([], over: day...(day + 1), by: actor)
            }
            try await old.services.attendance.recompute(day...(old.june + 20), by: actor)
            try await old.services.shifts.addHoliday(Holiday(date: day, name: "Late"), by: actor)
            #expect(try await old.days() == before)
            #expect(try await old.services.periods.adjustments(by: actor).isEmpty)
        }
    }

    /// A terminal whose whole log is read again hands over what is archived already.
    @Test func whatComesAgainIsKeptAndCountsForNothing() async throws {
        try await OldCompany.open { old in
            try await old.archive()
            let before = try await old.days()
            try await old.record(["42 2025-01-03 09:00:00", "42 2025-04-03 09:00:00", "42 2025-02-06 09:00:00"])
            #expect(try await old.company.punchCount() == 42)
            #expect(try await old.days() == before)
            #expect(try await old.services.ledger.verify(by: old.actor).isIntact)
            try await old.services.ledger.rebuildOwners(by: old.actor)
            #expect(try await old.days() == before)
        }
    }

    @Test func aSecondArchiveTakesWhatCameSince() async throws {
        try await OldCompany.open { old in
            try await old.archive()
            let later = try old.date("2025-09-01")
            let report = try await old.archive(before: later, to: "\(old.folder)/second.db")
            #expect(report.removed == 15)
            #expect(try await old.services.ledger.verify(by: old.actor).archivedPunches == 30)
            let second = try await Services.open("\(old.folder)/second.db", now: { old.company.clock.now })
            #expect(try await second.ledger.verify(by: old.actor).sentence.contains("(15 punches of them in archives)"))
            try await second.close()
        }
    }

    @Test func whoseNumberItIsCanStillBeSaid() async throws {
        try await OldCompany.open { old in
            try await old.archive()
            let waiting = try #require(try await old.services.inbox.list(by: old.actor).first)
            #expect(waiting.punchCount == 8)
            #expect(waiting.firstPunch?.date == (try old.date("2025-04-05")))
            let report = try await old.services.inbox.map(waiting.id, to: old.asha.id, by: old.actor)
            #expect(report.punches == 8)
            #expect(try await old.services.ledger.verify(by: old.actor).isIntact)
        }
    }
}
