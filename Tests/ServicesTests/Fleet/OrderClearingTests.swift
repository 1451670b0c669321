import DeviceSimulator
import Devices
import Domain
import Logging
import Storage
import Testing

@testable import Services

/// A log is cleared only when the ledger holds all of it and is whole.
struct OrderClearingTests {
    private let punches = ["42 2026-11-20 09:00:00", "43 2026-11-20 09:00:00", "42 2026-11-20 18:00:00"]

    @Test(arguments: [false, true]) func whatIsClearedIsInTheLedger(collected: Bool) async throws {
        try await OrderedTerminal.with(.withPeople(punches), collected: collected) { ordered in
            await ordered.terminal.store(virtual(["44 2026-11-20 18:30:00"]))
            try await ordered.done(.clearLog)
            #expect(await ordered.terminal.status().records == 0)
            #expect(try await ordered.company.punchCount() == 4)
            #expect(try await ordered.company.journal().contains { $0.action == .clearLog })
            // The log goes on, and nobody is told that punches may be lost.
            await ordered.terminal.store(virtual(["42 2026-11-20 18:45:00"]))
            try await ordered.done(.collect(accepting: 0))
            #expect(try await ordered.company.punchCount() == 5)
            #expect(try await ordered.company.notes() == [])
            try await ordered.done(.clearLog)
            #expect(await ordered.terminal.status().records == 0)
            #expect(try await ordered.company.punchCount() == 5)
            #expect(try await ordered.company.services.ledger.verify(by: ordered.company.actor).isIntact)
        }
    }

    @Test(arguments: [
        "UPDATE punch SET local_s = local_s + 60, utc_s = utc_s + 60 WHERE id = 2",
        "UPDATE punch SET device_user = '44' WHERE id = 1",
        "UPDATE punch_batch SET hash = zeroblob(32) WHERE number = 1",
    ])
    func withALedgerThatSomebodyChangedTheLogStays(tampering: String) async throws {
        try await OrderedTerminal.with(.withPeople(punches), collected: false) { ordered in
            try await ordered.done(.collect(accepting: 0))
            try await ordered.company.tamper(tampering)
            let task = try await ordered.ended(.clearLog)
            #expect(task.task.state == .failed)
            #expect(task.sentence.contains("Gate"))
            #expect(await ordered.terminal.status().records == 3)
            #expect(await ordered.terminal.status().requests(.clearAttendance) == 0)
        }
    }

    /// The database looks at its seals while somebody punches.
    @Test func aPunchBetweenReadingAndClearingIsKept() async throws {
        try await TestCompany.open(now: OrderedTerminal.now) { company in
            let hooked = HookedDatabase(company.database)
            try await OrderedTerminal.with(.withPeople(punches), collected: true, on: hooked, in: company) { ordered in
                let terminal = ordered.terminal
                let device = ordered.device.id
                hooked.afterWrites {
                    let task = try await company.database.read { try DeviceTaskStore($0).running(at: device).first }
                    guard task != nil, try await company.punchCount() == 4 else { return false }
                    await terminal.store(virtual(["43 2026-11-20 18:59:00"]))
                    return true
                }
                await terminal.store(virtual(["44 2026-11-20 18:30:00"]))
                let task = try await ordered.ended(.clearLog)
                #expect(hooked.hasHappened)
                // The collector may have looked just before, so that the order has read it with the rest.
                if task.task.state == .failed {
                    #expect(await terminal.status().records == 5)
                    try await ordered.done(.clearLog)
                }
                #expect(await terminal.status().records == 0)
                #expect(try await company.punchCount() == 5)
            }
        }
    }

    /// The terminal has done it, and the program is gone before that is noted; somebody collects before it is repeated.
    @Test(arguments: [false, true]) func whatWasClearedUnnotedIsKnownForWhatItIs(isCollected: Bool) async throws {
        try await OrderedTerminal.with(.withPeople(punches), collected: false) { ordered in
            let (company, device) = (ordered.company, ordered.device.id)
            try await ordered.done(.collect(accepting: 0))
            let asked = try await company.services.fleet.ask(.clearLog, of: [device], by: company.actor)
            try await company.database.write {
                try LogClearing($0, of: device).begin(
                    .init(punches: 3, run: asked.id.rawValue), by: Stamp(actor: "Meera", at: company.clock.now))
            }
            try await ordered.clearAtTheTerminal()
            if isCollected { _ = try await company.sync(ordered.device) }
            let ended = try await company.finish(asked)
            #expect(ended.tasks[0].sentence == "3 punches cleared.")
            #expect(try await company.journal().count { $0.action == .clearLog } == 1)
            #expect(try await company.notes() == [])
            // Who clears it at the terminal is no order of ours.
            await ordered.terminal.store(virtual(["42 2026-11-20 18:45:00"]))
            try await ordered.done(.collect(accepting: 0))
            try await ordered.clearAtTheTerminal()
            try await ordered.done(.collect(accepting: 0))
            #expect(try await company.notes().count == 1)
        }
    }

    @Test func anEmptyLogIsLeftAlone() async throws {
        try await OrderedTerminal.with(.withPeople(), collected: false) { ordered in
            let task = try await ordered.done(.clearLog)
            #expect(task.sentence == "There was nothing to clear.")
            #expect(await ordered.terminal.status().requests(.clearAttendance) == 0)
        }
    }
}

extension OrderedTerminal {
    fileprivate func clearAtTheTerminal() async throws {
        let endpoint = DeviceEndpoint(host: device.host, port: port)
        try await ZKTerminal.with(endpoint, logger: Logger(label: "clearing")) { terminal in
            let read = try await terminal.attendance()
            if let position = read.position { try await terminal.clearAttendance(through: position) }
        }
    }
}
