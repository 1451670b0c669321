import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// T24: a punch that arrives late reopens a day that was final.
struct DayHistoryTests {
    private let now = "2026-11-20 19:00:00"

    @Test func aFinalDayThatChangesKeepsWhatItWas() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let punches = ["42 2026-11-16 09:00:00"] + workingDays("42", ["2026-11-17", "2026-11-19"])
            try await withVirtualTerminal(configuration(at: now, punches)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                #expect(try await history(asha, "2026-11-16", company).isEmpty)
                _ = try await company.services.attendance.recompute(
                    CivilDate(daysSinceEpoch: 20_758)...CivilDate(daysSinceEpoch: 20_776), by: company.actor)
                #expect(try await history(asha, "2026-11-16", company).isEmpty)

                await terminal.store(virtual(["42 2026-11-16 18:00:00", "42 2026-11-20 09:00:00"]))
                _ = try await company.sync(device)
                #expect(
                    try await history(asha, "2026-11-16", company) == [
                        "Worked out again on 2026-11-20 19:00, after 1 punch more came in: it was final as A, work 0:00, "
                            + "and became P, work 8:00."
                    ])
                // Not final yet when it changed.
                #expect(try await history(asha, "2026-11-20", company).isEmpty)
                #expect(try await history(asha, "2026-11-17", company).isEmpty)

                company.clock.set("2026-11-20 20:00:00")
                try await company.services.employees.setLeaveDate(
                    of: asha.id, to: CivilDate("2026-11-15"), by: company.actor)
                let twice = try await history(asha, "2026-11-16", company)
                #expect(twice.count == 2)
                #expect(
                    twice.last
                        == "Worked out again on 2026-11-20 20:00: it was final as P, work 8:00, "
                        + "and became outside employment, work 0:00.")
            }
        }
    }

    private func history(_ employee: Employee, _ date: String, _ company: TestCompany) async throws -> [String] {
        let day = try #require(CivilDate(date))
        return try await company.services.attendance.explain(employee.id, on: day, by: company.actor).history
    }
}
