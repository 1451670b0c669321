import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Services

struct CollectorTests {
    private let now = "2026-11-20 19:00:00"

    @Test func aPunchIsInTheLedgerAsSoonAsItIsMade() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: now, workingDays("42", ["2026-11-19"]))) {
                terminal, address in
                _ = try await company.addDevice("Gate", port: address.tcpPort)
                // A look at the counter would come in an hour: only the report can bring it.
                let run = try await RunningCollector(company, FleetSettings(scanInterval: .seconds(3600)), hasty: false)
                try await run.until { if case .collected(let report) = $0 { report.newPunches == 2 } else { false } }
                _ = try await terminal.status { $0.listeners == 1 }
                #expect(await terminal.punch(virtual(["42 2026-11-20 18:59:59"])[0]))
                try await run.until { if case .collected(let report) = $0 { report.newPunches == 1 } else { false } }
                try await run.stop()
                #expect(try await company.punchCount() == 3)
                #expect(try await company.day(asha, "2026-11-19").status == .present)
                let status = await terminal.status()
                #expect(status.sessions == 0)
            }
        }
    }

    @Test func aPunchThatWasNotReportedIsSeenByTheCounter() async throws {
        try await TestCompany.open(now: now) { company in
            try await withVirtualTerminal(configuration(at: now, [])) { terminal, address in
                _ = try await company.addDevice("Gate", port: address.tcpPort)
                let run = try await RunningCollector(company)
                try await run.until { if case .connected = $0 { true } else { false } }
                await terminal.store(virtual(["42 2026-11-20 18:00:00"]))
                try await run.until { if case .collected(let report) = $0 { report.newPunches == 1 } else { false } }
                try await run.stop()
                #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
            }
        }
    }

    @Test func whileTheDatabaseIsAwayPunchesWaitHereAndGoInOnce() async throws {
        try await TestCompany.open(now: now) { company in
            try await company.addShift()
            let asha = try await company.add("42", "Asha")
            try await withVirtualTerminal(configuration(at: now, workingDays("42", ["2026-11-18"]))) {
                terminal, address in
                _ = try await company.addDevice("Gate", port: address.tcpPort)
                let flaky = FlakyDatabase(company.database)
                let run = try await RunningCollector(company, on: flaky)
                try await run.until { if case .collected(let report) = $0 { report.newPunches == 2 } else { false } }
                flaky.become(.away)
                for punch in virtual(workingDays("42", ["2026-11-19", "2026-11-20"])) {
                    await terminal.store([punch])
                    try await run.until { if case .spooled(_, let punches) = $0 { punches == 1 } else { false } }
                }
                #expect(try await company.punchCount() == 2)
                // The first answer gets lost after the transaction was kept.
                flaky.become(.losingAnswers(1))
                try await run.until { if case .drained = $0 { true } else { false } }
                try await run.stop()
                #expect(try await company.punchCount() == 6)
                #expect(try await company.day(asha, "2026-11-19").work == 8 * 3600)
                #expect(try await company.services.ledger.verify(by: company.actor).isIntact)
                #expect(run.spoolFiles == [])
            }
        }
    }

    @Test func aTerminalThatWasAwayIsFetchedAndTheGapIsShownUntilThen() async throws {
        try await TestCompany.open(now: now) { company in
            let punches = workingDays("42", ["2026-11-18", "2026-11-19"])
            let first = VirtualTerminal(configuration(at: now, Array(punches[..<2])))
            let address = try await first.start(host: LoopbackAddress.unused())
            let device = try await company.addDevice("Gate", host: address.host, port: address.tcpPort)
            let run = try await RunningCollector(company)
            try await run.until { if case .connected = $0 { true } else { false } }
            await first.stop()
            try await run.until { if case .disconnected(_, .some) = $0 { true } else { false } }
            let read = company.clock.now
            company.clock.set("2026-11-20 20:00:00")
            let gap = try await company.listed(device)
            #expect(gap.completeThrough == read)
            #expect(gap.lastError != nil)
            let again = VirtualTerminal(configuration(at: "2026-11-20 20:00:00", punches))
            try await again.start(inPlaceAt: address)
            try await run.until { if case .collected(let report) = $0 { report.newPunches == 2 } else { false } }
            try await run.stop()
            await again.stop()
            let closed = try await company.listed(device)
            #expect(closed.completeThrough == company.clock.now)
            #expect(closed.lastError == nil)
            #expect(try await company.punchCount() == 4)
        }
    }

    /// Of a reading without punches nothing waits on this computer.
    @Test func whatATerminalSaysOfItselfWhileTheDatabaseIsAwayIsToldLater() async throws {
        try await TestCompany.open(now: now) { company in
            let first = VirtualTerminal(configuration(at: now, []))
            let address = try await first.start(host: LoopbackAddress.unused())
            let device = try await company.addDevice("Gate", host: address.host, port: address.tcpPort)
            let flaky = FlakyDatabase(company.database)
            let run = try await RunningCollector(company, on: flaky)
            try await run.until { if case .connected = $0 { true } else { false } }
            flaky.become(.away)
            await first.stop()
            try await run.until { if case .disconnected(_, .some) = $0 { true } else { false } }
            var larger = configuration(at: now, [])
            larger.capacity.records = 777
            let again = VirtualTerminal(larger)
            try await again.start(inPlaceAt: address)
            try await run.until { if case .connected = $0 { true } else { false } }
            #expect(try await company.listed(device).recordCapacity != 777)
            flaky.become(.there)
            try await run.until { if case .collected = $0 { true } else { false } }
            #expect(try await company.listed(device).recordCapacity == 777)
            try await run.stop()
            await again.stop()
        }
    }

    @Test func twoCollectorsShareAndOneTakesOverFromTheOther() async throws {
        try await TestCompany.open(now: now) { company in
            var terminals: [VirtualTerminal] = []
            for index in 0..<4 {
                let terminal = VirtualTerminal(configuration(at: now, ["\(index) 2026-11-20 09:00:00"]))
                terminals.append(terminal)
                _ = try await company.addDevice("Gate \(index)", port: try await terminal.start().tcpPort)
            }
            let first = try await RunningCollector(company)
            try await first.untilHeld(4)
            let second = try await RunningCollector(company)
            try await second.untilHeld(2)
            try await first.untilHeld(2)
            try await first.stop()
            try await second.untilHeld(4)
            try await second.until(holds: { try await company.punchCount() == 4 })
            try await second.stop()
            #expect(try await company.database.read { try LeaseStore($0).holders(of: "coll") }.isEmpty)
            for terminal in terminals { await terminal.stop() }
        }
    }
}
