import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct RosterImportTests {
    private let file = """
        employee,name,date,day,reason
        42,Asha,2026-11-24,N,stands in
        42,Asha,2026-11-25,off,
        42,Asha,2026-11-25,G,
        43,Ravi,2026-11-24,X,
        99,Nobody,2026-11-24,N,
        43,Ravi,24/11/2026,N,
        """

    @Test func eachRowHasItsFate() async throws {
        try await ImportCompany.open { company in
            let fates = [
                "2 added", "3 added", "4 refused date", "5 refused day", "6 refused employee", "7 refused date",
            ]
            let tried = try await company.tryAndTake(file, .rosters)
            #expect(tried == fates)
            #expect(try await overrides(company).isEmpty)
            #expect(try await company.tryAndTake(file, .rosters, skipping: true) == fates)
            #expect(try await overrides(company) == ["2026-11-24 stands in", "2026-11-25 Imported"])
            let again = "employee,date,day,reason\n42,2026-11-24,N,\n42,2026-11-25,G,back again\n"
            #expect(
                try await company.tryAndTake(again, .rosters) == [
                    "2 unchanged", "3 changed day off → G, reason Imported → back again",
                ])
            #expect(try await company.take(again, .rosters).unchanged == 2)
            #expect(try await company.services.journal.verify(by: company.actor).broken == nil)
        }
    }

    private func overrides(_ company: ImportCompany) async throws -> [String] {
        try await company.company.database.read { db in
            try RosterOverrideStore(db).overrides(of: company.asha.id).map { "\($0.date) \($0.reason)" }
        }
    }

    @Test func theJournalHasEachDayAsASingleOverrideWouldHaveIt() async throws {
        try await ImportCompany.open { company in
            let day = try #require(CivilDate("2026-11-24"))
            try await company.services.rosters.override(
                company.ravi.id, on: day...day, with: .off, reason: "rest", by: company.actor)
            try await company.take("employee,date,day,reason\n42,2026-11-24,off,rest\n", .rosters)
            let entries = try await company.company.journal().filter {
                $0.entity == .rosterOverride && $0.action == .add
            }
            #expect(entries.count == 2)
            #expect(
                entries[0].after?.replacing("\"employee\":\(company.asha.id.rawValue)", with: "")
                    == entries[1].after?.replacing("\"employee\":\(company.ravi.id.rawValue)", with: ""))
            #expect(entries.map(\.stamp.reason) == ["rest", "rest"])
        }
    }

    @Test func severalDaysOfOnePersonAreOneEntry() async throws {
        try await ImportCompany.open { company in
            let days = { (word: String) in
                "employee,date,day,reason\n42,2026-11-24,\(word),rest\n42,2026-11-26,G,rest\n43,2026-11-24,off,rest\n"
            }
            try await company.take(days("off"), .rosters)
            try await company.take(days("N"), .rosters)
            let lines = try await company.services.journal.page(
                limit: 9, matching: JournalFilter(entity: .rosterOverride, employee: company.asha.id),
                by: company.actor)
            // What stayed as it was is no change: the second file changed one day.
            #expect(
                lines.map(\.sentence) == [
                    "Asha (42) on 2026-11-24: off → N for this day alone (rest)",
                    "Asha (42): 2 days from 2026-11-24 to 2026-11-26: G, off for these days alone (rest)",
                ])
            let first = try #require(lines.last?.id)
            let details = try await company.services.journal.find(first, by: company.actor)
            #expect(details.fields.first { $0.name == "days" }?.after == "2026-11-24 off, 2026-11-26 G")
            #expect(try await company.services.journal.verify(by: company.actor).broken == nil)
        }
    }

    @Test func aLimitRefusesTheRowsThatItIsAboutAndNoOthers() async throws {
        try await ImportCompany.open { company in
            var limits = try await company.services.rosters.limits()
            limits.rest = .init(11 * 3600, .refuse)
            try await company.services.rosters.setLimits(limits, by: company.actor)
            // A night ends at six, and the next day begins at nine.
            let file = "employee,date,day\n42,2026-11-24,N\n43,2026-11-25,off\n"
            #expect(try await company.tryAndTake(file, .rosters) == ["2 refused day", "3 added"])
            #expect(try await company.tryAndTake(file, .rosters, skipping: true) == ["2 refused day", "3 added"])
            #expect(try await overrides(company).isEmpty)
        }
    }

    @Test func aManagerOfOneDepartmentReachesNoOther() async throws {
        try await ImportCompany.open { company in
            let file = "employee,date,day\n42,2026-11-24,N\n17,2026-11-24,N\n"
            let rows = try await company.tryAndTake(file, .rosters, skipping: true, by: company.officer)
            #expect(rows == ["2 added", "3 refused employee"])
        }
    }
}
