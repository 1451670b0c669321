import DeviceSimulator
import DeviceTesting
import Devices
import Domain
import Foundation
import Logging
import SeededRandom
import Storage
import Synchronization

@testable import Services

/// A company whose terminals, network and time are virtual, and to which happens what a schedule says.
final class SeededFleet: Sendable {
    /// 2026-11-20 10:00:00 in the company's zone, at the beginning.
    private static let beginning: Int64 = 1_795_168_800
    private static let actor = Actor(name: "Meera", isAdministrator: true)

    let schedule: FaultSchedule
    let services: Services
    let network: VirtualSwitch
    let terminals: [SeededTerminal]
    let pusher = SeededPusher()
    private let devices: Mutex<[ID<Device>]>
    private let flaky: FlakyDatabase
    private let folder: URL
    private let collectors: Mutex<[MortalCollector?]>
    private let chance: Mutex<SeededGenerator>
    private let traffic = Traffic()

    private var spool: URL { folder.appendingPathComponent("spool") }
    private var now: Instant { Self.instant(network) }

    private static func instant(_ network: VirtualSwitch) -> Instant {
        Instant(seconds: beginning - TestCompany.offset + network.clock.now.offset.components.seconds)
    }

    private init(_ schedule: FaultSchedule, in folder: URL) async throws {
        let network = VirtualSwitch()
        let path = folder.appendingPathComponent("company.db").path
        try FileManager.default.copyItem(atPath: try await EmptyCompany.path, toPath: path)
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("spool"), withIntermediateDirectories: true)
        services = try await Services.open(
            path, zone: TestCompany.zone, now: { Self.instant(network) },
            logger: Logger(label: "seeds") { _ in SwiftLogNoOpLogHandler() },
            // Seven records: of each longer log a part may be stored when something breaks.
            partSize: 280)
        (self.schedule, self.network, self.folder) = (schedule, network, folder)
        flaky = FlakyDatabase(services.attendance.context.database)
        terminals = (0..<schedule.terminals).map { index in
            SeededTerminal(
                port: 4000 + index, seed: schedule.seed, log: schedule.logs[index],
                hasTwins: schedule.keepsAll(index), on: network
            ) { Double(Self.beginning) + network.clock.now.offset / .seconds(1) }
        }
        collectors = Mutex(Array(repeating: nil, count: schedule.collectors))
        chance = Mutex(SeededGenerator(seed: schedule.seed ^ 0xC0FFEE))
        devices = Mutex([])
        for (index, terminal) in terminals.enumerated() {
            let added = try await services.devices.add(
                DeviceDraft(
                    name: "Gate \(index)", host: "192.0.2.1", port: String(terminal.port),
                    transport: schedule.usesUDP[index] ? .udp : .tcp), by: Self.actor)
            devices.withLock { $0.append(added.id) }
        }
        let adopted = try await services.devices.adopt(pusher.serialNumber, as: "Yard", by: Self.actor)
        devices.withLock { $0.append(adopted.id) }
    }

    /// Runs a whole schedule, lets everything heal, and looks.
    /// - Returns: what is not as it must be; empty: nothing.
    static func run(_ schedule: FaultSchedule) async throws -> [String] {
        let folder = EmptyCompany.folder.appendingPathComponent("seed-\(schedule.seed)-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let fleet = try await SeededFleet(schedule, in: folder)
        let time = Task { await fleet.network.passTime { await fleet.traffic.isQuiet() } }
        let calls = Task { await fleet.callNowAndThen() }
        let ageing = Task { await fleet.letLeasesAge() }
        do {
            try await fleet.suffer()
            var problems = try await fleet.heal()
            if problems.isEmpty { problems = try await fleet.liveOn() }
            calls.cancel()
            await calls.value
            let left = try await fleet.part()
            ageing.cancel()
            await ageing.value
            time.cancel()
            await time.value
            await fleet.network.end()
            try await fleet.services.close()
            return problems + left
        } catch {
            for task in [calls, ageing, time] { task.cancel() }
            throw error
        }
    }

    // MARK: What happens

    private func suffer() async throws {
        for index in 0..<schedule.collectors { try await start(index) }
        for (after, event) in schedule.events {
            try await network.clock.sleep(for: .milliseconds(after))
            try await happen(event)
        }
    }

    private func happen(_ event: FaultSchedule.Event) async throws {
        switch event {
        case .punch(let terminal, let user, let isReported, let times):
            for _ in 0..<times { await terminals[terminal].punch(user: user, isReported: isReported) }
        case .impossible(let terminal, let user): await terminals[terminal].impossiblePunch(user: user)
        case .pushed(let user):
            await pusher.punch(user: user, at: LocalTime(seconds: now.seconds + TestCompany.offset))
        case .clock(let terminal, let ahead): terminals[terminal].set(ahead: ahead)
        case .faults(let terminal, let faults): await terminals[terminal].set(faults)
        case .breakConnections(let terminal): await terminals[terminal].terminal.dropConnections()
        case .off(let terminal): await terminals[terminal].switchOff()
        case .on(let terminal): terminals[terminal].switchOn()
        case .clearLog(let terminal): try await clearLog(terminal)
        case .databaseAway: flaky.become(.away)
        case .databaseLosesAnswers(let count): flaky.become(.losingAnswers(count))
        case .databaseBack: flaky.become(.there)
        case .kill(let collector, let onOtherComputer): try await kill(collector, onOtherComputer)
        case .start(let collector): try await start(collector)
        }
    }

    private func clearLog(_ terminal: Int) async throws {
        let device = devices.withLock { $0[terminal] }
        _ = try await services.fleet.ask(.clearLog, of: [device], by: Self.actor)
        for collector in collectors.withLock({ $0 }) { await collector?.collector.wake(device) }
    }

    private func start(_ index: Int) async throws {
        if let there = collectors.withLock({ $0[index] }) {
            guard there.hasEnded else { return }
            await there.stop()
        }
        let own = services.attendance.context
        let context = ServiceContext(
            database: flaky, now: own.now, hub: own.hub, logger: own.logger, recalculation: own.recalculation,
            devices: own.devices, terminals: own.terminals, fleet: own.fleet)
        let settings = FleetSettings(
            connectionTimeout: .seconds(10), maxConcurrentDevices: schedule.maxConcurrentDevices)
        let new = try MortalCollector(context, settings, on: network, spool: spool, traffic: traffic)
        collectors.withLock { $0[index] = new }
    }

    private func kill(_ index: Int, _ onOtherComputer: Bool) async throws {
        let doomed = collectors.withLock { collectors in
            defer { collectors[index] = nil }
            return collectors[index]
        }
        try await doomed?.kill(onOtherComputer: onOtherComputer, in: database)
    }

    /// The database's clock is the computer's own: leases run out by the virtual one.
    private func letLeasesAge() async {
        while (try? await network.clock.sleep(for: .seconds(5))) != nil {
            traffic.enter()
            _ = try? await database.write {
                try $0.execute("UPDATE lease SET expires_at = expires_at - 5 WHERE expires_at > 5")
            }
            traffic.leave()
        }
    }

    private func callNowAndThen() async {
        while (try? await network.clock.sleep(for: .seconds(3))) != nil {
            guard let collector = collectors.withLock({ $0.compactMap(\.self).first }) else { continue }
            await pusher.call(
                collector.collector.push, losesAnswer: chance.withLock { $0.happens(percent: 15) } && !isHealing)
        }
    }

    // MARK: How it ends

    private let healing = Life()
    private var isHealing: Bool { healing.hasEnded }

    private func heal() async throws -> [String] {
        healing.end()
        flaky.become(.there)
        for terminal in terminals { await terminal.heal() }
        let limit = ContinuousClock.now + .seconds(90)
        var problems = ["nothing was looked at"]
        while !problems.isEmpty, ContinuousClock.now < limit {
            for index in 0..<schedule.collectors { try await start(index) }
            try await network.clock.sleep(for: .seconds(30))
            problems = try await look()
        }
        return problems
    }

    /// Logs that drop their oldest punches are turned over once more, with nothing wrong: nobody who punches now is lost.
    private func liveOn() async throws -> [String] {
        for (index, terminal) in terminals.enumerated() where terminal.overwrites {
            for number in 0..<terminal.log.records + 2 {
                await terminal.punch(user: number % 3 + 1, isReported: (number + index) % 2 == 0)
                try await network.clock.sleep(for: .seconds(10))
            }
        }
        try await network.clock.sleep(for: .seconds(30))
        return try await look()
    }

    private func look() async throws -> [String] {
        var problems: [String] = []
        let ledger = try await database.read { try LedgerRows($0) }
        let ids = devices.withLock { $0 }
        for (index, terminal) in terminals.enumerated() {
            let own =
                ledger.problems(of: ids[index], recorded: terminal.recorded, excused: terminal.excused)
                + (try await markProblems(of: ids[index], terminal))
                + (try await roomProblems(of: ids[index], terminal))
            problems += own.map { "Gate \(index): \($0)" }
        }
        let open = try await database.read { try DeviceTaskStore($0).openCounts() }
        if !open.isEmpty { problems.append("tasks are open: \(open)") }
        if !problems.isEmpty { problems += try await circumstances() }
        if await pusher.owes { problems.append("Yard: not everything was sent") }
        problems += ledger.problems(of: ids[terminals.count], recorded: await pusher.recorded).map { "Yard: \($0)" }
        return problems
    }

    /// For whoever looks for the reason.
    private func circumstances() async throws -> [String] {
        let (errors, leases) = try await database.read { db in
            (
                try DeviceStore(db).all().map { "\($0.name): \($0.contact.lastError ?? "well")" },
                try LeaseStore(db).holders(of: "coll")
            )
        }
        var terminals: [String] = []
        for terminal in self.terminals { terminals.append("\(await terminal.terminal.status())") }
        var held: [String] = []
        for collector in collectors.withLock({ $0 }) {
            held.append("\(await collector?.collector.held ?? -1), ended \(collector?.hasEnded ?? true)")
        }
        return errors + ["leases \(leases)", "collectors hold \(held), now \(network.clock.now.offset)"] + terminals
    }

    private var database: any Database { services.attendance.context.database }

    private func markProblems(of device: ID<Device>, _ terminal: SeededTerminal) async throws -> [String] {
        let mark = try await database.read { try WatermarkStore($0).find(device) }
        let held = await terminal.terminal.status().records
        guard let mark, mark.recordCount == held else { return ["watermark \(String(describing: mark)), held \(held)"] }
        guard let through = mark.completeThrough, now - through < 300 else { return ["complete only through \(mark)"] }
        return []
    }

    /// Whoever looks at the list knows of a log that is nearly full, before it is.
    private func roomProblems(of device: ID<Device>, _ terminal: SeededTerminal) async throws -> [String] {
        let (held, room) = (await terminal.terminal.status().records, terminal.log.records)
        let listed = try await services.devices.list(by: Self.actor).first { $0.id == device }
        let warns = listed?.conditions.contains { $0.contains("memory is nearly full: \(held) of \(room)") }
        guard warns == (held * 10 >= room * 9) else { return ["\(held) of \(room), said: \(listed?.conditions ?? [])"] }
        guard let ledger = try await database.read({ try LedgerRows($0) }).rows[device] else { return [] }
        let lost = terminal.excused.subtracting(ledger)
        let wasRead = terminal.recorded.first.map(ledger.contains) ?? false
        guard !lost.isEmpty, wasRead, !schedule.clears(terminal.port - 4000) else { return [] }
        let notes = try await database.read { try DeviceNoteStore($0).all() }
        return notes.contains { $0.device == device } ? [] : ["\(lost.count) are lost, and nobody was told"]
    }

    /// Everybody goes in good order.
    private func part() async throws -> [String] {
        // Leases of those that were killed have run out then, and what they kept is taken in.
        try await network.clock.sleep(for: .seconds(90))
        for collector in collectors.withLock({ $0 }) { await collector?.stop() }
        collectors.withLock { $0 = [] }
        let verdict = try await services.ledger.verify(by: Self.actor)
        let leases = try await database.read { try LeaseStore($0).holders(of: "coll") }
        let files = try FileManager.default.contentsOfDirectory(atPath: spool.path)
        let pending = try await database.read { try DeviceTaskStore($0).openCounts() }
        return (verdict.isIntact ? [] : ["the ledger is broken: \(verdict)"])
            + (files.isEmpty ? [] : ["spool files are left: \(files)"])
            + (leases.isEmpty ? [] : ["leases are left: \(leases)"])
            + (pending.isEmpty ? [] : ["tasks are left: \(pending)"])
    }
}

/// What the ledger has, in the order in which it was taken in.
struct LedgerRows {
    private(set) var rows: [ID<Device>: [Recorded]]

    init(_ db: any SQLConnection) throws {
        let all = try db.all("SELECT device_id, device_user, local_s, state, verify FROM punch ORDER BY id", []) {
            row in
            (
                ID<Device>(row.integer(0)),
                Recorded(
                    user: row.text(1), local: row.integer(2), state: UInt8(truncatingIfNeeded: row.integer(3)),
                    verify: UInt8(truncatingIfNeeded: row.integer(4)))
            )
        }
        rows = Dictionary(grouping: all, by: \.0).mapValues { $0.map(\.1) }
    }

    /// Each once, and those of one second in their order.
    /// - Parameter excused: those that need not be there.
    func problems(of device: ID<Device>, recorded: [Recorded], excused: Set<Recorded> = []) -> [String] {
        let missing = excused.subtracting(rows[device] ?? [])
        let recorded = recorded.filter { !missing.contains($0) }
        let stored = Dictionary(grouping: rows[device] ?? [], by: \.local)
        let expected = Dictionary(grouping: recorded, by: \.local)
        return Set(stored.keys).union(expected.keys).sorted().compactMap { second in
            let (has, needs) = (stored[second] ?? [], expected[second] ?? [])
            return has == needs ? nil : "at \(second) the ledger has \(has), recorded was \(needs)"
        }
    }
}

/// A company that nobody has begun with, made once.
enum EmptyCompany {
    /// In memory, where the computer has such a place: thousands of companies are made.
    static let folder: URL = {
        let memory = "/dev/shm"
        let isThere = FileManager.default.isWritableFile(atPath: memory)
        return isThere ? URL(fileURLWithPath: memory) : FileManager.default.temporaryDirectory
    }()

    private static let made = Task {
        let path = folder.appendingPathComponent("empty-\(UUID().uuidString).db").path
        try await Services.open(path, zone: TestCompany.zone, now: { Instant(seconds: 1_795_000_000) }).close()
        atexit { EmptyCompany.remove() }
        kept.withLock { $0 = path }
        return path
    }

    private static let kept = Mutex("")

    private static func remove() {
        let path = kept.withLock { $0 }
        for ending in ["", "-wal", "-shm"] { unlink(path + ending) }
    }

    static var path: String { get async throws { try await made.value } }
}
