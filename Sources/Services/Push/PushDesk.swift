package import Devices
import Domain
import Storage
import Synchronization

/// What stands behind the push endpoint of a collector: who is known, and where their punches go.
package final class PushDesk: PushHost {
    /// Between two notes in the database that a terminal is there, or that a stranger knocks.
    private static let quiet: Int64 = 60
    /// Strangers that are remembered: anybody in the network can make up serial numbers.
    private static let strangers = 500

    private struct State {
        /// As they were last found, for while the database is away.
        var known: [String: DeviceRecord] = [:]
        var knocked: [String: Instant] = [:]
        var heard: [ID<Device>: Instant] = [:]
        var delays: [ID<Device>: PushDelay] = [:]
        var atWork: Set<ID<Device>> = []
    }

    private let tools: CollectorTools
    private let state = Mutex(State())
    package let mailboxes: PushMailboxes

    init(_ tools: CollectorTools) {
        self.tools = tools
        mailboxes = PushMailboxes(run: UInt64(max(0, tools.context.now().seconds)))
    }

    package func terminal(knocking knock: PushKnock) async throws -> PushTerminal? {
        guard let record = try await record(knock.serialNumber) else {
            try await note(knock)
            return nil
        }
        let stamps = (try? await tools.context.database.read { try PushStampStore($0).stamps(of: record.id) }) ?? [:]
        let offset = SystemZones.rules(of: record.zone)?.offset(at: tools.context.now()) ?? 0
        return PushTerminal(
            device: record.id, serialNumber: knock.serialNumber, zoneOffset: offset,
            tokenHash: try DeviceConnection(stored: record.connection, of: record.name).push?.tokenHash,
            stamps: PushStamps(
                attendance: stamps[PushTable.attendance.rawValue].flatMap(PushStamp.init) ?? .none,
                operations: stamps[PushTable.operations.rawValue].flatMap(PushStamp.init) ?? .none))
    }

    private func record(_ serialNumber: String) async throws -> DeviceRecord? {
        do {
            let found = try await tools.context.database.read { try DeviceStore($0).find(push: serialNumber) }
            state.withLock { $0.known[serialNumber] = found }
            return found
        } catch  where error.isDatabaseAway {
            guard let known = state.withLock({ $0.known[serialNumber] }) else { throw error }
            return known
        }
    }

    private func note(_ knock: PushKnock) async throws {
        let now = tools.context.now()
        let isDue = state.withLock { state in
            if let last = state.knocked[knock.serialNumber], now - last < Self.quiet { return false }
            if state.knocked.count >= Self.strangers {
                state.knocked = state.knocked.filter { now - $0.value < Self.quiet }
            }
            guard state.knocked.count < Self.strangers else { return false }
            state.knocked[knock.serialNumber] = now
            return true
        }
        guard isDue else { return }
        let sighting = DeviceSighting(
            serialNumber: String(knock.serialNumber.prefix(100)), address: String(knock.address.prefix(100)),
            deviceType: knock.deviceType.map { String($0.prefix(100)) },
            pushVersion: knock.pushVersion.map { String($0.prefix(40)) }, firstSeen: now, lastSeen: now)
        if try await tools.context.database.write({ try DeviceSightingStore($0).note(sighting) }) {
            tools.context.hub.send(.devices)
            tools.tell(.knocked(serialNumber: sighting.serialNumber))
        }
    }

    package func keep(_ upload: PushUpload, of terminal: PushTerminal) async throws {
        guard let record = try await record(terminal.serialNumber) else {
            throw ServiceError.unknownDevice(terminal.serialNumber)
        }
        var reading = TerminalReading.arriving(.push, at: tools.context.now())
        note(upload.attendance, at: reading.readAt, of: record)
        reading.log.records = upload.attendance
        reading.users = upload.users.isEmpty ? nil : upload.users
        reading.unreadable = upload.unreadable.map {
            TerminalReading.Unreadable(line: $0, reason: "It is no punch that this program can read.")
        }
        try await OperationIntake.keep(upload.operations.map { DeviceOperation($0, of: record.id) }, of: record, tools)
        _ = try await care(record).take(reading, of: record, nil)
        if let stamp = upload.stamp {
            // Lost with the database away: then the terminal sends more again, which does no harm.
            try? await tools.context.database.write {
                try PushStampStore($0).save(stamp.text, of: upload.table.rawValue, record.id)
            }
        }
    }

    package func heard(from terminal: PushTerminal, _ information: PushInformation?) async throws {
        let now = tools.context.now()
        let isDue = state.withLock { state in
            if let last = state.heard[terminal.device], now - last < Self.quiet, now >= last, information == nil {
                return false
            }
            state.heard[terminal.device] = now
            return true
        }
        guard let record = try await record(terminal.serialNumber) else { return }
        if isDue {
            var reading = TerminalReading.arriving(.push, at: now)
            reading.completeThrough = now + -state.withLock { $0.delays[terminal.device, default: PushDelay()].margin }
            reading.log.terminalCount = information?.records
            reading.information = information.map {
                DeviceInformation(serialNumber: terminal.serialNumber, firmware: $0.firmware)
            }
            let care = care(record)
            _ = try await care.take(reading, of: record, nil)
            await care.succeeded { health in
                health.users = information?.users ?? health.users
                health.fingerprints = information?.fingerprints ?? health.fingerprints
            }
        }
        try await work(at: record)
    }

    private func note(_ punches: [AttendanceRecord], at now: Instant, of record: DeviceRecord) {
        guard let zone = SystemZones.rules(of: record.zone),
            let newest = punches.compactMap(\.time).map({ zone.place($0).instant }).max()
        else { return }
        state.withLock { $0.delays[record.id, default: PushDelay()].note(now - newest) }
    }

    /// Does what waits for the terminal, beside its calls: each order takes as long as it takes the terminal to call again.
    private func work(at record: DeviceRecord) async throws {
        let device = record.id
        let performer = TaskPerformer(tools: tools, device: device)
        guard (try? await performer.hasWork()) == true,
            state.withLock({ $0.atWork.insert(device).inserted })
        else { return }
        let adapter = PushAdapter(serialNumber: record.host, mailbox: mailboxes[device])
        Task {
            await self.care(record).exclusively { lease in
                _ = try await performer.perform(at: adapter, record, lease)
            }
            _ = self.state.withLock { $0.atWork.remove(device) }
        }
    }

    private func care(_ record: DeviceRecord) -> KeeperCare { KeeperCare(record.id, .push, tools) }
}
