import Devices
import Domain
import Foundation
import Storage

/// Does what waits in the queue of one terminal, over the connection that its keeper has.
struct TaskPerformer: Sendable {
    static let attempts = 5
    /// Until a task that failed is begun again, by the number of its attempts.
    private static let pauses: [Int64] = [2, 10, 30, 60]

    let tools: CollectorTools
    let device: ID<Device>

    /// Tasks that whoever died was at, or whose end could not be noted: those that may be done twice are, and of the others
    /// nobody knows.
    /// - Throws: ``StorageError/leaseLost(_:)``: what is under way is whoever's has the terminal now.
    func settleInterrupted(_ lease: Lease) async throws {
        let now = tools.context.now()
        guard try await isUnderWay() else { return }
        try await tools.context.database.write { db in
            try LeaseStore(db).check(lease)
            let store = DeviceTaskStore(db)
            for task in try store.running(at: device) {
                if DeviceOrder(stored: task.order)?.isRepeatable ?? false {
                    try store.postpone(task.id, until: now, outcome: nil)
                } else {
                    let sentence =
                        "The program ended while it was at it, or could not note how it ended; look at the terminal whether it was done."
                    _ = try store.end(task.id, .failed, outcome: sentence, at: now)
                }
            }
        }
    }

    /// What is left at a terminal that was retired is called off, also what is put back only now.
    func callOff(_ lease: Lease) async throws {
        try await settleInterrupted(lease)
        let now = tools.context.now()
        try await tools.context.database.write { try DeviceService.callOff(device, now, $0) }
    }

    func hasWork() async throws -> Bool {
        let now = tools.context.now()
        return try await tools.context.database.read { try TaskQueue($0, of: device).next(at: now) } != nil
    }

    /// The last that waits; nil where nothing does, and while the database is away.
    func newest() async -> ID<DeviceTask>? {
        try? await tools.context.database.read { try TaskQueue($0, of: device).newest() }
    }

    /// Whether somebody is at a task, or has left it so.
    func isUnderWay() async throws -> Bool {
        try await tools.context.database.read { try !DeviceTaskStore($0).running(at: device).isEmpty }
    }

    /// What was asked before a visit that failed was tried in vain, and whoever waits for it may give it up.
    /// - Parameter newest: the last that was asked by then.
    func note(_ error: any Error, of newest: ID<DeviceTask>?) async {
        guard let newest, !error.isDatabaseAway else { return }
        let sentence = String(describing: error)
        try? await tools.context.database.write { db in
            let store = DeviceTaskStore(db)
            for task in try store.waiting(at: device) where task.id <= newest && task.outcome == nil {
                try store.replace(outcome: sentence, of: task.id)
            }
        }
    }

    /// How a terminal is afterwards.
    enum Outcome {
        case untouched
        /// Something was done at it.
        case changed
        /// It is to be begun with anew, as after a restart or when it was accepted.
        case gone
    }

    /// - Parameters:
    ///   - refusal: why the terminal's log was not taken, where a person may accept that or an order mend it. Of another
    ///     terminal than the one that is meant only what is harmless is asked.
    ///   - look: a look at the terminal's log, between the parts of what takes long.
    /// - Throws: what ended the connection.
    func perform(
        at terminal: any DeviceAdapter, _ record: DeviceRecord, _ lease: Lease, despite refusal: (any Error)? = nil,
        lookingBetween look: @escaping @Sendable () async throws -> Void = {}
    ) async throws -> Outcome {
        // Whoever is here does one after the other: what is under way now was begun by an answer that got lost.
        do { try await settleInterrupted(lease) } catch  where error.isDatabaseAway {}
        var result = Outcome.untouched
        while let (task, order) = try await next(lease) {
            result = .changed
            let work = OrderWork(
                tools: tools, record: record, lease: lease, terminal: terminal, run: task.run,
                checkpoint: Checkpoint(tell: { await tell($0, of: task) }, look: look))
            guard try await carryOut(task, order, work, despite: refusal) else { continue }
            let beginsAnew = order == .restart || order == .powerOff
            if beginsAnew || refusal != nil && (order.isCollection || order == .setClock) { return .gone }
        }
        return result
    }

    /// - Returns: whether it is done.
    /// - Throws: what ended the connection.
    private func carryOut(
        _ task: DeviceTask, _ order: DeviceOrder, _ work: OrderWork, despite refusal: (any Error)?
    ) async throws -> Bool {
        do {
            if let refusal = refusal as? ServiceError, !order.isHarmless { throw refusal }
            try await end(task, .done, try await work.carryOut(order))
            return true
        } catch is OrderWaits {
            try await postpone(task, by: 2, nil, counts: false)
        } catch StorageError.leaseLost(let name) {
            // Whoever has the terminal now finds the task under way, and settles it.
            throw StorageError.leaseLost(name)
        } catch  where error.isDatabaseAway && !error.isUnexplained && order.isRepeatable {
            // So does whoever has it when the database is back.
            throw error
        } catch {
            let goesOn = try await failed(task, order, error, isBegun: true)
            if !goesOn { throw error }
        }
        return false
    }

    /// Nobody got through to the terminal: the first task that waits counts it as one of its attempts.
    func unreachable(_ error: DeviceError, _ lease: Lease) async throws {
        guard let (task, order) = try await next(lease) else { return }
        _ = try await failed(task, order, error, isBegun: false)
    }

    /// The lease runs on from here: one that ran out while the database was away is not taken over in the middle of an order,
    /// which would be carried out once more, and perhaps after what was asked later.
    private func next(_ lease: Lease) async throws -> (DeviceTask, DeviceOrder)? {
        let now = tools.context.now()
        do {
            // A write only where something waits: most looks find nothing.
            guard try await hasWork() else { return nil }
            return try await tools.context.database.write { db in
                try LeaseStore(db).renew(lease)
                let store = DeviceTaskStore(db)
                let queue = TaskQueue(db, of: device)
                while let task = try queue.next(at: now), try store.begin(task.id, at: now) {
                    if let order = DeviceOrder(stored: task.order) { return (task, order) }
                    let sentence = "This program does not know what is meant; ask again, or update the program."
                    _ = try store.end(task.id, .failed, outcome: sentence, at: now)
                }
                return nil
            }
        } catch  where error.isDatabaseAway { return nil }
    }

    private func end(_ task: DeviceTask, _ state: DeviceTask.State, _ outcome: String?) async throws {
        let now = tools.context.now()
        try await tools.context.database.write { db in
            _ = try DeviceTaskStore(db).end(task.id, state, outcome: outcome, at: now)
            try ParcelKeeping(db).forget(of: task.run)
        }
        tools.tell(.taskEnded(task.id, device: device))
    }

    /// How far it is. While the database is away nobody learns it.
    private func tell(_ progress: String, of task: DeviceTask) async {
        try? await tools.context.database.write { try DeviceTaskStore($0).tell(progress, of: task.id) }
        tools.context.hub.send(.devices)
    }

    private func postpone(
        _ task: DeviceTask, by seconds: Int64, _ outcome: String?, counts: Bool = true
    ) async throws {
        let due = tools.context.now() + seconds
        try await tools.context.database.write {
            try DeviceTaskStore($0).postpone(task.id, until: due, outcome: outcome, counts: counts)
        }
    }

    /// - Parameter isBegun: whether anything of it was asked of the terminal.
    /// - Returns: whether the connection still serves.
    private func failed(
        _ task: DeviceTask, _ order: DeviceOrder, _ error: any Error, isBegun: Bool
    ) async throws -> Bool {
        let cause = (error as? OrderBrokenOff)?.cause
        let isStopped = error is CancellationError || error as? DeviceError == .cancelled
        let isCalledOff = isStopped || error is OrderBrokenOff && cause == nil
        let sentence = isCalledOff ? "It was broken off." : String(describing: cause ?? error)
        let breaksOff = isCalledOff || cause != nil || (error as? DeviceError)?.endsConnection ?? false
        // As it was before this attempt.
        let isLast = !isCalledOff && task.attempts + 1 >= Self.attempts
        let mayRepeat = breaksOff && (order.isRepeatable || !isBegun) && !isLast
        // What is called off lets nobody past it: it is due at once.
        let pause = isCalledOff ? 0 : Self.pauses[min(task.attempts, Self.pauses.count - 1)]
        // Not the caller's task, which may be what is cancelled.
        try await Task {
            if mayRepeat {
                try await postpone(task, by: pause, sentence, counts: !isCalledOff)
            } else {
                try await end(task, .failed, OrderRefusal(error)?.stored ?? sentence)
            }
        }.value
        return !breaksOff
    }
}

extension DeviceOrder {
    /// Nil for one that a newer program wrote.
    init?(stored text: String) {
        guard let order = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return nil }
        self = order
    }

    var stored: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // An enum of texts and numbers can always be written.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

extension DeviceError {
    /// Whether the connection on which it happened is of no more use, and another one may be.
    var endsConnection: Bool {
        switch self {
        case .unreachable, .silent, .nothingAnswered, .timedOut, .badFrame, .badChecksum, .truncated, .closed,
            .disconnected, .cancelled:
            true
        default: false
        }
    }
}
