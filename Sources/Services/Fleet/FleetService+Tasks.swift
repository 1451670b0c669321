import Devices
package import Domain
import Foundation
package import Storage

extension FleetService {
    /// The latest first.
    /// - Parameter place: those before it alone: how one goes on where a page ended.
    package func runs(
        limit: Int = 50, olderThan place: ID<DeviceRun>? = nil, by actor: Actor
    ) async throws -> [FleetRun] {
        try actor.requires(.readDevices)
        return try await context.database.read { db in
            let names = try Self.names(db)
            let store = DeviceTaskStore(db)
            let runs = try store.runs(limit: limit, olderThan: place).map { run in
                FleetRun(run: run, tasks: try store.tasks(of: run.id).map { FleetTask($0, names) })
            }
            return try Self.naming(runs, db)
        }
    }

    /// With what one terminal was asked alone: all that has not ended there, and the latest of the rest. The latest first.
    package func runs(at device: ID<Device>, limit: Int = 50, by actor: Actor) async throws -> [FleetRun] {
        try actor.requires(.readDevices)
        return try await context.database.read { db in
            let names = try Self.names(db)
            let store = DeviceTaskStore(db)
            let tasks = Dictionary(grouping: try store.tasks(at: device, latest: limit), by: \.run)
            let runs = try tasks.keys.sorted(by: >).compactMap { id in
                try store.run(id).map { FleetRun(run: $0, tasks: (tasks[id] ?? []).map { FleetTask($0, names) }) }
            }
            return try Self.naming(runs, db)
        }
    }

    /// - Throws: ``ServiceError/unknownRun(_:)``
    package func run(_ id: ID<DeviceRun>, by actor: Actor) async throws -> FleetRun {
        try actor.requires(.readDevices)
        return try await look(id)
    }

    func look(_ id: ID<DeviceRun>) async throws -> FleetRun {
        try await context.database.read { db in
            let store = DeviceTaskStore(db)
            guard let run = try store.run(id) else { throw ServiceError.unknownRun(id.rawValue) }
            let names = try Self.names(db)
            let found = FleetRun(run: run, tasks: try store.tasks(of: id).map { FleetTask($0, names) })
            return try Self.naming([found], db).first ?? found
        }
    }

    /// Those that have not begun are not done any more. What somebody else asked for, an administrator alone takes back.
    /// - Parameter device: nil: at all that it was asked of.
    /// - Returns: how many that were.
    @discardableResult
    package func cancel(_ id: ID<DeviceRun>, at device: ID<Device>? = nil, by actor: Actor) async throws -> Int {
        try actor.requires(toOrder: .enrolPeople)
        try actor.requires(toCancel: try await look(id))
        return try await withdraw(id, at: device)
    }

    func withdraw(_ id: ID<DeviceRun>, at device: ID<Device>? = nil) async throws -> Int {
        let now = context.now()
        let open = try await look(id).tasks.filter { $0.task.state == .waiting }
        let here = open.filter { device == nil || $0.task.device == device }
        // Whoever is to take what these read would wait for nothing.
        let read = Set(here.map(\.id.rawValue))
        let takers = open.filter { task in task.order?.parcels.map(read.contains) ?? false }
        let cancelled = try await context.database.write { db in
            let store = DeviceTaskStore(db)
            let cancelled = try Set((here + takers).map(\.id)).count {
                try store.withdraw($0, .cancelled, outcome: nil, at: now)
            }
            try ParcelKeeping(db).forget(of: id)
            return cancelled
        }
        context.hub.send(.devices)
        return cancelled
    }

    /// Waits until all of it has ended. What no collector does, because none has the terminal, is done here.
    ///
    /// - Parameter tell: called with the run whenever one of its tasks has changed.
    @discardableResult
    package func finish(
        _ run: FleetRun, by actor: Actor, telling tell: @Sendable (FleetRun) -> Void = { _ in }
    ) async throws -> FleetRun {
        try actor.requires(toOrder: run.permissions)
        return try await wait(for: run, givingUp: false, by: actor, telling: tell)
    }

    /// Waits while the terminals can be reached: for questions, whose answers nobody wants later. Who waits no more takes back
    /// what has not begun.
    @discardableResult
    package func finishNow(_ run: FleetRun, by actor: Actor) async throws -> FleetRun {
        try actor.requires(toOrder: run.permissions)
        do {
            return try await wait(for: run, givingUp: true, by: actor)
        } catch {
            // Not the caller's task: that may be cancelled.
            await Task { _ = try? await withdraw(run.id) }.value
            throw error
        }
    }

    /// The same of one that waits in the queue.
    /// - Throws: ``ServiceError/unknownRun(_:)``
    package func perform(_ id: ID<DeviceRun>, by actor: Actor) async throws -> FleetRun {
        try actor.requires(toOrder: .enrolPeople)
        return try await finish(try await look(id), by: actor)
    }

    /// - Parameter givingUp: whether a terminal that was not reached since it was asked is waited for no more: its tasks end
    ///   with the reason.
    func wait(
        for run: FleetRun, givingUp: Bool, by actor: Actor, telling tell: @Sendable (FleetRun) -> Void = { _ in }
    ) async throws -> FleetRun {
        let settings = try await context.database.read { try FleetSettings($0) }
        let tools = CollectorTools(context, settings, spool: NSTemporaryDirectory(), clock: ContinuousClock())
        var known = run
        while true {
            let now = try await look(run, after: &known, tell)
            let open = now.tasks.filter { !$0.task.state.hasEnded }.map(\.task)
            if open.isEmpty { return now }
            if givingUp { try await giveUp(open, askedAt: run.run.askedAt) }
            try await visit(Set(open.map(\.device)), tools) {
                // What is under way at a terminal goes on without the database.
                do { _ = try await look(run, after: &known, tell) } catch  where error.isDatabaseAway {}
            }
            try await AttendanceService(context: context).recomputeTouched()
            try await Task.sleep(for: .milliseconds(250))
        }
    }

    /// - Parameter tell: called while terminals are at it. What one has done is told before another that is slow, or dead, is
    ///   done with, and how far one is.
    private func visit(
        _ devices: Set<ID<Device>>, _ tools: CollectorTools, telling tell: () async throws -> Void
    ) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for device in devices {
                group.addTask {
                    try await OneVisit(device: device, tools: tools).run()
                    return true
                }
            }
            let tick: @concurrent @Sendable () async throws -> Bool = {
                try await Task.sleep(for: .milliseconds(500))
                return false
            }
            group.addTask(operation: tick)
            var open = devices.count
            while open > 0, let isVisited = try await group.next() {
                if isVisited { open -= 1 } else { group.addTask(operation: tick) }
                try await tell()
            }
            group.cancelAll()
        }
    }

    private func look(
        _ run: FleetRun, after known: inout FleetRun, _ tell: (FleetRun) -> Void
    ) async throws -> FleetRun {
        var now = try await look(run.id)
        now.leftOut = run.leftOut
        if now != known { tell(now) }
        known = now
        return now
    }

    private func giveUp(_ tasks: [DeviceTask], askedAt: Instant) async throws {
        let now = context.now()
        let failures = try await context.database.read { db in
            try tasks.map { try Self.failure(of: $0, since: askedAt, now: now, db) }
        }
        guard failures.contains(where: { $0 != nil }) else { return }
        try await context.database.write { db in
            for (task, why) in zip(tasks, failures) where task.state == .waiting {
                if let why { _ = try DeviceTaskStore(db).withdraw(task.id, .failed, outcome: why, at: now) }
            }
        }
    }

    /// Whether a collector runs anywhere: push terminals and readers of lines are reached through one alone.
    package func isCollecting(by actor: Actor) async throws -> Bool {
        try actor.requires(.readDevices)
        return try await !context.database.read { try CollectorLease.collectors($0) }.isEmpty
    }

    private static func names(_ db: any SQLConnection) throws -> [ID<Device>: String] {
        try DeviceStore(db).byID().mapValues(\.name)
    }

    /// With whom the tasks are about, all of them read at once. Most are about nobody.
    private static func naming(_ runs: [FleetRun], _ db: any SQLConnection) throws -> [FleetRun] {
        let ids = Set(runs.flatMap(\.tasks).compactMap { $0.order?.employee })
        guard let one = ids.first else { return runs }
        let store = EmployeeStore(db)
        let people = ids.count == 1 ? try store.find(ID(one)).map { [$0] } ?? [] : try store.all()
        let names = Dictionary(people.map { ($0.id.rawValue, "\($0.name) (\($0.code))") }) { first, _ in first }
        return runs.map { run in
            var named = run
            for index in named.tasks.indices {
                named.tasks[index].person = named.tasks[index].order?.employee.flatMap { names[$0] }
            }
            return named
        }
    }
}

/// Does what waits at one terminal, if no other program has it.
private struct OneVisit: Sendable {
    let device: ID<Device>
    let tools: CollectorTools

    func run() async throws {
        let now = tools.context.now()
        let found = try await tools.context.database.read { db in
            // What a dead program was at is nobody's until somebody looks, also where a collector alone does the rest.
            let record = try DeviceStore(db).find(device)
            // What is put back at one that was retired meanwhile is called off.
            let isMine =
                try (record?.family.isCalled == true || record?.retiredAt != nil)
                && TaskQueue(db, of: device).next(at: now) != nil
            return try isMine || !DeviceTaskStore(db).running(at: device).isEmpty ? record : nil
        }
        guard let record = found else { return }
        let work = LeasedWork(database: tools.context.database, name: CollectorLease.name(of: device))
        do {
            _ = try await work.run { try await visit(record, $0) }
        } catch StorageError.leaseLost {
            // Whoever has the terminal now does the rest.
        }
    }

    private func visit(_ record: DeviceRecord, _ lease: Lease) async throws {
        let performer = TaskPerformer(tools: tools, device: device)
        if record.retiredAt != nil { return try await performer.callOff(lease) }
        try await performer.settleInterrupted(lease)
        guard record.family.isCalled, try await performer.hasWork() else { return }
        let terminal: any DeviceAdapter
        do {
            terminal = try await tools.context.terminals.connect(record, within: tools.settings.connectionTimeout)
        } catch let error as DeviceError where error != .cancelled {
            return try await performer.unreachable(error, lease)
        }
        do {
            try await terminal.whileConnected {
                _ = try await performer.perform(
                    at: terminal, record, lease, despite: try await record.taken(by: terminal)
                ) { try await tools.check(lease) }
            }
        } catch let error as DeviceError where error != .cancelled {
            // It stands with the task that it ended or put off.
        }
    }
}

extension JournalAction {
    /// Something was asked of a terminal.
    static let askDevice = JournalAction(rawValue: "ask-device")
}
