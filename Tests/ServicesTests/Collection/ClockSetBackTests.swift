import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// A clock that is set back shows a second twice; a punch that says the same as an earlier one is another one.
struct ClockSetBackTests {
    private let now = "2026-11-20 19:00:00"

    @Test(arguments: [
        ["42 2026-11-20 09:00:05", "42 2026-11-20 09:00:30", "42 2026-11-20 09:00:05"],
        ["42 2026-11-20 09:00:05", "43 2026-11-20 09:00:01", "42 2026-11-20 09:00:05"],
        ["42 2026-11-20 09:00:05", "42 2026-11-20 09:00:05", "43 2026-11-20 09:00:30", "42 2026-11-20 09:00:05"],
    ])
    func eachPunchIsKeptHoweverTheLogIsRead(punches: [String]) async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: now, [])) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                for punch in virtual(punches) {
                    await terminal.store([punch])
                    #expect(try await company.sync(device).newPunches == 1)
                }
                #expect(try await company.punchCount() == punches.count)
                // Nor are they doubled where the log is read as a whole.
                try await company.database.write { db in
                    guard var mark = try WatermarkStore(db).find(device.id) else { return }
                    mark.lastRecord = nil
                    try WatermarkStore(db).save(mark)
                }
                let whole = try await company.sync(device)
                #expect(whole.wasFullRead)
                #expect(whole.newPunches == 0)
                #expect(try await company.punchCount() == punches.count)
            }
        }
    }
}
