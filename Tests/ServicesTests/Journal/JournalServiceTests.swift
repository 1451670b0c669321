import DeviceSimulator
import Domain
import Synchronization
import Testing

@testable import Services
@testable import Storage

struct JournalServiceTests {
    private func lines(_ company: TestCompany, _ filter: JournalFilter = JournalFilter()) async throws -> [String] {
        try await company.services.journal.page(limit: 100, matching: filter, by: company.actor).map(\.sentence)
    }

    @Test func tellsWhoseATerminalsUserIs() async throws {
        try await TestCompany.open(now: "2026-11-20 10:00:00") { company in
            try await company.addShift()
            let asha = try await company.add("1", "Asha")
            try await withVirtualTerminal(configuration(at: "2026-11-20 10:00:00", ["9001 2026-11-19 09:00:00"])) {
                _, address in
                let gate = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(gate)
                let user = UnknownUser.ID(device: gate.id, user: "9001")
                _ = try await company.services.inbox.map(user, to: asha.id, by: company.actor)
            }
            let told = try await lines(company, JournalFilter(entity: .deviceUser))
            #expect(told.first?.hasPrefix("User 9001 of Gate: nobody → Asha (1)") == true, "\(told)")
        }
    }

    @Test func tellsInWhoseNameFromWhereAndWhy() async throws {
        try await TestCompany.open(now: "2026-11-20 10:00:00") { company in
            try await company.addShift()
            let actor = try company.actor.acting(as: "Asha").from("desktop on pc7").because(" a wedding ")
            let ravi = try await company.services.employees.add(
                EmployeeDraft(code: "7", name: "Ravi", joined: "2026-11-01", shift: "G"), by: actor)
            let line = try #require(
                try await company.services.journal.page(
                    limit: 9, matching: JournalFilter(entity: .employee), by: company.actor
                ).first)
            #expect(line.who == "Meera for Asha" && line.origin == "desktop on pc7" && line.reason == "a wedding")
            // A use case that asks why says so, whatever was said beside it.
            let day = try #require(CivilDate("2026-11-20"))
            try await company.services.rosters.override(
                ravi.id, on: day...day, with: RosterDay(shifts: []), reason: "stock-taking", by: actor)
            let changed = try #require(try await company.services.journal.page(limit: 1, by: company.actor).first)
            #expect(changed.reason == "stock-taking" && changed.entity == .rosterOverride)
        }
    }

    @Test func anExportIsAnEntryItself() async throws {
        try await TestCompany.open(now: "2026-11-20 10:00:00") { company in
            let journal = company.services.journal
            let lines = Mutex<[(JournalEntry, JournalLine)]>([])
            let filter = JournalFilter(entity: .journal)
            for _ in 1...2 {
                try await journal.export(matching: filter, by: company.actor) { entry, line in
                    lines.withLock { $0.append((entry, line)) }
                }
            }
            let told = lines.withLock { $0.map { "\($0.0.id) \($0.1.sentence)" } }
            #expect(told == ["2", "2", "3"].map { "\($0) Journal: exported (entity journal)" })
        }
    }

    /// Whoever writes all of it anew makes a chain that is whole, and has another seal.
    @Test func aSealThatWasKeptElsewhereFindsAJournalThatWasWrittenAnew() async throws {
        try await TestCompany.open(now: "2026-11-20 10:00:00") { company in
            try await company.addShift()
            let journal = company.services.journal
            let kept = try await journal.verify(by: company.actor).seal
            #expect(JournalSeal(kept.text) == kept && JournalSeal("3:00") == nil && JournalSeal("ab") == nil)
            _ = try await company.add("1", "Asha")
            #expect(try await journal.verify(against: kept, by: company.actor).broken == nil)
            try await company.database.write { db in
                let entries = try JournalStore(db).page(limit: 99).reversed()
                try db.execute("DELETE FROM journal", [])
                try db.execute("DELETE FROM chain_head WHERE chain = 'journal'", [])
                for entry in entries {
                    try JournalStore(db).append(
                        entry.action, entry.entity, id: entry.entityID, before: nil as String?, after: nil as String?,
                        by: Stamp(actor: "Nobody", at: entry.stamp.at))
                }
            }
            #expect(try await journal.verify(by: company.actor).broken == nil)
            let found = try await journal.verify(against: kept, by: company.actor).broken
            #expect(found == JournalBreak(entry: kept.entry, kind: .otherSeal))
        }
    }

    @Test func tellsWhatChangedAboutAPerson() async throws {
        try await TestCompany.open(now: "2026-11-20 10:00:00") { company in
            try await company.addShift()
            let asha = try await company.add("1", "Asha")
            var draft = EmployeeDraft(
                code: "1", name: "Asha", department: "Stores", joined: "2026-11-01", shift: "G", deviceUser: "77")
            draft.left = "2026-12-31"
            _ = try await company.services.employees.update(asha.id, to: draft, by: company.actor)
            let told = try await lines(company)
            #expect(
                told.contains("Asha (1): moves none → department Stores from 2026-11-20, left none → 2026-12-31"),
                "\(told)")
            #expect(told.contains("Asha (1): number on terminals none → 77"), "\(told)")
        }
    }

    @Test func rolesAreCalledAsInTheListOfAccounts() async throws {
        try await TestCompany.open(now: "2026-11-20 10:00:00") { company in
            let accounts = company.services.accounts
            try await company.addAccount("meera", "admin")
            let meera = try await company.administrator()
            let draft = AccountDraft(name: "ravi", roles: ["hr", "manager:department=Stores"])
            try await accounts.add(draft, password: good, by: meera)
            try await accounts.update("ravi", to: AccountDraft(name: "ravi", roles: ["hr"]), by: meera)
            let told = try await lines(company, JournalFilter(entity: .account)).filter { $0.contains("roles") }
            let roles = "HR: the whole company, Manager: department Stores"
            #expect(told[0].hasPrefix("Account ravi: roles \(roles) → HR: the whole company"), "\(told)")
            #expect(told[1].contains("roles \(roles)") && told[2].contains("roles Administrator"), "\(told)")
        }
    }

    @Test(arguments: [
        (
            #"{"partialDays":[{"absentBelow":3600,"end":"13:00","halfDayBelow":10800,"start":"09:00","weekday":"saturday"}]}"#,
            ["short days: Saturday 09:00–13:00 (half day below 3 h, absent below 1 h)"]
        ),
        // As a newer program might write it.
        (#"{"pension":{"scheme":"A"}}"#, ["pension.scheme: A"]),
        (#"{"department":"","left":null}"#, ["department: none", "left: none"]),
    ])
    func aValueIsWrittenForPeople(json: String, wanted: [String]) throws {
        let document = try JournalDocument(json)
        #expect(JournalField.all(in: document).map { "\($0.name): \($0.text(document[$0.key]))" } == wanted)
    }

    @Test(
        arguments: [
            (.setClock, #"{"drift":90}"#, #"{"drift":0}"#, "clock set, ahead by 90 s → 0 s"),
            (.setClock, nil, #"{"drift":0}"#, "clock set, which showed a date that does not exist → ahead by 0 s"),
            (.seeNotes, #"{"notes":["Its log is another."]}"#, nil, "seen: Its log is another."),
            (.acceptCount, nil, #"{"counted":9,"read":7}"#, "log accepted although its counter says 9 and 7 were read"),
            (
                .acceptTerminal, #"{"serialNumber":"A"}"#, #"{"serialNumber":"B"}"#,
                "another terminal accepted, serial number A → B"
            ),
            (
                .placeAgain, #"{"zone":"Etc/UTC"}"#, #"{"punches":"9","zone":"Asia/Dubai"}"#,
                "zone Etc/UTC → Asia/Dubai, 9 punches placed anew"
            ), (.retire, "{}", "{}", "retired"), (.restore, "{}", "{}", "back in use"),
        ] as [(JournalAction, String?, String?, String)])
    func tellsWhatWasDoneToATerminal(action: JournalAction, before: String?, after: String?, words: String) async throws
    {
        try await TestCompany.open(now: "2026-11-20 10:00:00") { company in
            let gate = try await company.addDevice("Gate", port: 1)
            let line = try await company.database.read { db in
                try JournalWords(names: JournalNames(db)).line(
                    JournalEntry(
                        id: 1, stamp: Stamp(actor: "Meera", at: Instant(seconds: 0)), action: action, entity: .device,
                        entityID: "\(gate.id.rawValue)", before: before, after: after, hash: []))
            }
            #expect(line.sentence == "Terminal Gate: " + words)
        }
    }

    @Test func onlyWhoMayReadItReadsIt() async throws {
        try await TestCompany.open(now: "2026-11-20 10:00:00") { company in
            await #expect(throws: ServiceError.notAllowed(actor: "Guest", .readJournal)) {
                try await company.services.journal.page(limit: 1, by: Actor(name: "Guest", grants: .nothing))
            }
        }
    }
}
