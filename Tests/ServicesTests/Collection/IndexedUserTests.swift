import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// The oldest terminals log an index into their user table.
struct IndexedUserTests {
    private let now = "2026-11-20 19:00:00"

    /// Users 42 and 43 at the places 1 and 2, and a clock that is the company's.
    private func terminal(of company: TestCompany) -> VirtualTerminalConfiguration {
        var held = configuration(
            at: now, users: [("42", "Asha"), ("43", "Ravi")], workingDays("42", ["2026-11-19", "2026-11-20"]))
        held.layout.logs = .short
        held.clock = TerminalClock(truth: { Double(company.clock.now.seconds + TestCompany.offset) })
        return held
    }

    private func user(_ name: String, _ device: DeviceSummary, _ company: TestCompany) async throws -> DeviceUserRecord
    {
        try #require(try await company.database.read { try DeviceUserStore($0).find(device.id, name) })
    }

    /// The next collection asks for the whole log.
    private func forgetPosition(_ device: DeviceSummary, _ company: TestCompany) async throws {
        try await company.database.write { db in
            guard var mark = try WatermarkStore(db).find(device.id) else { return }
            mark.lastRecord = nil
            try WatermarkStore(db).save(mark)
        }
    }

    /// User 1 is deleted and the log read again from its start: the same punches, not a second set of them.
    @Test func aPunchStaysTheSameWhenItsUserIsDeleted() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(terminal(of: company)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                let first = try await company.sync(device)
                #expect((first.newPunches, first.unknownUsers) == (4, 0))
                let indexed = try await user("#1", device, company)
                #expect((indexed.name, indexed.punchCount, indexed.listedAs) == ("Asha", 4, "42"))
                #expect(indexed.employee == asha.id)

                await terminal.delete(uid: 1)
                try await forgetPosition(device, company)
                let again = try await company.sync(device)
                #expect(again.wasFullRead)
                #expect((again.newPunches, again.knownPunches, again.unknownUsers) == (0, 4, 0))
                #expect(try await user("#1", device, company).employee == asha.id)
                #expect(try await company.day(asha, "2026-11-19").status == .present)
            }
        }
    }

    /// The place is given to somebody else: what came since the last reading may be either's and waits; what comes from
    /// then on is the new user's.
    @Test func aPlaceThatIsGivenOnStopsBeingTheOldUsers() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            let kiran = try await company.add("44", "Kiran")
            try await withVirtualTerminal(terminal(of: company)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)

                await terminal.delete(uid: 1)
                await terminal.enrol(UserRecord(uid: 1, name: "Kiran", userID: DeviceUserID("44")))
                await terminal.store(virtual(workingDays("44", ["2026-11-21"])))
                company.clock.set("2026-11-21 19:00:00")
                let second = try await company.sync(device)
                #expect((second.newPunches, second.unknownUsers) == (2, 1))
                let waiting = try #require(try await company.services.inbox.list(by: company.actor).first)
                #expect((waiting.id.user, waiting.name, waiting.punchCount) == ("#1", "Kiran", 2))
                #expect(waiting.reason == "2 on 2026-11-21, after it was Asha’s, until 2026-11-20 19:00:01")
                #expect(try await company.day(asha, "2026-11-21").status != .present)
                #expect(try await company.day(asha, "2026-11-19").status == .present)

                await terminal.store(virtual(workingDays("44", ["2026-11-23"])))
                company.clock.set("2026-11-23 19:00:00")
                let third = try await company.sync(device)
                #expect((third.newPunches, third.unknownUsers) == (2, 1))
                #expect(try await company.day(kiran, "2026-11-23").status == .present)
                #expect(try await company.day(asha, "2026-11-23").status == .absent)

                let report = try await company.services.inbox.map(waiting.id, to: kiran.id, by: company.actor)
                #expect(report.punches == 2)
                #expect(try await company.day(kiran, "2026-11-21").status == .present)
                #expect(try await company.services.inbox.list(by: company.actor).isEmpty)
                #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
            }
        }
    }

    /// Nobody has the new user's number: its punches wait from the last reading on.
    @Test func aPlaceThatIsGivenToAStrangerWaits() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(terminal(of: company)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                await terminal.enrol(UserRecord(uid: 1, name: "New", userID: DeviceUserID("99")))
                for date in ["2026-11-21", "2026-11-22"] {
                    await terminal.store(virtual(workingDays("99", [date])))
                    company.clock.set("\(date) 19:00:00")
                    _ = try await company.sync(device)
                }
                #expect(try await company.services.inbox.list(by: company.actor).map(\.punchCount) == [4])
                #expect(try await company.day(asha, "2026-11-21").punchCount == 0)
            }
        }
    }

    /// Asha gets another number on the terminal and here: the place is hers as before.
    @Test func aPlaceWhoseUserIsRenumberedStaysTheirs() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(terminal(of: company)) { terminal, address in
                let device = try await company.addDevice("Gate", port: address.tcpPort)
                _ = try await company.sync(device)
                var draft = try #require(try await company.services.employees.find(code: "42", by: company.actor)).draft
                draft.deviceUser = "142"
                try await company.services.employees.update(asha.id, to: draft, by: company.actor)
                await terminal.enrol(UserRecord(uid: 1, name: "Asha", userID: DeviceUserID("142")))
                await terminal.store(virtual(workingDays("142", ["2026-11-21"])))
                company.clock.set("2026-11-21 19:00:00")
                #expect(try await company.sync(device).unknownUsers == 0)
                #expect(try await company.day(asha, "2026-11-21").status == .present)
            }
        }
    }
}
