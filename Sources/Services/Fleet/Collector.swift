package import Domain
import Logging
import Storage

/// Collects from every terminal, continuously, beside other collectors on the same database: each takes its share, and
/// the others' when they die.
package actor Collector {
    /// How long it may take until another program's coming or going is noticed.
    static let pace = Duration.seconds(5)

    private let tools: CollectorTools
    private var keepers: [ID<Device>: (keeper: any Keeper, task: Task<Void, Never>)] = [:]
    private let bell = Bell()
    private let listFault = LastingFault(
        "The list of terminals could not be read", over: "The list of terminals is read again")
    private let daysFault = LastingFault("Days could not be worked out yet", over: "Days are worked out again")
    private let spoolFault = LastingFault(
        "Punches that wait on this computer could not be brought in yet",
        over: "Punches that wait on this computer are brought in again")
    /// For an endpoint at which push terminals call.
    package nonisolated let push: PushDesk

    init(_ tools: CollectorTools) {
        self.tools = tools
        push = PushDesk(tools)
    }

    /// Until the task is cancelled; then every terminal is let go, and what waits on this computer is brought in if it can
    /// be.
    package func run() async throws {
        let presence = LeasedWork(
            database: tools.context.database, name: CollectorLease.newPresence(), clock: tools.clock)
        let result = try await presence.run { _ in
            await withDiscardingTaskGroup { group in
                group.addTask { await self.computeDays() }
                group.addTask { await self.drainSpool() }
                group.addTask { await self.purgeFingers() }
                group.addTask { await self.push.watch() }
                await self.balance()
                await self.stopAll()
                group.cancelAll()
            }
        }
        if case .failure(let held) = result { throw held }
        _ = try? await tools.intake.drain()
        try? await tools.intake.close()
    }

    /// Somebody has asked something of the terminal, or does not want to wait; nil: of any.
    package func wake(_ device: ID<Device>? = nil) {
        for (id, entry) in keepers where device == nil || id == device { entry.keeper.wake() }
        bell.ring()
    }

    /// How many terminals it looks after.
    var held: Int { keepers.count }

    // MARK: Which terminals

    private func balance() async {
        while !Task.isCancelled {
            do {
                try await takeShare()
                listFault.ends(tools.context.logger)
            } catch {
                listFault.occurs(error, tools.context.logger)
            }
            _ = try? await bell.wait(atMost: Self.pace, tools.clock)
        }
    }

    private func takeShare() async throws {
        let (settings, devices, held, collectors) = try await tools.context.database.read { db in
            (
                try FleetSettings(db),
                try DeviceStore(db).all().filter { $0.retiredAt == nil },
                try CollectorLease.holders(db).filter { Self.mayLive($0.value) },
                try CollectorLease.collectors(db).values.count(where: Self.mayLive)
            )
        }
        await tools.follow(settings)
        let reaches = devices.map { ($0.id, DeviceReach($0)) }
        let share = Share(
            devices: reaches.filter { $0.1 == .anywhere }.map(\.0), here: reaches.filter { $0.1 == .here }.map(\.0),
            collectors: max(1, collectors), mine: Set(keepers.keys))
        for device in share.tooMany { await stop(device) }
        let families = Dictionary(uniqueKeysWithValues: devices.map { ($0.id, $0.family) })
        for device in share.wanted(free: { held[CollectorLease.name(of: $0)] == nil }) {
            start(device, families[device] ?? .zk)
        }
    }

    /// One that was killed on this computer keeps its terminals from nobody until its leases run out.
    private static func mayLive(_ holder: String) -> Bool { !(ProcessIdentity(holder)?.isGone ?? false) }

    private func start(_ device: ID<Device>, _ family: DeviceRecord.Family) {
        let keeper: any Keeper =
            switch family {
            case .lines: LineKeeper(device, tools)
            case .folder: FolderKeeper(device, tools)
            default: LogKeeper(device, tools)
            }
        let task = Task {
            await keeper.run()
            self.ended(device, keeper)
        }
        keepers[device] = (keeper, task)
    }

    private func ended(_ device: ID<Device>, _ keeper: any Keeper) {
        if keepers[device]?.keeper === keeper { keepers[device] = nil }
    }

    private func stop(_ device: ID<Device>) async {
        guard let entry = keepers.removeValue(forKey: device) else { return }
        entry.task.cancel()
        await entry.task.value
    }

    private func stopAll() async {
        let all = keepers.values.map(\.task)
        for task in all { task.cancel() }
        for task in all { await task.value }
        keepers.removeAll()
    }

    // MARK: What follows from punches

    /// One after the other, and several arrivals at once.
    private func computeDays() async {
        while (try? await tools.daysBell.wait(atMost: .seconds(3600), tools.clock)) != nil {
            do {
                try await AttendanceService(context: tools.context).recomputePending()
                daysFault.ends(tools.context.logger)
            } catch {
                guard !(error is CancellationError) else { return }
                daysFault.occurs(error, tools.context.logger)
                try? await tools.clock.sleep(for: Self.pace)
                tools.daysBell.ring()
            }
        }
    }

    /// What is kept of people who have left goes by itself.
    private func purgeFingers() async {
        while !Task.isCancelled {
            _ = try? await BiometricService(context: tools.context).purgeLeavers(by: CollectorTools.actor)
            _ = try? await tools.clock.sleep(for: .seconds(3600))
        }
    }

    private func drainSpool() async {
        // What is there before the first look was left by somebody who ended while the database was away.
        var hasWaited = true
        while !Task.isCancelled {
            do {
                // A program that dies on this computer leaves what it kept to whoever goes on.
                let done = try await tools.intake.drain(leftByOthers: true) { [tools] in tools.tell(.collected($0)) }
                if done > 0 { tools.daysBell.ring() }
                if done > 0, hasWaited { tools.tell(.drained(done)) }
                hasWaited = false
                spoolFault.ends(tools.context.logger)
                _ = try? await tools.spoolBell.wait(atMost: .seconds(60), tools.clock)
            } catch {
                if error.isDatabaseAway {
                    hasWaited = await tellOfWaiting() || hasWaited
                } else {
                    spoolFault.occurs(error, tools.context.logger)
                }
                _ = try? await tools.clock.sleep(for: Self.pace)
            }
        }
    }

    /// - Returns: whether something waits that nobody was told of.
    private func tellOfWaiting() async -> Bool {
        let waiting = await tools.intake.spool.waitingUntold()
        for one in waiting { tools.tell(.spooled(one.device, punches: one.punches)) }
        return !waiting.isEmpty
    }
}

/// Which terminals one collector among several should have.
struct Share: Hashable {
    /// Those that any of them can reach.
    var devices: [ID<Device>]
    /// Those that only this computer can reach.
    var here: [ID<Device>] = []
    var collectors: Int
    var mine: Set<ID<Device>>

    /// Rounded up, so that nothing is left over.
    private var size: Int { (devices.count + collectors - 1) / collectors }

    /// Those to be given to others, the last ones first. One more than the share is kept while others have fewer than they
    /// could: they take what is free first.
    var tooMany: [ID<Device>] {
        let kept = devices.filter(mine.contains)
        let gone = mine.subtracting(devices).subtracting(here)
        return gone.sorted() + kept.dropFirst(size).reversed()
    }

    func wanted(free: (ID<Device>) -> Bool) -> [ID<Device>] {
        let room = max(0, size - devices.count(where: mine.contains))
        let others = devices.filter { !mine.contains($0) && free($0) }.prefix(room)
        return here.filter { !mine.contains($0) && free($0) } + others
    }
}

/// Who can reach a terminal.
enum DeviceReach: Hashable {
    /// Every collector.
    case anywhere
    /// This computer alone: its cable ends here.
    case here
    /// Another computer, or nobody: it calls by itself.
    case elsewhere

    init(_ record: DeviceRecord, computer own: String = ProcessIdentity.own.host) {
        guard record.family != .push,
            let connection = try? DeviceConnection(stored: record.connection, of: record.name)
        else {
            self = .elsewhere
            return
        }
        self = connection.computer.map { $0 == own ? .here : .elsewhere } ?? .anywhere
    }
}
