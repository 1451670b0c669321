import DeviceSimulator
import Devices
import Domain
import Storage
import Testing

@testable import Services

/// What a collector refuses is offered to whoever asked it, as where no collector has the terminal.
struct AcceptedOrderTests {
    private let later = "2026-11-21 19:00:00"

    private func readBefore(in company: TestCompany) async throws -> DeviceSummary {
        let first = configuration(at: OrderedTerminal.now, ["42 2026-11-20 09:00:00"])
        return try await withVirtualTerminal(first) { _, address in
            let device = try await company.addDevice("Gate", port: address.tcpPort)
            _ = try await company.sync(device)
            return device
        }
    }

    /// A terminal that was read before, then collected by a collector from the place where the other one stands.
    private func atTheSameAddress(
        _ other: VirtualTerminalConfiguration,
        _ body: (TestCompany, DeviceSummary, RunningCollector, VirtualTerminal) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let device = try await readBefore(in: company)
            company.clock.set(later)
            try await withVirtualTerminal(other) { terminal, address in
                try await company.move(device, to: address.tcpPort)
                let collector = try await RunningCollector(company)
                try await collector.until { if case .disconnected(_, .some) = $0 { true } else { false } }
                do { try await body(company, device, collector, terminal) } catch {
                    try await collector.stop()
                    throw error
                }
                try await collector.stop()
            }
        }
    }

    private var another: VirtualTerminalConfiguration {
        var other = configuration(at: later, ["42 2026-11-21 09:00:00"])
        other.identity.serialNumber = "CJ9Z000001"
        return other
    }

    @Test func anotherTerminalIsOfferedAndAcceptedThroughTheCollector() async throws {
        try await atTheSameAddress(another) { company, device, collector, _ in
            let error = ServiceError.otherTerminal(device: "Gate", expected: "AEYU194960001", found: "CJ9Z000001")
            let refusal = ServiceError.notDone(error.description, lifting: .terminal)
            await #expect(throws: refusal) { try await company.sync(device) }
            #expect(refusal.description == error.description)
            #expect(SyncConsent(liftingRefusal: refusal) == .terminal)
            #expect(try await company.punchCount() == 1)

            let report = try await company.sync(device, accepting: .terminal)
            #expect(report.newPunches == 1)
            let entry = try await company.journal().first { $0.action == .acceptTerminal }
            #expect(entry?.stamp.actor == "Meera", "and not whoever carried it out")
            try await collector.until { if case .connected = $0 { true } else { false } }
            let listed = try await company.listed(device)
            #expect((listed.serialNumber, listed.lastError) == ("CJ9Z000001", nil))
        }
    }

    /// Whoever wants the clock of one terminal set does not mean another.
    @Test func nothingElseIsAskedOfAnotherTerminal() async throws {
        try await atTheSameAddress(another) { company, device, collector, terminal in
            let run = try await company.services.fleet.ask(
                .show(text: "Closed", line: 1), of: [device.id], by: company.actor)
            let task = try #require(try await company.finish(run, collector).tasks.first)
            #expect(task.task.state == .failed && task.consent == .terminal)
            #expect(task.sentence.hasPrefix("Another terminal answers at the address of Gate"))
            #expect(await terminal.status().display.isEmpty)
        }
    }

    /// Nor where nobody collects from it.
    @Test func whoeverGoesToATerminalLooksWhetherItIsTheRightOne() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let device = try await readBefore(in: company)
            try await withVirtualTerminal(another) { terminal, address in
                try await company.move(device, to: address.tcpPort)
                let run = try await company.services.fleet.ask(
                    .show(text: "Closed", line: 1), of: [device.id], by: company.actor)
                let task = try #require(try await company.finish(run).tasks.first)
                #expect(task.task.state == .failed && task.consent == .terminal)
                #expect(await terminal.status().display.isEmpty)
            }
        }
    }

    @Test func aWrongCounterIsOfferedAndAcceptedThroughTheCollector() async throws {
        var wrong = configuration(at: later, ["42 2026-11-20 09:00:00", "42 2026-11-21 09:00:00"])
        wrong.faults.wrongCounter = 2
        try await atTheSameAddress(wrong) { company, device, collector, terminal in
            let refusal = await #expect(throws: ServiceError.self) { try await company.sync(device) }
            #expect(refusal.flatMap { SyncConsent(liftingRefusal: $0) } == .count)
            #expect(try await company.punchCount() == 1)
            let report = try await company.sync(device, accepting: .count)
            #expect((report.newPunches, report.acceptedCount) == (1, AcceptedCount(counted: 4, read: 2)))
            let entry = try await company.journal().first { $0.action == .acceptCount }
            #expect(entry?.stamp.actor == "Meera")
            // Other orders are for the very terminal whose counter is wrong.
            let run = try await company.services.fleet.ask(
                .show(text: "Closed", line: 1), of: [device.id], by: company.actor)
            #expect(try await company.finish(run, collector).tasks.map(\.task.state) == [.done])
            #expect(await terminal.status().display == [1: "Closed"])
        }
    }

    @Test func otherFailuresStayTheSentenceThatTheyWere() {
        #expect(OrderRefusal(ServiceError.syncAlreadyRunning(device: "Gate")) == nil)
        #expect(OrderRefusal(stored: "It does not answer.") == nil)
        #expect(OrderRefusal(stored: #"{"name":"Gate"}"#) == nil)
        let error = DeviceError.countMismatch(expected: 4...4, read: 2)
        let stored = OrderRefusal(error)?.stored
        #expect(stored.flatMap { OrderRefusal(stored: $0) } == OrderRefusal(error))
    }
}
