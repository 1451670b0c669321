import DeviceSimulator
import Devices
import Domain
import Foundation
import Logging
import Storage
import Synchronization
import Testing

@testable import Server
@testable import Services

/// A company with a collector at whose endpoint terminals call. Its clock stands until it is moved.
struct PushOffice: Sendable {
    static let serial = "CJ9Z000001"
    static let noon = LocalTime("2026-11-20 12:00:00") ?? LocalTime(seconds: 0)
    static let actor = Actor(name: "Meera", grants: .everything)

    let services: Services
    let collector: Collector
    let server: RunningServer
    let clock: Clock

    /// It begins an hour after noon.
    final class Clock: Sendable {
        private let instant = Mutex(Instant(seconds: noon.seconds + 3600 - 19_800))

        var now: Instant { instant.withLock { $0 } }
        func advance(_ seconds: Int64) { instant.withLock { $0 = $0 + seconds } }
    }

    struct NeverDone: Error {
        var run: FleetRun
    }

    var database: any Database { services.attendance.context.database }

    /// - Parameter intact: Whether the ledger is whole in the end.
    static func open(intact: Bool = true, _ body: (PushOffice) async throws -> Void) async throws {
        try await withCompany(intact: intact) { try await $0.collecting(body) }
    }

    /// Where one collector can be at work after the other.
    struct Company {
        let services: Services
        let clock: Clock
        let spool: String

        func collecting(_ body: (PushOffice) async throws -> Void) async throws {
            let collector = try await services.fleet.collector(spool: spool, by: actor)
            let work = Task { try await collector.run() }
            try await RunningServer.serve(collector.push, mailboxes: collector.push.mailboxes) { server in
                try await body(PushOffice(services: services, collector: collector, server: server, clock: clock))
            }
            work.cancel()
            _ = await work.result
        }
    }

    static func withCompany(intact: Bool = true, _ body: (Company) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("etime-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let clock = Clock()
        let services = try await Services.open(
            folder.appendingPathComponent("company.db").path, zone: "Asia/Kolkata", now: { clock.now },
            logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let spool = folder.appendingPathComponent("spool").path
        try await body(Company(services: services, clock: clock, spool: spool))
        #expect(try await services.ledger.verify(by: actor).isIntact == intact)
        try await services.close()
    }

    /// With a terminal of the company's, Yard.
    static func withYard(
        intact: Bool = true, _ body: (PushOffice, DeviceSummary) async throws -> Void
    ) async throws {
        try await open(intact: intact) { office in
            try await body(office, try await office.services.devices.adopt(serial, as: "Yard", by: actor))
        }
    }

    func terminal(_ change: (inout VirtualPushConfiguration) -> Void = { _ in }) -> VirtualPushTerminal {
        var configuration = VirtualPushConfiguration(serialNumber: Self.serial, port: server.port)
        configuration.users = [UserProfile(userID: "1", name: "Asha"), UserProfile(userID: "2", name: "Ravi")]
        configuration.batch = 3
        change(&configuration)
        return VirtualPushTerminal(configuration)
    }

    /// Rows of a table, as the terminal sends them.
    func send(_ table: String, _ rows: String...) async throws {
        let body = rows.map { $0 + "\n" }.joined()
        let answer = try await server.post("/iclock/cdata?SN=\(Self.serial)&table=\(table)&Stamp=1", body)
        #expect(answer.status == 200)
    }

    /// By another program on the same database.
    func adoptElsewhere(_ serialNumber: String) async throws {
        let zone = "Asia/Kolkata"
        try await database.write { db in
            var record = DeviceRecord(name: serialNumber, host: serialNumber, zone: zone)
            record.family = .push
            _ = try DeviceStore(db).insert(record, by: Stamp(actor: "other", at: Instant(seconds: 0)))
        }
    }

    func punches() async throws -> [String] {
        try await database.read { db in
            try db.all("SELECT device_user, local_s FROM punch ORDER BY id", []) {
                "\($0.text(0)) \(LocalTime(seconds: $0.integer(1)))"
            }
        }
    }

    func device() async throws -> DeviceSummary {
        try #require(try await services.devices.list(by: Self.actor).first)
    }

    /// Asks for it, has the terminal call until it is done, and tells what came of it.
    func done(_ order: DeviceOrder, at terminal: VirtualPushTerminal) async throws -> FleetTask {
        let asked = try await services.fleet.ask(order, of: [device().id], by: Self.actor)
        return try #require(try await ended(asked, at: terminal).tasks.first)
    }

    /// Has the terminal call until all of it has ended; what is to be done again later is due then.
    func ended(_ asked: FleetRun, at terminal: VirtualPushTerminal) async throws -> FleetRun {
        let limit = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < limit {
            _ = await terminal.step()
            let run = try await services.fleet.run(asked.id, by: Self.actor)
            if run.hasEnded { return run }
            if run.tasks.contains(where: { $0.task.dueAt > clock.now }) { clock.advance(1) }
            await collector.wake()
        }
        throw NeverDone(run: asked)
    }

    static func punch(_ terminal: VirtualPushTerminal, _ numbers: Range<Int>) async {
        for number in numbers {
            let time = LocalTime(seconds: noon.seconds + Int64(number) * 60)
            await terminal.punch(VirtualPunch(userID: "\(number % 2 + 1)", time: time))
        }
    }

    static func rows(_ numbers: Range<Int>) -> [String] {
        numbers.map { "\($0 % 2 + 1) \(LocalTime(seconds: noon.seconds + Int64($0) * 60))" }
    }
}
