import DeviceSimulator
import Domain
import Testing

@testable import Services

/// How long a page of days may be given again while nobody changes anything.
struct DayPageTests {
    private func lasts(_ company: TestCompany, _ from: String, _ to: String) async throws -> Int64 {
        let days = try #require(CivilDate(from))...#require(CivilDate(to))
        let page = try await company.services.attendance.days(days, limit: 100, by: company.actor)
        #expect(!page.rows.isEmpty)
        return page.lasts.seconds - company.clock.now.seconds
    }

    @Test func daysThatAreOverAndFinalLastUntilMidnightAndOthersASecond() async throws {
        try await TestCompany.open(now: "2026-11-20 10:58:00") { company in
            try await company.addShift()
            try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: "2026-11-20 10:58:00", ["42 2026-11-20 09:00:00"])) {
                _, address in
                _ = try await company.sync(try await company.addDevice("Gate", port: address.tcpPort))
                #expect(try await lasts(company, "2026-11-16", "2026-11-17") == (13 * 60 + 2) * 60)
                #expect(try await lasts(company, "2026-11-17", "2026-11-20") == 1)
                company.clock.set("2026-11-22 23:59:59")
                // It is over, and nobody has asked the terminal since.
                #expect(try await lasts(company, "2026-11-20", "2026-11-20") == 1)
                #expect(try await lasts(company, "2026-11-16", "2026-11-17") == 1)
            }
        }
    }
}
