import Devices
import Domain
import Foundation
import Logging
import Storage
import Testing

@testable import Services

/// What goes on failing is said once, again when it changes, and when it is over.
struct LastingFaultTests {
    private let now = "2026-11-20 19:00:00"

    @Test func aFaultIsSaidWhenItComesWhenItChangesAndWhenItGoes() {
        let (log, fault) = (NotedLog(), LastingFault("It fails", over: "It works"))
        fault.ends(log.logger)
        for error in [StorageError.busy(path: "a"), .busy(path: "a"), .diskFull(path: "a"), .diskFull(path: "a")] {
            fault.occurs(error, log.logger)
        }
        fault.occurs(CancellationError(), log.logger)
        #expect((log.count("It fails"), log.count("It works")) == (2, 0))
        fault.ends(log.logger)
        fault.ends(log.logger)
        #expect(log.count("It works") == 1)
        fault.occurs(StorageError.diskFull(path: "a"), log.logger)
        #expect(log.count("It fails") == 3)
    }

    @Test func aDatabaseThatIsAwayFillsNoLog() async throws {
        try await TestCompany.open(now: now) { company in
            let (log, flaky) = (NotedLog(), FlakyDatabase(company.database))
            let run = try await RunningCollector(company, on: flaky, logger: log.logger)
            try await run.until(holds: { try await company.services.fleet.isCollecting(by: company.actor) })
            flaky.become(.away)
            try await run.until(holds: {
                await run.collector.wake()
                return flaky.refusals > 50
            })
            #expect(log.count("The list of terminals could not be read") == 1)
            flaky.become(.there)
            try await run.until(holds: { log.count("The list of terminals is read again") == 1 })
            try await run.stop()
        }
    }

    @Test func aReaderThatIsUnpluggedFillsNoLog() async throws {
        try await TestCompany.open(now: now) { company in
            let log = NotedLog()
            let device = try await company.addDevice("Gate", port: 9)
            let tools = CollectorTools(
                company.context(on: company.database, logger: log.logger), FleetSettings(), spool: "/nowhere",
                clock: HastyClock())
            let care = KeeperCare(device.id, .zk, tools)
            let (line, failed) = ("/dev/ttyUSB0", "A conversation with a terminal failed")
            for _ in 0..<5 { _ = await care.failed(DeviceError.lineNotOpen(line: line, why: "it is not there")) }
            #expect(log.count(failed) == 1)
            _ = await care.failed(DeviceError.lineNotOpen(line: line, why: "you may not open it"))
            #expect(log.count(failed) == 2)
            #expect(try await company.listed(device).lastError?.contains("you may not open it") == true)
            for _ in 0..<2 { await care.succeeded() }
            #expect(log.count("A terminal answers again") == 1)
            _ = await care.failed(DeviceError.lineNotOpen(line: line, why: "you may not open it"))
            #expect(log.count(failed) == 3)
        }
    }

    /// The punches are in, and nothing that waits for that may fail.
    @Test func daysThatCannotBeWorkedOutDoNotKeepPunchesOut() async throws {
        try await TestCompany.open(now: now) { company in
            let (log, flaky) = (NotedLog(), FlakyDatabase(company.database))
            let device = try await company.addDevice("Gate", port: 9)
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("spool-\(UUID().uuidString)")
            defer { try? FileManager.default.removeItem(at: folder) }
            let intake = Intake(
                context: company.context(on: flaky, logger: log.logger), spool: Spool(folder: folder.path))
            flaky.become(.refusingReads)
            for minute in 1...2 {
                var reading = TerminalReading.arriving(.live, at: company.clock.now)
                reading.log.records = [AttendanceRecord(userID: "42", rawTime: UInt32(800_000_000 + 60 * minute))]
                try await intake.spool.keep(SpooledReading(device: device.id, actor: "collector", reading: reading))
                #expect(try await intake.drain() == 1)
            }
            #expect(try await company.punchCount() == 2)
            #expect(log.count("Punches that waited on this computer are in, and their days could not be") == 1)
        }
    }
}
