import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// Saying by hand whose a user is.
struct UserMappingTests {
    private let now = "2026-11-20 19:00:00"

    private func withTwo(
        _ body: (TestCompany, Employee, Employee, UnknownUser.ID) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("1001", "Asha")
            let neha = try await company.add("2002", "Neha", joined: "2026-11-10")
            let punches = workingDays("1001", ["2026-11-04", "2026-11-12", "2026-11-18"])
            try await withVirtualTerminal(configuration(at: now, punches)) { _, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                try await body(company, asha, neha, UnknownUser.ID(device: device.id, user: "1001"))
                #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
                #expect(try await company.pendingCount() == 0)
            }
        }
    }

    private func date(_ text: String) throws -> CivilDate { try #require(CivilDate(text)) }

    @Test func fromADayOnItIsAnothers() async throws {
        try await withTwo { company, asha, neha, user in
            let report = try await company.services.inbox.map(
                user, to: neha.id, .days(from: date("2026-11-12"), through: nil), by: company.actor)
            #expect(report.punches == 4)
            #expect(
                report.notes == [
                    "4 punches were Asha’s before.",
                    "2 punches of the same user stay Asha’s; say --all if they never were Asha’s.",
                ])
            #expect(try await company.day(asha, "2026-11-04").status == .present)
            #expect(try await company.day(asha, "2026-11-12").status == .absent)
            #expect(try await company.day(neha, "2026-11-12").status == .present)
        }
    }

    @Test func betweenTwoDaysItIsAnothers() async throws {
        try await withTwo { company, asha, neha, user in
            try await company.services.inbox.map(
                user, to: neha.id, .days(from: date("2026-11-12"), through: date("2026-11-12")), by: company.actor)
            #expect(try await company.day(neha, "2026-11-12").status == .present)
            #expect(try await company.day(asha, "2026-11-12").status == .absent)
            #expect(try await company.day(asha, "2026-11-18").status == .present)
        }
    }

    /// A mistyped number: everything goes, and what Neha cannot have punched waits.
    @Test func allOfItNeverWasTheirs() async throws {
        try await withTwo { company, asha, neha, user in
            let report = try await company.services.inbox.map(user, to: neha.id, .all, by: company.actor)
            #expect(report.punches == 4)
            #expect(report.notes.contains("2 punches still wait: Neha is employed from 2026-11-10 on."))
            #expect(try await company.day(asha, "2026-11-04").status == .absent)
            let inbox = try await company.services.inbox.list(by: company.actor)
            #expect(inbox.map(\.reason) == ["2 on 2026-11-04, before Neha joined on 2026-11-10"])
            await #expect(throws: ServiceError.notEmployedThen(name: "Neha", deviceUser: "1001")) {
                try await company.services.inbox.map(user, to: neha.id, by: company.actor)
            }
        }
    }

    @Test func withoutDaysOnlyWhatWaitsIsGiven() async throws {
        try await withTwo { company, asha, neha, user in
            await #expect(throws: ServiceError.nothingWaits(deviceUser: "1001", device: "Gate", holder: "Asha")) {
                try await company.services.inbox.map(user, to: neha.id, by: company.actor)
            }
            try await company.services.employees.setLeaveDate(of: asha.id, to: date("2026-11-05"), by: company.actor)
            let report = try await company.services.inbox.map(user, to: neha.id, by: company.actor)
            #expect(report.punches == 4)
            #expect(try await company.day(asha, "2026-11-04").status == .present)
            #expect(try await company.day(neha, "2026-11-18").status == .present)
            #expect(try await company.services.inbox.list(by: company.actor).isEmpty)
        }
    }

    @Test func aUserIsTakenBackOnceTheNumberIsCorrected() async throws {
        try await withTwo { company, asha, _, user in
            await #expect(throws: ServiceError.numberStillGiven(number: "1001", employee: "Asha")) {
                try await company.services.inbox.release(user, by: company.actor)
            }
            var draft = try #require(try await company.services.employees.find(code: "1001", by: company.actor)).draft
            draft.deviceUser = "1010"
            try await company.services.employees.update(asha.id, to: draft, by: company.actor)
            #expect(try await company.day(asha, "2026-11-04").status == .present)
            #expect(try await company.services.inbox.release(user, by: company.actor).punches == 6)
            #expect(try await company.day(asha, "2026-11-04").status == .absent)
            #expect(try await company.services.inbox.list(by: company.actor).map(\.punchCount) == [6])
            let ravi = try await company.add("R1", "Ravi")
            try await company.services.inbox.map(user, to: ravi.id, by: company.actor)
            #expect(try await company.day(ravi, "2026-11-04").status == .present)
        }
    }
}
