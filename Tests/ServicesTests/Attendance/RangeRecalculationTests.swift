import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// Two programs on one database: one works out a month again while the other collects.
struct RangeRecalculationTests {
    private let now = "2026-11-20 19:00:00"
    private let days = CivilDate(daysSinceEpoch: 20_773)...CivilDate(daysSinceEpoch: 20_777)  // 16th to 20th

    @Test func olderResultsNeverStayOverNewerOnes() async throws {
        try await withPlan { company, asha, terminal, device, plan in
            let portion = try #require(plan.portions.first)
            let stale = try await company.database.read { try plan.work($0, portion) }

            let other = try await Services.open(company.path, now: { company.clock.now })
            await terminal.store(virtual(["42 2026-11-16 18:00:00"]))
            try await other.collection.run(device: device.id, by: company.actor)
            try await other.close()
            #expect(try await stored(asha, company)?.status == .present)

            try await company.database.write { try plan.save(stale, of: portion, $0) }
            #expect(try await stored(asha, company)?.status == .absent)
            #expect(try await company.pendingCount() == days.count)
            try await company.services.attendance.recomputePending()
            #expect(try await stored(asha, company)?.status == .present)
        }
    }

    /// Nothing new but that more is known to be in: what was provisional is final.
    @Test func aMovedWatermarkCountsToo() async throws {
        try await withPlan { company, _, _, device, plan in
            let portion = try #require(plan.portions.first)
            let results = try await company.database.read { try plan.work($0, portion) }
            try await company.database.write { db in
                guard var mark = try WatermarkStore(db).find(device.id) else { return }
                mark.completeThrough = mark.completeThrough.map { $0 + 60 }
                try WatermarkStore(db).save(mark)
            }
            try await company.database.write { try plan.save(results, of: portion, $0) }
            #expect(try await company.pendingCount() == days.count)
        }
    }

    @Test func withoutNewsNothingIsMarked() async throws {
        try await withPlan { company, _, _, _, plan in
            let portion = try #require(plan.portions.first)
            let results = try await company.database.read { try plan.work($0, portion) }
            try await company.database.write { try plan.save(results, of: portion, $0) }
            #expect(try await company.pendingCount() == 0)
        }
    }

    private func stored(_ employee: Employee, _ company: TestCompany) async throws -> DayResult? {
        try await company.database.read { try DayResultStore($0).find(employee.id, days.lowerBound) }
    }

    private func withPlan(
        _ body: (TestCompany, Employee, VirtualTerminal, DeviceSummary, RangeRecalculation.Plan) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: now, ["42 2026-11-16 09:00:00"])) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                let plan = try await company.database.read {
                    try RangeRecalculation.Plan($0, days, now: company.clock.now)
                }
                try await body(company, asha, terminal, device, try #require(plan))
            }
        }
    }
}
