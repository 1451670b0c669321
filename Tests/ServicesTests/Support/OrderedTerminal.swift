import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Foundation
import Storage
import Testing

@testable import Services

/// A company with one virtual terminal that is told what to do, through a collector at work or without one.
struct OrderedTerminal: Sendable {
    static let now = "2026-11-20 19:00:00"

    let company: TestCompany
    let terminal: VirtualTerminal
    let port: Int
    let device: DeviceSummary
    let collector: RunningCollector?

    /// - Parameter database: what a collector works on; nil: the company's own.
    static func with(
        _ configuration: VirtualTerminalConfiguration, collected: Bool = false, on database: (any Database)? = nil,
        in company: TestCompany, _ body: (OrderedTerminal) async throws -> Void
    ) async throws {
        // Some tests stop it, and nobody may be found in its place.
        try await withVirtualTerminal(configuration, host: LoopbackAddress.unused()) { terminal, address in
            let device = try await company.addDevice("Gate", host: address.host, port: address.tcpPort)
            let collector = collected ? try await RunningCollector(company, on: database) : nil
            try await collector?.until { if case .connected = $0 { true } else { false } }
            let ordered = OrderedTerminal(
                company: company, terminal: terminal, port: address.tcpPort, device: device, collector: collector)
            do { try await body(ordered) } catch {
                try await collector?.stop()
                throw error
            }
            try await collector?.stop()
        }
    }

    /// With a company of its own.
    static func with(
        _ configuration: VirtualTerminalConfiguration, collected: Bool, _ body: (OrderedTerminal) async throws -> Void
    ) async throws {
        try await TestCompany.open(now: now) { company in
            try await with(configuration, collected: collected, in: company, body)
        }
    }

    /// Asks for it, and waits until it has ended.
    @discardableResult
    func ended(_ order: DeviceOrder) async throws -> FleetTask {
        let run = try await company.services.fleet.ask(order, of: [device.id], by: company.actor)
        let tasks = try await company.finish(run, collector).tasks
        return try #require(tasks.first)
    }

    /// Asks for it, and waits until it is done.
    @discardableResult
    func done(_ order: DeviceOrder) async throws -> FleetTask {
        let task = try await ended(order)
        #expect(task.task.state == .done, "\(order): \(task.sentence)")
        return task
    }

    func json<T: Decodable>(_ type: T.Type, of order: DeviceOrder) async throws -> T {
        let outcome = try await done(order).task.outcome
        let text = try #require(outcome)
        return try JSONDecoder().decode(type, from: Data(text.utf8))
    }

    func user(_ id: String) async -> UserRecord? { await terminal.users().first { $0.userID == DeviceUserID(id) } }
}

extension TestCompany {
    /// A device whose terminal was read, and is there no more.
    func addGateThatIsGone() async throws -> DeviceSummary {
        try await withVirtualTerminal(.withPeople()) { _, address in
            let device = try await addDevice("Gate", port: address.tcpPort)
            _ = try await sync(device)
            return device
        }
    }

    /// Waits until all of it has ended; the clock goes on meanwhile, for what is to be done again later.
    func finish(_ run: FleetRun, _ collector: RunningCollector? = nil) async throws -> FleetRun {
        let run = run.id
        if let collector {
            try await collector.until(holds: {
                clock.advance(1)
                await collector.collector.wake()
                return try await services.fleet.run(run, by: actor).hasEnded
            })
        } else {
            let clock = clock
            try await services.fleet.finish(try await services.fleet.run(run, by: actor), by: actor) { look in
                // Else each look would set this computer's clock apart from the terminal's.
                let isPutOff = look.tasks.contains { $0.task.state == .waiting && $0.task.dueAt > clock.now }
                if isPutOff { clock.advance(120) }
            }
        }
        return try await services.fleet.run(run, by: actor)
    }

    /// Somebody with the database's password changes it behind the program's back.
    func tamper(_ statement: String) async throws {
        _ = try await database.alter { try $0.execute(statement) }
    }

    func notes() async throws -> [DeviceNote] { try await database.read { try DeviceNoteStore($0).all() } }
}

extension VirtualTerminalConfiguration {
    /// Asha with card, password and a finger, Bina with a finger, and Ravi with none.
    static func withPeople(_ punches: [String] = [], serialNumber: String = "A1") -> VirtualTerminalConfiguration {
        var made = configuration(at: OrderedTerminal.now, punches)
        made.identity.serialNumber = serialNumber
        made.users = [
            UserRecord(uid: 1, privilege: 14, password: "4711", name: "Asha", card: 77_001, userID: "42"),
            UserRecord(uid: 2, name: "Bina", userID: "43"), UserRecord(uid: 3, name: "Ravi", userID: "44"),
        ]
        made.templates = [
            TemplateEntry(uid: 1, finger: 5, flag: 1, bytes: Array(repeating: 0xA1, count: 400)),
            TemplateEntry(uid: 2, finger: 6, flag: 1, bytes: Array(repeating: 0xB2, count: 300)),
        ]
        return made
    }
}
