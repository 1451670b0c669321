import DeviceSimulator
import Domain
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
