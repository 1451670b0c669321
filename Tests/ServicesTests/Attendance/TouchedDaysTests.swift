import DeviceSimulator
import Domain
import Storage
import Testing

@testable import Services

/// A change that is stored is not said to have failed where its days cannot be worked out yet.
struct TouchedDaysTests {
    private let now = "2026-11-20 19:00:00"

    private func withUnknownUser(
        _ body: (TestCompany, Employee, UnknownUser.ID) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("0042", "Asha")
            let terminal = configuration(at: now, users: [("907", "A Verma")], workingDays("907", ["2026-11-19"]))
            try await withVirtualTerminal(terminal) { _, address in
                _ = try await company.sync(try await company.addDevice("Gate", port: address.tcpPort))
                let user = try #require(try await company.services.inbox.list(by: company.actor).first)
                try await body(company, asha, user.id)
            }
        }
    }

    @Test func theDatabaseGoesAwayBetween() async throws {
        try await withUnknownUser { company, asha, user in
            let database = FlakyDatabase(company.database)
            let inbox = InboxService(context: company.context(on: database))
            database.become(.leaving)
            let report = try await inbox.map(user, to: asha.id, by: company.actor)
            #expect((report.punches, report.daysComputed) == (2, 0))
            #expect(try await company.pendingCount() > 0)

            try await company.services.attendance.recomputePending()
            #expect(try await company.day(asha, "2026-11-19").status == .present)
        }
    }

    @Test func whoWantsItDoesNotWait() async throws {
        try await withUnknownUser { company, asha, user in
            let services = company.services
            _ = try await services.inbox.map(user, to: asha.id, by: company.actor)
            try await company.database.write { try DayMarks($0, now: company.clock.now).markEverything() }
            let impatient = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await services.attendance.recomputeTouched()
            }
            #expect(try await impatient.value == 0)
            #expect(try await company.pendingCount() > 0)
        }
    }
}
