import Devices
import Domain
import Foundation
import Storage

/// Asks something of a terminal at once. While nobody has the terminal, over a connection of its own, under the lease that
/// every other connection needs too; else through whoever has it. So a terminal has one owner at a time, and one session.
struct TerminalTalk: Sendable {
    let context: ServiceContext
    let record: DeviceRecord
    let actor: Actor
    /// Called where somebody else is asked.
    var onWaiting: @Sendable () -> Void = {}

    /// - Parameters:
    ///   - order: what whoever has the terminal is to do for it.
    ///   - answer: what the outcome of that says.
    ///   - directly: the same over a connection of its own.
    /// - Throws: ``ServiceError/notOffered(_:)``; ``ServiceError/notDone(_:)``, and
    ///   ``ServiceError/collectedElsewhere(device:by:)`` where whoever has the terminal is no collector.
    func ask<T: Sendable>(
        _ order: DeviceOrder, answer: (String) -> T?, directly: @escaping @Sendable (Lease) async throws -> T
    ) async throws -> T {
        if let lack = DeviceLack(order.needs, of: record) { throw ServiceError.notOffered([lack]) }
        guard record.family.isCalled else { return try await whenItCalls(order, answer) }
        let work = LeasedWork(database: context.database, name: CollectorLease.name(of: record.id))
        switch try await work.run(directly) {
        case .success(let result): return result
        case .failure(let held):
            let collectors = try await context.database.read { try CollectorLease.collectors($0) }
            guard collectors.values.contains(held.holder) else {
                let words = ProcessIdentity(held.holder)?.words ?? held.holder
                throw ServiceError.collectedElsewhere(device: record.name, by: words)
            }
            return try await byWhoHasIt(order, answer)
        }
    }

    private func whenItCalls<T>(_ order: DeviceOrder, _ answer: (String) -> T?) async throws -> T {
        guard try await !context.database.read({ try CollectorLease.collectors($0) }).isEmpty else {
            throw ServiceError.notDone(
                "\(record.name) is asked when it calls, and no program waits for it: run “etime collect --push PORT”.")
        }
        return try await byWhoHasIt(order, answer)
    }

    private func byWhoHasIt<T>(_ order: DeviceOrder, _ answer: (String) -> T?) async throws -> T {
        onWaiting()
        let fleet = FleetService(context: context)
        // Whoever gives up just now still learns what was asked, to take it back.
        let asked = try await Task { [record, actor] in
            try await fleet.put(order.description, [(record.id, order)], by: actor)
        }.value
        let task = try await fleet.finishNow(asked, by: actor).tasks.first
        guard task?.task.state == .done, let result = task?.task.outcome.flatMap(answer) else {
            throw ServiceError.notDone(task?.sentence ?? "", lifting: task?.consent)
        }
        return result
    }
}

extension DeviceRecord.Family {
    /// Whether we connect to it whenever we like; others call, or only talk.
    var isCalled: Bool { self == .zk }
}

extension FleetService {
    /// Why whoever has a terminal did not reach it since a moment; nil while it may still be reached, as after one failure
    /// in a row: a connection that broke is made again. A visit that was under way when it was asked says nothing: the next
    /// may end it, with more to say. Of a terminal that calls: why it does not.
    static func failure(
        of task: DeviceTask, since asked: Instant, now: Instant, _ db: any SQLConnection
    ) throws -> String? {
        let device = task.device
        if let record = try DeviceStore(db).find(device), record.family == .push {
            return PushSilence(record, at: now, expected: asked).map { record.contact.lastError ?? $0.sentence }
        }
        guard task.outcome != nil, let health = try DeviceHealthStore(db).find(device), health.checkedAt > asked,
            health.outcomes & 3 == 3
        else { return nil }
        return try DeviceStore(db).find(device)?.contact.lastError
    }
}
