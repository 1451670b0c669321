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

    /// Tasks that whoever died was at: those that may be done twice are, and of the others nobody knows.
    func settleInterrupted() async throws {
        let now = tools.context.now()
        try await tools.context.database.write { db in
            let store = DeviceTaskStore(db)
            for task in try store.running(at: device) {
                if DeviceOrder(stored: task.order)?.isRepeatable ?? false {
                    try store.postpone(task.id, until: now, outcome: nil)
                } else {
                    let sentence = "The program ended while it was at it; look at the terminal whether it was done."
                    _ = try store.end(task.id, .failed, outcome: sentence, at: now)
                }
            }
        }
    }

    /// - Returns: whether the connection is gone afterwards, as after a restart.
    /// - Throws: what ended the connection.
    func perform(at terminal: any DeviceAdapter, _ record: DeviceRecord, _ lease: Lease) async throws -> Bool {
        while let (task, order) = try await next() {
            do {
                let work = OrderWork(tools: tools, record: record, lease: lease, terminal: terminal)
                let outcome = try await work.carryOut(order)
                try await end(task, .done, outcome)
                if order == .restart || order == .powerOff { return true }
            } catch {
                let goesOn = try await failed(task, order, error)
                if !goesOn { throw error }
            }
        }
        return false
    }

    private func next() async throws -> (DeviceTask, DeviceOrder)? {
        let now = tools.context.now()
        do {
            // A write only where something waits: most looks find nothing.
            guard try await tools.context.database.read({ try DeviceTaskStore($0).next(for: device, at: now) }) != nil
            else { return nil }
            return try await tools.context.database.write { db in
                let store = DeviceTaskStore(db)
                while let task = try store.next(for: device, at: now), try store.begin(task.id, at: now) {
                    if let order = DeviceOrder(stored: task.order) { return (task, order) }
                    let sentence = "This program does not know what is meant; ask again, or update the program."
                    _ = try store.end(task.id, .failed, outcome: sentence, at: now)
                }
                return nil
            }
        } catch where error.isDatabaseAway { return nil }
    }

    private func end(_ task: DeviceTask, _ state: DeviceTask.State, _ outcome: String?) async throws {
        let now = tools.context.now()
        _ = try await tools.context.database.write { try DeviceTaskStore($0).end(task.id, state, outcome: outcome, at: now) }
        tools.tell(.taskEnded(task.id, device: device))
    }

    /// - Returns: whether the connection still serves.
    private func failed(_ task: DeviceTask, _ order: DeviceOrder, _ error: any Error) async throws -> Bool {
        let (sentence, now) = (String(describing: error), tools.context.now())
        let breaksOff = error is CancellationError || (error as? DeviceError)?.endsConnection ?? false
        let mayRepeat = breaksOff && order.isRepeatable && task.attempts < Self.attempts
        if mayRepeat {
            let pause = Self.pauses[min(task.attempts, Self.pauses.count - 1)]
            try await tools.context.database.write {
                try DeviceTaskStore($0).postpone(task.id, until: now + pause, outcome: sentence)
            }
        } else {
            try await end(task, .failed, sentence)
        }
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
        case .unreachable, .silent, .timedOut, .badFrame, .badChecksum, .truncated, .closed, .disconnected, .cancelled:
            true
        default: false
        }
    }
}
