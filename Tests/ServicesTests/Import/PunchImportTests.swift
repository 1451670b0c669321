import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct PunchImportTests {
    private let file = """
        employee;date;time;direction;device;reason
        42;2026-11-18;09:00;in;Old gate;the old system
        42;2026-11-18;18:00;;;
        42;2026-11-18;18:00:00;;;
        43;2026-11-19;09:00;in;;
        99;2026-11-18;09:00;in;;
        42;2026-11-21;09:00;in;;
        42;2026-09-01;09:00;in;;
        42;2026-11-18;25:00;in;;
        42;2026-11-31;09:00;in;;
        42;2026-11-18;09:00;out;;
        42;2026-11-18;09:00;sideways;;
        """
    private let fates = [
        "2 added", "3 added", "4 unchanged", "5 added", "6 refused employee", "7 refused date", "8 refused date",
        "9 refused time", "10 refused date", "11 refused direction", "12 refused direction",
    ]

    @Test func eachRowHasItsFate() async throws {
        try await ImportCompany.open { company in
            #expect(try await company.tryAndTake(file, .punches) == fates)
            #expect(
                try await company.services.corrections.list(
                    of: company.asha.id, company.company.clock.month, by: company.actor
                ).isEmpty)
            #expect(try await company.tryAndTake(file, .punches, skipping: true) == fates)
            let found = try await company.services.corrections.list(
                of: company.asha.id, company.company.clock.month, by: company.actor)
            #expect(found.map { $0.local.description } == ["2026-11-18 09:00:00", "2026-11-18 18:00:00"])
            #expect(found.map(\.overlay.why) == ["the old system (at Old gate)", "Imported"])
            #expect(try await company.company.day(company.asha, "2026-11-18").status == .present)
        }
    }

    @Test func theJournalSaysWhoBroughtEachAndTheSameFileAddsNothing() async throws {
        try await ImportCompany.open { company in
            let good = "employee,at,reason\n42,2026-11-18T09:00:00,first\n43,2026-11-18 09:05,\n"
            let options = ImportOptions(fileName: "old.csv")
            #expect(try await company.take(good, .punches, options).added == 2)
            let entries = try await company.company.journal()
            #expect(entries.first?.action == .importTable)
            let added = entries.filter { $0.entity == .punchOverlay }
            #expect(added.map(\.stamp.actor) == ["Meera", "Meera"])
            #expect(Set(added.compactMap(\.stamp.reason)) == ["first", "Imported from old.csv"])
            #expect(try await company.services.journal.verify(by: company.actor).broken == nil)
            #expect(try await company.take(good, .punches, options).unchanged == 2)
            #expect(try await company.company.journal().count == entries.count)
            let line = try await company.services.journal.page(limit: 1, by: company.actor).first
            #expect(
                line?.sentence == "Punches: imported from old.csv: 2 added, 0 changed, 0 unchanged, 0 refused")
        }
    }

    @Test func severalPunchesOfOnePersonAreOneEntry() async throws {
        try await ImportCompany.open { company in
            let file =
                "employee,at,direction\n42,2026-11-18T09:00:00,in\n43,2026-11-18T09:01:00,\n42,2026-11-18T18:00:00,out\n"
            try await company.take(file, .punches, ImportOptions(fileName: "old.csv"))
            let lines = try await company.services.journal.page(
                limit: 9, matching: JournalFilter(entity: .punchOverlay, employee: company.asha.id), by: company.actor)
            #expect(
                lines.map(\.change) == [
                    "2 punches from 2026-11-18 09:00:00 to 2026-11-18 18:00:00 added: Imported from old.csv"
                ])
            let details = try await company.services.journal.find(lines[0].id, by: company.actor)
            #expect(
                details.fields.first { $0.name == "punches" }?.after
                    == "2026-11-18 09:00:00 in, 2026-11-18 18:00:00 out")
        }
    }

    @Test(arguments: [
        "2026-11-18T09:00:00", "2026-11-18 09:00", "2026-11-18T03:30:00Z", "2026-11-18T09:00:00+05:30",
        "2026-11-17T22:30:00-05:00", "2026-11-18T12:30:00+09:00:00",
    ])
    func aMomentIsReadWithItsZoneOrWithout(text: String) async throws {
        try await ImportCompany.open { company in
            try await company.take("employee,at\n42,\(text)\n", .punches)
            let found = try await company.services.corrections.list(
                of: company.asha.id, company.company.clock.month, by: company.actor)
            #expect(found.map(\.local.description) == ["2026-11-18 09:00:00"])
        }
    }

    @Test(arguments: [
        "2026-11-18", "09:00", "2026-11-18T09:00:00+25:00", "2026-11-18T09:00+5", "now", "2026-11-18T09:00:00.5Z",
    ])
    func whatIsNoMomentIsRefused(text: String) async throws {
        try await ImportCompany.open { company in
            let rows = try await company.take("employee,at\n42,\(text)\n", .punches).rows
            #expect(rows.map(\.words) == ["2 refused at"])
        }
    }

    @Test func anotherDirectionTurnsAPunchRound() async throws {
        try await BookedCompany.open(now: "2026-11-20 19:00:00") { office in
            try await office.punch(["2026-11-18 09:00:00"])
            try await office.correct("2026-11-18", .add(try #require(LocalTime("2026-11-18 18:00:00")), .either))
            let file = Data("employee,at,direction\n0042,2026-11-18T09:00,in\n0042,2026-11-18T18:00,out\n".utf8)
            let report = try await office.services.imports.punches(file, by: office.actor)
            #expect(
                report.rows.map(\.words) == ["2 changed direction none → in", "3 changed direction none → out"])
            #expect(try await office.services.imports.punches(file, by: office.actor).unchanged == 2)
            let day = try office.day("2026-11-18")
            let table = try await office.services.exports.punches(day...day, by: office.actor)
            #expect(table.rows.map { $0[5] } == ["in", "out"])
            #expect(table.rows.map { $0[6] } == ["Gate", ""])
        }
    }

    @Test func nobodyImportsForPeopleOutOfReach() async throws {
        try await ImportCompany.open { company in
            let file = "employee,at\n42,2026-11-18T09:00\n17,2026-11-18T09:00\n16,2026-11-18T09:00\n"
            let rows = try await company.take(file, .punches, by: company.officer).rows
            #expect(rows.map(\.words) == ["2 added", "3 refused employee", "4 refused employee"])
            #expect(
                rows[1].fate.description.replacing("17", with: "") == rows[2].fate.description.replacing("16", with: "")
            )
        }
    }

    @Test func aLockedMonthKeepsItsDayAndTheDifferenceIsListed() async throws {
        try await ImportCompany.open { company in
            let october = try #require(Month("2026-10"))
            try await company.services.periods.lock(october, despite: "paid", by: company.actor)
            #expect(
                try await company.tryAndTake(
                    "employee,at\n42,2026-10-20T09:00\n42,2026-10-20T18:00\n", .punches) == ["2 added", "3 added"])
            #expect(try await !company.services.periods.adjustments(by: company.actor).isEmpty)
        }
    }

    @Test func aFailureInTheMiddleLeavesNothing() async throws {
        try await ImportCompany.open { company in
            let before = try await company.company.journal().count
            let run = ImportRun(
                table: .punches, options: ImportOptions(), stamp: Stamp(actor: "Meera", at: company.company.clock.now))
            let table = try TableFile(CSVReader("employee,at\n42,2026-11-18T09:00\n"), of: .punches)
            let actor = company.actor
            await #expect(throws: StorageError.self) {
                try await run.report(company.company.database) { db in
                    let people = try PeopleInReach(actor, .correctPunches, db, now: run.stamp.at)
                    return try PunchImport(table, db, run, ImportedPeople(db, people)).rows()
                } finish: { _ in
                    throw StorageError.notFound("the rest")
                }
            }
            #expect(try await company.company.journal().count == before)
            #expect(try await company.company.pendingCount() == 0)
        }
    }
}

extension TestClock {
    /// The month that the clock shows.
    var month: ClosedRange<CivilDate> {
        Month(of: LocalTime(seconds: now.seconds + TestCompany.offset).date).days
    }
}
