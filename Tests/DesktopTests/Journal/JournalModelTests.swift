import Desktop
import Domain
import Foundation
import Services
import Storage
import Testing

@MainActor
struct JournalModelTests {
    private func journal(_ office: Office) async -> JournalModel {
        let model = JournalModel(session: office.session)
        await model.load()
        return model
    }

    /// Entries of a kind of their own, one after the other, as if so much had been changed.
    private func write(_ count: Int, in office: Office, who: String = "ravi") async throws {
        let path = office.folder.appendingPathComponent("company.db").path
        let database = try await openDatabase(try DatabaseURL(path))
        let now = Instant(seconds: LocalTime(Office.now)?.seconds ?? 0)
        try await database.write { db in
            for number in 1...count {
                try JournalStore(db).append(
                    .change, .setting, id: "company.name", before: ["value": "old"],
                    after: ["value": "number \(number)"],
                    by: Stamp(actor: who, at: now))
            }
        }
        try await database.close()
    }

    @Test func theNewestStandFirstAndOlderOnesComeOnDemand() async throws {
        try await Office.open { office in
            try await write(450, in: office)
            let model = await journal(office)
            #expect(model.rows.count == JournalModel.page && !model.isComplete)
            #expect(model.rows.first?.line.change == "name old → number 450")
            #expect(model.countSentence == "The newest 200 entries")
            await model.showOlder()
            #expect(model.rows.count == 400)
            // What is added meanwhile shifts nothing.
            try await write(1, in: office)
            await model.showOlder()
            #expect(model.isComplete && model.rows.map(\.id) == model.rows.map(\.id).sorted(by: >))
            #expect(Set(model.rows.map(\.id)).count == model.rows.count && model.rows.last?.id == 1)
            await model.load()
            #expect(model.rows.first?.line.change == "name old → number 1")
            #expect(model.countSentence == "All \(model.rows.count) entries")
        }
    }

    /// More than a page was added: nothing in between is left out.
    @Test func manyNewOnesBeginAnew() async throws {
        try await Office.open { office in
            let model = await journal(office)
            try await write(300, in: office)
            await model.load()
            #expect(model.rows.count == JournalModel.page && !model.isComplete)
            await model.showOlder()
            let ids = model.rows.map(\.id)
            #expect(ids == Array((1...Int64(ids.count)).reversed()))
        }
    }

    @Test func itIsNarrowedByPersonKindPeriodAndRecord() async throws {
        try await Office.open { office in
            let asha = try await office.add("42", "Asha")
            try await office.add("7", "Ravi")
            try await write(3, in: office, who: "meera")
            let model = await journal(office)
            let all = model.rows.count
            #expect(model.actors.contains("meera") && model.people.map(\.employee.code).sorted() == ["42", "7"])
            await model.narrow { $0.actor = "meera" }
            #expect(model.rows.count == 3 && model.rows.allSatisfy { $0.line.actor == "meera" })
            await model.narrow { choice in
                choice = JournalChoice()
                choice.employee = asha.id
            }
            #expect(!model.rows.isEmpty && model.rows.allSatisfy { $0.line.subject.contains("Asha") })
            await model.narrow { choice in
                choice = JournalChoice()
                choice.kind = JournalKind.all.first { $0.entity == .shift }
            }
            #expect(model.rows.map(\.line.subject) == ["Shift General"])
            await model.narrow { choice in
                choice = JournalChoice()
                choice.period = .today
            }
            #expect(model.rows.count == all && model.choice.isNarrowed)
            let day = try #require(CivilDate("2026-11-19"))
            await model.narrow { ($0.period, $0.days) = (.custom, day...day) }
            #expect(model.rows.isEmpty && model.isComplete)
            await model.showEverything()
            #expect(model.rows.count == all && !model.choice.isNarrowed)
            await model.narrow {
                $0.record = JournalRecord(entity: .employee, id: "\(asha.id.rawValue)", title: "Asha (42)")
            }
            #expect(model.rows.count == 1 && model.rows[0].line.subject == "Asha (42)")
        }
    }

    @Test func periodsAreDaysOfTheCompanysPlace() throws {
        let today = try #require(CivilDate("2026-11-20"))
        let zone = try #require(ZoneRules.system(named: "Asia/Kolkata"))
        var choice = JournalChoice()
        #expect(choice.filter(today: today, in: zone) == JournalFilter())
        func hours(_ period: JournalChoice.Period) -> [String?] {
            choice.period = period
            let filter = choice.filter(today: today, in: zone)
            return [filter.since, filter.before].map { $0.map { "\(zone.local(at: $0))" } }
        }
        #expect(hours(.today) == ["2026-11-20 00:00:00", "2026-11-21 00:00:00"])
        #expect(hours(.week) == ["2026-11-14 00:00:00", "2026-11-21 00:00:00"])
        #expect(hours(.month) == ["2026-11-01 00:00:00", "2026-11-21 00:00:00"])
    }

    @Test func wordsAreLookedForInOlderOnesToo() async throws {
        try await Office.open { office in
            try await write(700, in: office)
            let model = await journal(office)
            #expect(model.rows.count == JournalModel.page)
            await model.look(for: "NUMBER 11")
            // 11, 110 to 119, and 211 to 611: most of them lie further back than the first page.
            #expect(model.rows.count == 16 && model.isComplete)
            #expect(model.countSentence.hasPrefix("16 found in all"))
            await model.look(for: "")
            #expect(model.rows.count == model.countRead)
        }
    }

    @Test func anEntryShowsTheRecordBeforeAndAfter() async throws {
        try await Office.open { office in
            let asha = try await office.add("42", "Asha", department: "Stores")
            var draft = asha.draft
            draft.name = "Asha Verma"
            _ = try await office.session.services.employees.update(
                asha.id, to: draft, by: office.session.actor.because("a wedding"))
            let model = await journal(office)
            let entry = JournalEntryModel(session: office.session)
            let row = try #require(model.rows.first { $0.line.entity == .employee })
            await entry.choose(row.id)
            let details = try #require(entry.details)
            #expect(details.fields.first == JournalComparison(name: "name", before: "Asha", after: "Asha Verma"))
            let department = try #require(details.fields.first { $0.name == "department" })
            #expect(!department.isChange && department.after == "Stores")
            let facts = Dictionary(uniqueKeysWithValues: entry.facts)
            #expect(facts["Why"] == "a wedding" && facts["When"] == "Fri 20 Nov 2026, 10:58:00")
            #expect(facts["From"]?.hasPrefix("desktop on") == true && facts["Kind"] == "People")
            #expect(entry.record?.id == "\(asha.id.rawValue)" && details.entry.hash.count == 32)
            await entry.choose(nil)
            #expect(entry.details == nil && entry.record == nil)
            await entry.choose(987_654)
            #expect(entry.problem?.heading == "The entry could not be read")
        }
    }

    @Test func whatIsFilteredIsExportedWholeAndKeptFromOthers() async throws {
        try await Office.open { office in
            try await write(250, in: office, who: "meera")
            let model = await journal(office)
            await model.narrow { $0.actor = "meera" }
            let file = office.folder.appendingPathComponent("journal.ndjson")
            try Data("something else".utf8).write(to: file)
            #expect(await model.export(to: file.path) == .success("250 entries are in journal.ndjson."))
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 250 && lines.allSatisfy { $0.contains("\"actor\":\"meera\"") })
            let rights = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(rights == 0o600)
            let left = try FileManager.default.contentsOfDirectory(atPath: office.folder.path)
            #expect(!left.contains { $0.hasSuffix(".part") })
            guard case .failure(let problem) = await model.export(to: "/no/such/folder/journal.ndjson") else {
                Issue.record("written to nowhere")
                return
            }
            #expect(problem.text.hasPrefix("journal.ndjson could not be written there"))
        }
    }

    @Test func theCheckSaysWhetherItIsWhole() async throws {
        try await Office.open { office in
            try await write(5, in: office)
            let check = JournalCheck(session: office.session)
            check.known = "not a seal"
            await check.run()
            #expect(check.outcome == nil && check.typing?.hasPrefix("This is no seal") == true)
            check.known = ""
            await check.run()
            guard case .whole(let sentence, let seal) = check.outcome else {
                Issue.record("\(String(describing: check.outcome))")
                return
            }
            #expect(sentence.hasPrefix("The journal is whole: ") && check.typing == nil)
            check.known = " \(seal) "
            await check.run()
            guard case .whole(let proven, _) = check.outcome else {
                Issue.record("\(String(describing: check.outcome))")
                return
            }
            #expect(proven.contains("it is the one whose seal you kept"))
            try await falsify(office)
            await check.run()
            guard case .broken(let why) = check.outcome else {
                Issue.record("a changed entry was not noticed")
                return
            }
            #expect(why.hasPrefix("The journal was changed from outside. Journal entry 2 is not what was written."))
        }
    }

    private func falsify(_ office: Office) async throws {
        let path = office.folder.appendingPathComponent("company.db").path
        let database = try await openDatabase(try DatabaseURL(path))
        try await database.alter { _ = try $0.execute("UPDATE journal SET actor = 'somebody' WHERE id = 2") }
        try await database.close()
    }
}
