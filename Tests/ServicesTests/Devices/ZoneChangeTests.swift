import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

struct ZoneChangeTests {
    private let now = "2026-11-20 19:00:00"

    private func zoned(_ company: TestCompany, _ device: DeviceSummary, _ change: ZoneChange) async throws {
        var draft = try await company.services.devices.draft(of: device.id, by: company.actor)
        draft.zone = "Asia/Dubai"
        draft.zoneChange = change
        try await company.services.devices.update(device.id, to: draft, by: company.actor)
    }

    @Test func beforeTheFirstCollectionAZoneIsSimplyCorrected() async throws {
        try await TestCompany.open(now: now) { company in
            let device = try await company.addDevice("Gate", port: 1)
            try await zoned(company, device, .unsaid)
            #expect(try await company.listed(device).zone == "Asia/Dubai")
        }
    }

    @Test func aZoneIsNotChangedUnderPunchesInSilence() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: now, workingDays("42", ["2026-11-19"]))) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                await #expect(throws: ServiceError.self) { try await zoned(company, device, .unsaid) }
                #expect(try await company.listed(device).zone == TestCompany.zone)

                let before = try await company.day(asha, "2026-11-19").firstIn
                try await zoned(company, device, .fromNowOn)
                #expect(try await company.listed(device).zone == "Asia/Dubai")
                #expect(try await company.day(asha, "2026-11-19").firstIn == before)
                let entry = try #require(try await company.journal().first)
                #expect(entry.before?.contains("Asia/Kolkata") == true && entry.after?.contains("Asia/Dubai") == true)
            }
        }
    }

    /// The terminal hangs in Dubai, and the device was set up as if it hung in Kolkata.
    private func wronglyZoned(
        _ body: (TestCompany, Employee, VirtualTerminal, DeviceSummary) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let shown = "2026-11-20 17:30:00"
            let punches =
                workingDays("42", ["2026-11-18", "2026-11-19"]) + ["42 2099-01-01 00:00:00", "7 2026-11-19 09:00:00"]
            try await withVirtualTerminal(configuration(at: shown, punches)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                #expect(try await company.sync(device).notes.count == 1)
                try await body(company, asha, terminal, device)
            }
        }
    }

    @Test func aZoneThatWasWrongHasThePunchesPlacedAnewAndTheSealsStand() async throws {
        try await wronglyZoned { company, asha, terminal, device in
            let before = try await company.day(asha, "2026-11-19")
            let sealed = try await company.database.read { try PunchPlacements($0).sealed(on: device.id, from: nil) }
            try await zoned(company, device, .wasWrong)

            let after = try await company.day(asha, "2026-11-19")
            #expect((before.firstIn?.seconds).map { $0 + 5400 } == after.firstIn?.seconds)
            #expect(
                (after.late, after.firstInOffset) == (5400, 14_400), "09:00 in Dubai is 10:30 in the company's zone")
            let same = try await company.database.read { try PunchPlacements($0).sealed(on: device.id, from: nil) }
            #expect(same == sealed)
            #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
            #expect(try await company.pendingCount() == 0)

            let listed = try await company.listed(device)
            #expect((listed.clockDrift, listed.completeThrough) == (0, company.clock.now))
            #expect(!listed.warnings.contains { $0.contains("zone right") })
            let unknown = try await company.services.inbox.list(by: company.actor).first { $0.id.user == "7" }
            #expect(unknown?.firstPunch == LocalTime("2026-11-19 09:00:00"))
            let entry = try await company.journal().first { $0.action.rawValue == "place-again" }
            #expect((entry?.stamp.actor, entry?.after) == ("Meera", #"{"punches":"6","zone":"Asia/Dubai"}"#))

            // What comes next is sealed by the right zone, and somebody who is mapped now gets what is placed anew.
            await terminal.store(virtual(["42 2026-11-20 09:00:00"]))
            #expect(try await company.sync(device).notes.isEmpty)
            #expect(try await company.day(asha, "2026-11-20").late == 5400)
            let binod = try await company.add("7", "Binod")
            #expect(try await company.day(binod, "2026-11-19").late == 5400)
        }
    }

    @Test func correctingItBackPutsEveryPunchWhereItWas() async throws {
        try await wronglyZoned { company, asha, _, device in
            let before = try await company.day(asha, "2026-11-19")
            try await zoned(company, device, .wasWrong)
            var draft = try await company.services.devices.draft(of: device.id, by: company.actor)
            draft.zone = TestCompany.zone
            draft.zoneChange = .wasWrong
            try await company.services.devices.update(device.id, to: draft, by: company.actor)
            #expect(try await company.day(asha, "2026-11-19") == before)
            let left = try await company.database.read { db in
                try db.integer("SELECT COUNT(*) FROM punch_placement")
            }
            #expect(left == 0, "what is where it was sealed needs no placement")
        }
    }

    /// Punches from before a terminal moved are not placed by the zone of where it hangs now.
    @Test func aCorrectionReachesBackToWhereTheZoneBegan() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let first = workingDays("42", ["2026-11-18"])
            try await withVirtualTerminal(configuration(at: "2026-11-20 17:30:00", first)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                let kept = try await company.day(asha, "2026-11-18").firstIn
                var draft = try await company.services.devices.draft(of: device.id, by: company.actor)
                (draft.zone, draft.zoneChange) = ("Europe/Paris", .fromNowOn)
                try await company.services.devices.update(device.id, to: draft, by: company.actor)
                await terminal.store(virtual(workingDays("42", ["2026-11-19"])))
                _ = try await company.sync(device)
                #expect(try await company.day(asha, "2026-11-19").firstInOffset == 3600)
                try await zoned(company, device, .wasWrong)
                #expect(try await company.day(asha, "2026-11-19").firstInOffset == 14_400)
                #expect(try await company.day(asha, "2026-11-18").firstIn == kept)
            }
        }
    }
}
