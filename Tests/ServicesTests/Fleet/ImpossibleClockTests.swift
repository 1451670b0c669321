import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// A clock that shows a date that does not exist can be set, as the sentence about it says.
struct ImpossibleClockTests {
    private static var terminal: VirtualTerminalConfiguration {
        var made = VirtualTerminalConfiguration.withPeople(["42 2026-11-20 09:00:00"])
        made.faults.impossibleClock = true
        return made
    }

    /// A collector that has just found that the terminal's clock is impossible.
    private func collected(
        _ company: TestCompany, at port: Int, _ body: (DeviceSummary, RunningCollector) async throws -> Void
    ) async throws {
        let device = try await company.addDevice("Gate", port: port)
        let collector = try await RunningCollector(company)
        do {
            try await collector.until {
                if case .disconnected(_, let why?) = $0 { why.contains("Set its time") } else { false }
            }
            try await body(device, collector)
        } catch {
            try await collector.stop()
            throw error
        }
        try await collector.stop()
    }

    @Test func itIsSetThroughACollectorAndCollectedThen() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            try await withVirtualTerminal(Self.terminal) { _, address in
                try await collected(company, at: address.tcpPort) { device, collector in
                    let run = try await company.services.fleet.ask(.setClock, of: [device.id], by: company.actor)
                    let task = try #require(try await company.finish(run, collector).tasks.first)
                    #expect(task.task.state == .done)
                    #expect(task.sentence.hasPrefix("It showed a date that does not exist; now it is"))
                    try await collector.until { if case .connected = $0 { true } else { false } }
                    #expect(try await company.punchCount() == 1)
                    #expect(try await company.listed(device).lastError == nil)
                    let entry = try await company.journal().first { $0.action == .setClock }
                    #expect(entry.map { $0.before == nil && $0.after != nil } == true)
                }
            }
        }
    }

    @Test(arguments: [false, true]) func itIsSetWithoutACollector(asOrder: Bool) async throws {
        try await OrderedTerminal.with(Self.terminal, collected: false) { ordered in
            let (devices, id, actor) = (ordered.company.services.devices, ordered.device.id, ordered.company.actor)
            await #expect(throws: DeviceError.self) { try await devices.clock(of: id, by: actor) }
            if asOrder {
                try await ordered.done(.setClock)
            } else {
                #expect(try await devices.setClock(of: id, by: actor).before == nil)
            }
            #expect(try await devices.clock(of: id, by: actor).drift.magnitude < 600)
            #expect(try await ordered.company.sync(ordered.device).newPunches == 1)
        }
    }

    /// Neither directly; and what it says of itself is nothing of the one that is meant.
    @Test func anotherTerminalIsNotTakenForTheOneThatIsAsked() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let device = try await company.addGateThatIsGone()
            var other = Self.terminal
            (other.identity.serialNumber, other.identity.firmware) = ("B2", "Ver 9.9")
            try await withVirtualTerminal(other) { terminal, address in
                try await company.move(device, to: address.tcpPort)
                let (devices, actor) = (company.services.devices, company.actor)
                await #expect(throws: ServiceError.self) { try await company.sync(device) }
                let before = try await company.listed(device)
                let error = await #expect(throws: ServiceError.self) {
                    try await devices.setClock(of: device.id, by: actor)
                }
                #expect(error?.description.contains("B2") == true)
                #expect(await terminal.status().requests(.setTime) == 0)
                #expect(try await devices.information(of: device.id, by: actor).serialNumber == "B2")
                let after = try await company.listed(device)
                #expect(after.lastError == before.lastError && after.lastError != nil)
                #expect(after.firmware == before.firmware)
            }
        }
    }

    /// Nobody meant that one.
    @Test func theClockOfAnotherTerminalAtItsAddressIsNotSet() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let device = try await company.addGateThatIsGone()
            var other = Self.terminal
            other.identity.serialNumber = "B2"
            try await withVirtualTerminal(other) { terminal, address in
                try await company.move(device, to: address.tcpPort)
                let collector = try await RunningCollector(company)
                try await collector.until { if case .disconnected(_, .some) = $0 { true } else { false } }
                let run = try await company.services.fleet.ask(.setClock, of: [device.id], by: company.actor)
                let task = try #require(try await company.finish(run, collector).tasks.first)
                #expect(task.task.state == .failed && task.consent == .terminal)
                #expect(await terminal.status().requests(.setTime) == 0)
                try await collector.stop()
            }
        }
    }
}
