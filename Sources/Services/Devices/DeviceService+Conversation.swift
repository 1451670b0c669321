package import Devices
package import Domain
import Foundation
import Logging
import Storage
import Synchronization

// Each is asked directly while nobody has the terminal, and of whoever has it otherwise.
extension DeviceService {
    /// Asks the terminal; what it says of itself is kept for the list.
    /// - Throws: `DeviceError`; ``ServiceError``
    package func information(of id: ID<Device>, by actor: Actor) async throws -> DeviceInformation {
        try actor.requires(.readDevices)
        return try await ask(id, .readInformation, by: actor) {
            try await $0.information()
        } noting: {
            $1.note($0)
        }
    }

    /// - Throws: `DeviceError`; ``ServiceError``
    package func clock(of id: ID<Device>, by actor: Actor) async throws -> ClockReading {
        try actor.requires(.readDevices)
        let work = try ClockWork(context: context, record: try await context.device(id))
        return try await ask(id, .readClock, by: actor) {
            try await work.read($0)
        } noting: {
            $1.clockDrift = $0.drift
        }
    }

    /// Sets the terminal to this computer's time in the terminal's zone.
    /// - Throws: `DeviceError`; ``ServiceError``, as where the computer's clock is behind what was collected.
    @discardableResult
    package func setClock(of id: ID<Device>, by actor: Actor) async throws -> ClockSetting {
        try actor.requires(.changeDevices)
        let work = try ClockWork(context: context, record: try await context.device(id))
        let stamp = context.stamp(actor)
        try await work.check(stamp)
        return try await ask(id, .setClock, by: actor) {
            try await work.set($0, stamp)
        } noting: {
            $1.clockDrift = $0.after.drift
        }
    }

    /// Keeps what the answer brought to light, or why there is none.
    private func ask<T: Codable & Sendable>(
        _ id: ID<Device>, _ order: DeviceOrder, by actor: Actor,
        _ body: @escaping @Sendable (any DeviceAdapter) async throws -> T,
        noting note: @escaping @Sendable (T, inout DeviceContact) -> Void
    ) async throws -> T {
        let record = try await context.device(id)
        let isOther = Mutex(false)
        let answer = try await TerminalTalk(context: context, record: record, actor: actor).ask(
            order, answer: { try? JSONDecoder().decode(T.self, from: Data($0.utf8)) }
        ) { [context] _ in
            do {
                return try await context.terminals.with(record) { terminal in
                    if let refusal = try await record.taken(by: terminal) {
                        guard order.isHarmless else { throw refusal }
                        isOther.withLock { $0 = true }
                    }
                    return try await body(terminal)
                }
            } catch {
                await context.note(failure: error, of: id)
                throw error
            }
        }
        // What another terminal says at this one's place is told, and nothing of this one.
        if isOther.withLock({ $0 }) { return answer }
        let now = context.now()
        try await context.database.write { db in
            // Whoever has the terminal notes too: what was noted meanwhile stays.
            guard var contact = try DeviceStore(db).find(id)?.contact else { return }
            note(answer, &contact)
            (contact.lastSeen, contact.lastError) = (now, nil)
            try DeviceStore(db).note(contact, of: id)
        }
        context.hub.send(.devices)
        return answer
    }
}

extension JournalAction {
    static let setClock = JournalAction(rawValue: "set-clock")
}

extension ServiceContext {
    /// Keeps why a terminal could not be read, for the list of devices. A cancellation is nobody's fault and is not kept.
    /// - Parameter isKnown: whether it is what the last try came to, which the log has already.
    func note(failure error: any Error, of device: ID<Device>, isKnown: Bool = false) async {
        if error is CancellationError || (error as? DeviceError) == .cancelled { return }
        let sentence = String(describing: error)
        logger.log(
            level: isKnown ? .debug : .warning, "A conversation with a terminal failed",
            metadata: ["device": "\(device.rawValue)", "why": "\(sentence)"])
        do {
            let refusal = SyncConsent(liftingRefusal: error)?.rawValue
            try await database.write { try DeviceStore($0).note(failure: sentence, refusal: refusal, of: device) }
        } catch {
            // The caller hears of the first failure; this one is of the same making, such as a full disk.
            logger.log(
                level: isKnown ? .debug : .error, "The failure could not be kept",
                metadata: ["why": "\(String(describing: error))"])
        }
        hub.send(.devices)
    }
}

extension DeviceContact {
    /// The first serial number stays: which terminal it is that answers is for a person to say.
    mutating func note(_ information: DeviceInformation) {
        model = information.name.map { String($0.prefix(100)) } ?? model
        serialNumber = serialNumber ?? information.serialNumber
        firmware = information.firmware ?? firmware
        recordCapacity = information.sizes.recordCapacity.map { Int($0) } ?? recordCapacity
    }
}

extension DeviceEndpoint {
    init(_ record: DeviceRecord) {
        self.init(
            host: record.host, port: Int(record.port), transport: Transport(DeviceTransport(record.transport)),
            commKey: record.commKey, recordWidth: record.contact.recordWidth.flatMap(AttendanceRecord.Width.init))
    }
}
