import DeviceSimulator
import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// A terminal has one owner and one session, whatever is asked of it and by whom.
struct TerminalTalkTests {
    /// Each question that connects by itself where nobody has the terminal.
    private static func askEverything(_ ordered: OrderedTerminal) async throws {
        let (company, device) = (ordered.company, ordered.device)
        let devices = company.services.devices
        #expect(try await devices.information(of: device.id, by: company.actor).serialNumber == "A1")
        let drift = try await devices.clock(of: device.id, by: company.actor).drift
        #expect(drift.magnitude < 3600)
        _ = try await devices.setClock(of: device.id, by: company.actor)
        #expect(try await company.services.fleet.people(on: [device.id], by: company.actor).map(\.people.count) == [3])
        _ = try await company.sync(device)
    }

    @Test func whileACollectorHasItThereIsNoSecondSession() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: true) { ordered in
            try await Self.askEverything(ordered)
            let status = await ordered.terminal.status()
            #expect((status.mostSessions, status.sessions, status.requests(.connect)) == (1, 1, 1))
            let orders = try await ordered.company.services.fleet.runs(by: ordered.company.actor).map(\.run.title)
            #expect(
                Set(orders) == [
                    "Ask what it is", "Read the clock", "Set the clock", "Compare the users of terminals", "Collect",
                ])
            // What came back through the queue is kept like what is asked directly.
            let listed = try await ordered.company.listed(ordered.device)
            #expect((listed.serialNumber, listed.clockDrift, listed.lastError) == ("A1", 0, nil))
        }
    }

    @Test func whileNobodyHasItItIsAskedDirectlyUnderTheLease() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            try await Self.askEverything(ordered)
            let status = await ordered.terminal.status()
            #expect((status.mostSessions, status.sessions) == (1, 0))
            let orders = try await ordered.company.services.fleet.runs(by: ordered.company.actor).map(\.run.title)
            #expect(orders == ["Compare the users of terminals"])
            let held = try await ordered.company.database.read { try CollectorLease.holders($0) }
            #expect(held.isEmpty, "each gave it back")
        }
    }

    @Test func aProgramThatIsNoCollectorIsNotInterrupted() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            let (company, device) = (ordered.company, ordered.device)
            let lease = try await company.database.write { db in
                try LeaseStore(db).acquire(CollectorLease.name(of: device.id), for: "other").get()
            }
            await #expect(throws: ServiceError.collectedElsewhere(device: "Gate", by: "other")) {
                _ = try await company.services.devices.information(of: device.id, by: company.actor)
            }
            #expect(await ordered.terminal.status().requests == 0)
            try await company.database.write { try LeaseStore($0).release(lease) }
            _ = try await company.services.devices.information(of: device.id, by: company.actor)
        }
    }

    /// Its keeper fails each time, and whoever asks hears why instead of waiting until it is back.
    @Test func aTerminalThatIsAwayIsNotWaitedFor() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: true) { ordered in
            let (company, device) = (ordered.company, ordered.device)
            await ordered.terminal.stop()
            let asking = Task { try await company.services.devices.clock(of: device.id, by: company.actor) }
            // Failures are later than the question.
            let passing = Task {
                while (try? await Task.sleep(for: .milliseconds(10))) != nil { company.clock.advance(1) }
            }
            let error = await #expect(throws: ServiceError.self) { _ = try await asking.value }
            passing.cancel()
            #expect(error?.description.contains("127.") == true)
            let listed = try await company.listed(device)
            #expect(listed.openTasks == 0)
        }
    }

    @Test func whoeverDoesNotWaitAnyMoreTakesTheQuestionBack() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: true) { ordered in
            let (company, device) = (ordered.company, ordered.device)
            // Lets nothing past it, and does not begin before tomorrow.
            let run = try await company.database.write { db in
                let store = DeviceTaskStore(db)
                let stamp = Stamp(actor: "Meera", at: company.clock.now)
                let (run, tasks) = try store.ask(
                    "Wait", [(device.id, DeviceOrder.writePeople(task: 1_000).stored)], by: stamp)
                _ = try store.begin(tasks[0].id, at: stamp.at)
                try store.postpone(tasks[0].id, until: stamp.at + 86_400, outcome: nil)
                return run.id
            }
            let asking = Task { try await company.services.devices.clock(of: device.id, by: company.actor) }
            try await ordered.collector?.until(holds: { try await company.listed(device).openTasks == 2 })
            asking.cancel()
            await #expect(throws: (any Error).self) { _ = try await asking.value }
            #expect(try await company.listed(device).openTasks == 1)
            _ = try await company.services.fleet.cancel(run, by: company.actor)
        }
    }

    /// The collection of a terminal that took another's place is refused each time, and can be accepted all the same.
    @Test func oneWhoseLogIsRefusedCanBeAskedAndAccepted() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let device = try await company.addGateThatIsGone()
            var draft = try await company.services.devices.draft(of: device.id, by: company.actor)
            try await withVirtualTerminal(.withPeople(serialNumber: "B2")) { terminal, address in
                draft.port = String(address.tcpPort)
                try await company.services.devices.update(device.id, to: draft, by: company.actor)
                let collector = try await RunningCollector(company)
                try await collector.until { if case .disconnected(_, _?) = $0 { true } else { false } }
                let found = try await company.services.devices.information(of: device.id, by: company.actor)
                #expect(found.serialNumber == "B2")
                _ = try await company.sync(device, accepting: .terminal)
                try await collector.until { if case .connected = $0 { true } else { false } }
                #expect(try await company.listed(device).serialNumber == "B2")
                #expect(await terminal.status().mostSessions == 1)
                try await collector.stop()
            }
        }
    }
}
