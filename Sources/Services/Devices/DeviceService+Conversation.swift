package import Devices
package import Domain
import Logging
import Storage

extension DeviceService {
    /// Asks the terminal; what it says of itself is kept for the list.
    /// - Throws: `DeviceError`
    package func information(of id: ID<Device>, by actor: Actor) async throws -> DeviceInformation {
        try actor.requires(.readDevices)
        return try await talk(to: id) { terminal, contact in
            let information = try await terminal.information()
            contact.note(information)
            return information
        }
    }

    /// - Throws: `DeviceError`
    package func clock(of id: ID<Device>, by actor: Actor) async throws -> ClockReading {
        try actor.requires(.readDevices)
        let work = try ClockWork(context: context, record: try await context.device(id))
        return try await talk(to: id) { terminal, contact in
            let reading = try await work.read(terminal)
            contact.clockDrift = reading.drift
            return reading
        }
    }

    /// Sets the terminal to this computer's time in the terminal's zone.
    /// - Throws: `DeviceError`; ``ServiceError/clockNotSet(device:shows:collected:)`` where the computer's clock is behind
    ///   what was collected.
    @discardableResult
    package func setClock(of id: ID<Device>, by actor: Actor) async throws -> ClockSetting {
        try actor.requires(.changeDevices)
        let work = try ClockWork(context: context, record: try await context.device(id))
        let stamp = context.stamp(actor)
        try await work.check(stamp)
        let setting = try await talk(to: id) { terminal, contact in
            let setting = try await work.set(terminal)
            contact.clockDrift = setting.after.drift
            return setting
        }
        try await work.journal(setting, stamp)
        return setting
    }

    /// Talks to the terminal, and keeps what that brought to light or why it failed.
    private func talk<T: Sendable>(
        to id: ID<Device>, _ body: (any DeviceAdapter, inout DeviceContact) async throws -> T
    ) async throws -> T {
        let record = try await context.device(id)
        var contact = record.contact
        do {
            let result = try await context.terminals.with(record) { try await body($0, &contact) }
            contact.lastSeen = context.now()
            contact.lastError = nil
            let known = contact
            try await context.database.write { try DeviceStore($0).note(known, of: id) }
            context.hub.send(.devices)
            return result
        } catch {
            await context.note(failure: error, of: id)
            throw error
        }
    }
}

extension JournalAction {
    static let setClock = JournalAction(rawValue: "set-clock")
}

extension ServiceContext {
    /// Keeps why a terminal could not be read, for the list of devices. A cancellation is nobody's fault and is not kept.
    func note(failure error: any Error, of device: ID<Device>) async {
        if error is CancellationError || (error as? DeviceError) == .cancelled { return }
        let sentence = String(describing: error)
        logger.warning(
            "A conversation with a terminal failed", metadata: ["device": "\(device.rawValue)", "why": "\(sentence)"])
        do {
            try await database.write { try DeviceStore($0).note(failure: sentence, of: device) }
        } catch {
            // The caller hears of the first failure; this one is of the same making, such as a full disk.
            logger.error("The failure could not be kept", metadata: ["why": "\(String(describing: error))"])
        }
        hub.send(.devices)
    }
}

extension DeviceContact {
    /// The first serial number stays: which terminal it is that answers is for a person to say.
    mutating func note(_ information: DeviceInformation) {
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
