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
    static let actor = Actor(name: "Meera", grants: .everything)

    let schedule: FaultSchedule
    let services: Services
    let network: VirtualSwitch
    let terminals: [SeededTerminal]
    let pusher: any SeededPusher
    let readers: [SeededReader]
    let devices: Mutex<[ID<Device>]>
    private let flaky: FlakyDatabase
    private let folder: URL
    let collectors: Mutex<[MortalCollector?]>
    private let chance: Mutex<SeededGenerator>
    private let traffic = Traffic()

    var database: any Database { services.attendance.context.database }
    private var spool: URL { folder.appendingPathComponent("spool") }
    var now: Instant { Self.instant(network) }
    private var localNow: LocalTime { LocalTime(seconds: now.seconds + TestCompany.offset) }

    private static func instant(_ network: VirtualSwitch) -> Instant {
        Instant(seconds: beginning - TestCompany.offset + network.clock.now.offset.components.seconds)
    }

    private init(_ schedule: FaultSchedule, in folder: URL) async throws {
        let network = VirtualSwitch()
        let path = folder.appendingPathComponent("company.db").path
        try FileManager.default.copyItem(atPath: try await EmptyCompany.path, toPath: path)
        try FileManager.default.createDirectory(
            at: folder.appendingPathComponent("spool"), withIntermediateDirectories: true)
        let services = try await Services.open(
            path, zone: TestCompany.zone, now: { Self.instant(network) },
            logger: Logger(label: "seeds") { _ in SwiftLogNoOpLogHandler() },
            // Seven records: of each longer log a part may be stored when something breaks.
            partSize: 280)
        (self.services, self.schedule, self.network, self.folder) = (services, schedule, network, folder)
        flaky = FlakyDatabase(services.attendance.context.database)
        terminals = (0..<schedule.terminals).map { index in
            SeededTerminal(
                port: 4000 + index, seed: schedule.seed, log: schedule.logs[index],
                people: index == 0 ? schedule.people : 0, hasTwins: schedule.keepsAll(index), on: network
            ) { Double(Self.beginning) + network.clock.now.offset / .seconds(1) }
        }
        collectors = Mutex(Array(repeating: nil, count: schedule.collectors))
        chance = Mutex(SeededGenerator(seed: schedule.seed ^ 0xC0FFEE))
        let adopted = try await services.devices.adopt("P1", as: "Yard", by: Self.actor)
        pusher = try await Self.pusher(schedule, services, adopted.id)
        var readers: [SeededReader] = []
        for plan in schedule.readers { readers.append(try await SeededReader(plan, at: LoopbackAddress.unused())) }
        self.readers = readers
        devices = Mutex([])
        for (index, terminal) in terminals.enumerated() {
            let added = try await services.devices.add(
                DeviceDraft(
                    name: "Gate \(index)", host: "192.0.2.1", port: String(terminal.port),
                    transport: schedule.usesUDP[index] ? .udp : .tcp), by: Self.actor)
            devices.withLock { $0.append(added.id) }
        }
        devices.withLock { $0.append(adopted.id) }
        for (index, reader) in readers.enumerated() {
            let added = try await services.devices.add(reader.draft(named: "Door \(index)"), by: Self.actor)
            devices.withLock { $0.append(added.id) }
        }
    }

    private static func pusher(
        _ schedule: FaultSchedule, _ services: Services, _ device: ID<Device>
    ) async throws -> any SeededPusher {
        guard schedule.push.isHTTP else { return DirectPusher() }
        var configuration = VirtualPushConfiguration(serialNumber: "P1", host: LoopbackAddress.unused(), port: 8081)
        (configuration.isOld, configuration.seed, configuration.batch) = (schedule.push.isOld, schedule.seed, 3)
        switch schedule.push.proof {
        case .none: break
        case .path: configuration.pathToken = try await services.devices.renewPushToken(of: device, by: actor)
        case .key: configuration.commKey = try await services.devices.renewPushToken(of: device, by: actor)
        }
        return HTTPPusher(configuration)
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
            for reader in fleet.readers { await reader.end() }
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
            await pusher.punch(user: user, at: localNow)
        case .clock(let terminal, let ahead): terminals[terminal].set(ahead: ahead)
        case .faults(let terminal, let faults): await terminals[terminal].set(faults)
        case .breakConnections(let terminal): await terminals[terminal].terminal.dropConnections()
        case .off(let terminal): await terminals[terminal].switchOff()
        case .on(let terminal): terminals[terminal].switchOn()
        case .clearLog(let terminal): try await ask(.clearLog, of: terminal)
        case .name(let terminal, let user, let name):
            try await ask(.changeUser(UserChange(user: String(user), name: name)), of: terminal)
        case .delete(let terminal, let user): try await ask(.deleteUser(String(user)), of: terminal)
        case .copy(let source, let target): try await copy(from: source, to: target)
        case .line(let reader, let sender, let act): await readers[reader].senders[sender].act(act, at: localNow)
        case .databaseAway: flaky.become(.away)
        case .databaseLosesAnswers(let count): flaky.become(.losingAnswers(count))
        case .databaseBack: flaky.become(.there)
        case .kill(let collector, let onOtherComputer): try await kill(collector, onOtherComputer)
        case .start(let collector): try await start(collector)
        }
    }

    private func ask(_ order: DeviceOrder, of terminal: Int) async throws {
        let device = devices.withLock { $0[terminal] }
        _ = try await services.fleet.ask(order, of: [device], by: Self.actor)
        await wake(device)
    }

    private func copy(from source: Int, to target: Int) async throws {
        guard source != target else { return }
        let (from, to) = devices.withLock { ($0[source], $0[target]) }
        let users = await terminals[source].terminal.users().map(\.userID.description)
        _ = try await services.fleet.copy(users, from: from, to: [to], by: Self.actor)
        for device in [from, to] { await wake(device) }
    }

    private func wake(_ device: ID<Device>) async {
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
            for sender in readers.flatMap(\.senders) { await sender.pump() }
            guard let collector = collectors.withLock({ $0.compactMap(\.self).first }) else { continue }
            // What goes over HTTP takes no virtual time.
            traffic.enter()
            await pusher.call(
                collector.collector.push, goesWrong: chance.withLock { $0.happens(percent: 15) } && !isHealing)
            traffic.leave()
        }
    }

    // MARK: How it ends

    private let healing = Life()
    private var isHealing: Bool { healing.hasEnded }

    private func heal() async throws -> [String] {
        healing.end()
        flaky.become(.there)
        for terminal in terminals { await terminal.heal() }
        return try await settle()
    }

    /// Until everything is as it must be, or for too long.
    private func settle() async throws -> [String] {
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
                guard try await isIn(terminal.recorded.last, of: index) else { return try await look() }
            }
        }
        try await sayLastLines()
        return try await settle()
    }

    /// Waits until the terminal's latest punch is in the ledger.
    private func isIn(_ punch: Recorded?, of terminal: Int) async throws -> Bool {
        let device = devices.withLock { $0[terminal] }
        let limit = ContinuousClock.now + .seconds(60)
        while ContinuousClock.now < limit {
            try await network.clock.sleep(for: .seconds(2))
            let there = try await database.read { try PunchLedger($0).latest(of: device, limit: 4) }
            if there.contains(where: { $0.local.seconds == punch?.local && $0.deviceUser == punch?.user }) {
                return true
            }
        }
        return false
    }

    /// From here on the program lives: what senders of lines say over a new connection is in, each line once.
    private func sayLastLines() async throws {
        let acts: [FaultSchedule.LineAct] = [
            .punch(user: 1), .rubbish, .punch(user: 2), .punch(user: 3),
            .cut(user: 1, percent: Int(schedule.seed % 101)),
        ]
        for sender in readers.flatMap(\.senders) {
            await sender.part()
            while await !sender.isHeard { try await network.clock.sleep(for: .seconds(5)) }
            for act in acts {
                try await network.clock.sleep(for: .seconds(3))
                await sender.act(act, at: localNow)
            }
        }
    }

    /// They age by a task beside all others, which a busy computer may have come late to.
    private func hasLeasesOfTheDead() async throws -> Bool {
        let there = try await database.read { try CollectorLease.collectors($0).count }
        return there > collectors.withLock { $0.count { $0?.hasEnded == false } }
    }

    /// Everybody goes in good order.
    private func part() async throws -> [String] {
        // Leases of those that were killed run out, and what they kept is taken in.
        try await network.clock.sleep(for: .seconds(90))
        for _ in 0..<60 where try await hasLeasesOfTheDead() { try await network.clock.sleep(for: .seconds(10)) }
        for collector in collectors.withLock({ $0 }) { await collector?.stop() }
        collectors.withLock { $0 = [] }
        await pusher.end()
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
