import Devices
import Domain
import Foundation
import Storage

/// What an order that takes long does between its parts, so that it is seen how far it is, and that no punch waits for it.
struct Checkpoint: Sendable {
    /// Says how far it is.
    var tell: @Sendable (String) async -> Void = { _ in }
    /// Looks at the terminal's log.
    var look: @Sendable () async throws -> Void = {}

    func reached(_ sentence: String) async throws {
        await tell(sentence)
        try await look()
    }
}

/// An order that is not to be gone on with over this connection.
struct OrderBrokenOff: Error {
    /// What speaks against the terminal's log; nil: it is configured otherwise now, or out of use.
    var cause: (any Error)?
}

/// One order, carried out at a connected terminal.
struct OrderWork: Sendable {
    let tools: CollectorTools
    let record: DeviceRecord
    let lease: Lease
    let terminal: any DeviceAdapter
    /// What it is part of.
    let run: ID<DeviceRun>
    let checkpoint: Checkpoint

    /// - Returns: what came of it: a sentence, or for what reads something its JSON.
    func carryOut(_ order: DeviceOrder) async throws -> String? {
        guard terminal.capabilities.isSuperset(of: order.needs) else {
            throw DeviceError.notOffered(order.needs.subtracting(terminal.capabilities))
        }
        switch order {
        case .collect(let consent): return try await collect(SyncConsent(rawValue: consent)).stored
        case .readClock: return json(try await ClockWork(context: tools.context, record: record).read(terminal))
        case .setClock: return json(try await setClock())
        case .restart: try await terminal.restart()
        case .powerOff: try await terminal.powerOff()
        case .clearLog: return try await clearLog()
        case .openDoor(let seconds): return try await openDoor(.seconds(seconds))
        case .playVoice(let number): try await terminal.play(voice: UInt32(clamping: number))
        case .show(let text, let line): try await terminal.show(text, line: UInt16(clamping: line))
        case .clearDisplay: try await terminal.clearDisplay()
        case .readInformation: return json(try await information())
        case .readUsers: return json(try await terminal.users())
        case .readOperations: return try await readOperations()
        case .changeUser(let change): return try await people.change(change)
        case .deleteUser(let user): return try await people.delete(user)
        case .removeEmployee(let employee): return try await people.remove(ID(employee))
        case .listPeople: return json(try await people.list())
        case .readPeople(let users): return try await people.read(users)
        case .writePeople(let task): return try await people.write(from: ID(task))
        case .addPeople(let task): return try await people.add(from: ID(task))
        case .keepFingers(let users): return try await people.keepFingers(users)
        case .sendEmployee(let employee): return try await people.send(ID(employee))
        case .enrol(let user, let finger): try await people.enrol(user, finger: finger)
        case .removeFinger(let user, let finger): return try await people.removeFinger(finger, of: user)
        case .readOption(let name): return try await readOption(name)
        case .setOption(let name, let value): try await terminal.setOption(name, to: value)
        }
        return nil
    }

    private var people: PeopleWork {
        PeopleWork(context: tools.context, record: record, terminal: terminal, checkpoint: checkpoint)
    }

    private func json(_ value: some Encodable) -> String? {
        (try? JSONEncoder().encode(value)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Kept for the list of terminals too.
    private func information() async throws -> DeviceInformation {
        let found = try await terminal.information()
        let now = tools.context.now()
        try await tools.context.database.write { db in
            guard var contact = try DeviceStore(db).find(record.id)?.contact else { return }
            contact.note(found)
            (contact.lastSeen, contact.lastError) = (now, nil)
            try DeviceStore(db).note(contact, of: record.id)
        }
        tools.context.hub.send(.devices)
        return found
    }

    /// With a look at the log itself, whatever the counter says. The days are worked out before it is told.
    private func collect(_ consent: SyncConsent) async throws -> SyncReport {
        let actor = consent.isEmpty ? CollectorTools.actor : try await asker
        let report = try await Collection(
            context: tools.context, record: record, actor: actor, consent: consent, lease: lease, tell: { _ in }
        ).run(at: terminal)
        tools.tell(.collected(report))
        return report
    }

    /// The journal keeps who accepted something, and not who carried it out.
    var asker: Actor {
        get async throws {
            let asked = try await tools.context.database.read { [run] in try DeviceTaskStore($0).run(run) }
            return asked.map { Actor(name: $0.askedBy, grants: .everything) } ?? CollectorTools.actor
        }
    }

    private func setClock() async throws -> ClockSetting {
        let work = try ClockWork(context: tools.context, record: record)
        let stamp = tools.context.stamp(try await asker)
        try await work.check(stamp)
        return try await work.set(terminal, stamp)
    }

    private func openDoor(_ duration: Duration) async throws -> String? {
        try await terminal.openDoor(for: duration)
        return terminal is PushAdapter ? "Opened; how long it stays open is set at the terminal." : nil
    }

    private func readOption(_ name: String) async throws -> String {
        guard let value = try await terminal.option(name) else {
            throw ServiceError.notDone("\(record.name) has no option \(name); options are named as in its own manual.")
        }
        return "\(name) is \(value)."
    }

    private func readOperations() async throws -> String {
        let operations = try await terminal.operations()
        try await OperationIntake.keep(operations.map { DeviceOperation($0, of: record.id) }, of: record, tools, lease)
        return "\(operations.count) \(operations.count == 1 ? "line stands" : "lines stand") in it."
    }
}
