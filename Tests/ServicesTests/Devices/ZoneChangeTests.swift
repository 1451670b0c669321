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
}
