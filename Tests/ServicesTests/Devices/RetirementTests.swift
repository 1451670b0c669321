import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

struct RetirementTests {
    private let now = "2026-11-20 19:00:00"
    private let days = ["2026-11-16", "2026-11-17", "2026-11-18"]

    /// A gate that was read, and a yard that never was.
    private func prepared(_ body: (TestCompany, Employee, DeviceSummary, DeviceSummary) async throws -> Void)
        async throws
    {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha", joined: "2026-11-16")
            try await withVirtualTerminal(configuration(at: now, workingDays("42", days))) { _, address in
                let gate = try await company.addDevice("Gate", port: address.tcpPort)
                let yard = try await company.addDevice("Yard", port: 1)
                _ = try await company.sync(gate)
                try await body(company, asha, gate, yard)
            }
        }
    }

    /// Months later it would be done to somebody else.
    @Test func whatWaitsForARetiredTerminalIsCalledOff() async throws {
        try await prepared { company, _, gate, yard in
            let (fleet, actor) = (company.services.fleet, company.actor)
            let removal = try await fleet.ask(.deleteUser("42"), of: [gate.id, yard.id], by: actor)
            try await company.services.devices.retire(yard.id, by: actor)
            var tasks = try await fleet.run(removal.id, by: actor).tasks
            #expect(tasks.map(\.task.state) == [.waiting, .cancelled])
            #expect(tasks[1].sentence == "It was retired.")
            try await company.services.devices.restore(yard.id, by: actor)
            tasks = try await fleet.run(removal.id, by: actor).tasks
            #expect(tasks.map(\.task.state) == [.waiting, .cancelled])
        }
    }

    /// The program died in the midst of it, and the terminal was retired before anybody looked.
    @Test(arguments: [DeviceOrder.restart, .deleteUser("42")])
    func whatWasUnderWayAtARetiredTerminalEnds(order: DeviceOrder) async throws {
        try await prepared { company, _, gate, _ in
            let (fleet, actor) = (company.services.fleet, company.actor)
            let run = try await fleet.ask(order, of: [gate.id], by: actor)
            let now = company.clock.now
            #expect(try await company.database.write { try DeviceTaskStore($0).begin(run.tasks[0].id, at: now) })
            try await company.services.devices.retire(gate.id, by: actor)
            let ended = try await company.finish(run)
            #expect(ended.tasks.map(\.task.state) == [order.isRepeatable ? .cancelled : .failed])
        }
    }

    private func isProvisional(_ company: TestCompany, _ employee: Employee, _ date: String) async throws -> Bool {
        try await company.day(employee, date).flags.contains(.provisional)
    }

    @Test func daysDoNotWaitForARetiredTerminalAndWaitAgainForARestoredOne() async throws {
        try await prepared { company, asha, _, yard in
            let devices = company.services.devices
            #expect(try await isProvisional(company, asha, "2026-11-17"))
            let retired = try await devices.retire(yard.id, by: company.actor)
            #expect(retired.retiredAt == company.clock.now)
            #expect(try await isProvisional(company, asha, "2026-11-17") == false)
            let today = try await company.services.attendance.today(by: company.actor)
            #expect(today.completeness.map(\.name) == ["Gate"])
            #expect(try await company.pendingCount() == 0)

            let restored = try await devices.restore(yard.id, by: company.actor)
            #expect(!restored.isRetired)
            #expect(try await isProvisional(company, asha, "2026-11-17"))
            let actions = try await company.journal().prefix(2).map { ($0.action.rawValue, $0.stamp.actor) }
            #expect(actions.map(\.0) == ["restore", "retire"])
            #expect(actions.allSatisfy { $0.1 == "Meera" })
        }
    }

    @Test func aRetiredTerminalKeepsItsPunchesAndIsNotCollected() async throws {
        try await prepared { company, asha, gate, _ in
            try await company.services.devices.retire(gate.id, by: company.actor)
            #expect(try await company.day(asha, "2026-11-17").work == 8 * 3600)
            await #expect(throws: ServiceError.deviceRetired(device: "Gate")) { try await company.sync(gate) }
            #expect(try await company.listed(gate).lastError == nil)
        }
    }

    @Test func whatARetiredTerminalHadNotHandedOverIsSaid() async throws {
        try await prepared { company, asha, _, yard in
            let day = try #require(CivilDate("2026-11-17"))
            let retired = try await company.services.devices.retire(yard.id, on: day, by: company.actor)
            let zone = try #require(SystemZones.rules(of: TestCompany.zone))
            #expect(
                retired.unreadSentence(zone: zone).contains(
                    "never read: what was punched on it before 2026-11-18 00:00"))
            for (date, isSaid) in [("2026-11-17", true), ("2026-11-18", false)] {
                let asked = try #require(CivilDate(date))
                let hints = try await company.services.attendance.explain(asha.id, on: asked, by: company.actor).hints
                #expect(hints.contains { $0.contains("Yard was retired before all its punches") } == isSaid, "\(date)")
            }
        }
    }

    @Test func aTerminalReadJustBeforeItRetiredHasHandedOverAll() async throws {
        try await prepared { company, _, gate, _ in
            let zone = try #require(SystemZones.rules(of: TestCompany.zone))
            _ = try await company.sync(gate)
            let retired = try await company.services.devices.retire(gate.id, by: company.actor)
            #expect(retired.unreadSentence(zone: zone).hasPrefix("All that was punched on it up to "))
        }
    }

    @Test func whereAllAreRetiredDaysAreFinalUpToTheLastOfThem() async throws {
        try await prepared { company, asha, gate, yard in
            let day = try #require(CivilDate("2026-11-18"))
            for device in [gate, yard] {
                try await company.services.devices.retire(device.id, on: day, by: company.actor)
            }
            #expect(try await isProvisional(company, asha, "2026-11-16") == false)
            #expect(try await isProvisional(company, asha, "2026-11-19"))
        }
    }

    @Test func whatCannotBeRetiredIsRefused() async throws {
        try await prepared { company, _, gate, _ in
            let devices = company.services.devices
            let tomorrow = try #require(CivilDate("2026-11-21"))
            await #expect(throws: ServiceError.self) {
                try await devices.retire(gate.id, on: tomorrow, by: company.actor)
            }
            await #expect(throws: ServiceError.notRestored(device: "Gate")) {
                try await devices.restore(gate.id, by: company.actor)
            }
            try await devices.retire(gate.id, by: company.actor)
            await #expect(throws: ServiceError.self) { try await devices.retire(gate.id, by: company.actor) }
        }
    }

    /// Editing the form of a retired terminal does not take it back.
    @Test func aRetiredTerminalStaysSoWhenItIsRenamed() async throws {
        try await prepared { company, _, _, yard in
            try await company.services.devices.retire(yard.id, by: company.actor)
            var draft = try await company.services.devices.draft(of: yard.id, by: company.actor)
            draft.name = "Yard (old)"
            #expect(try await company.services.devices.update(yard.id, to: draft, by: company.actor).isRetired)
        }
    }
}
