package import Devices
import Domain
import Logging
import Storage
import Synchronization

/// What stands behind the push endpoint of a collector: who is known, and where their punches go.
package final class PushDesk: PushHost {
    /// Between two notes in the database that a terminal is there, or that a stranger knocks.
    private static let quiet: Int64 = 60
    /// Strangers that are remembered: anybody in the network can make up serial numbers.
    private static let strangers = 500
    /// Strangers that are told of: the rest is silence.
    private static let mostTold = 200

    private struct Call {
        var at: Instant
        var isComplete: Bool
        /// Punches it has said that it holds, where that has not been kept yet.
        var counted: Int?
    }

    private struct State {
        /// As they were last found, for while the database is away.
        var known: [String: DeviceRecord] = [:]
        var unknown = UnknownCallers()
        var knocked: [String: Instant] = [:]
        var told: Set<String> = []
        var heard: [ID<Device>: Call] = [:]
        var refused: [ID<Device>: Instant] = [:]
        /// The last punch of the last upload.
        var last: [ID<Device>: AttendanceRecord] = [:]
        var delays: [ID<Device>: PushDelay] = [:]
        var atWork: [ID<Device>: Task<Void, Never>] = [:]
        /// No more is begun: the program ends.
        var isOver = false
        /// Those of which it was told that they call.
        var connected: Set<ID<Device>> = []
    }

    private let tools: CollectorTools
    private let state = Mutex(State())
    package let mailboxes: PushMailboxes

    init(_ tools: CollectorTools) {
        self.tools = tools
        mailboxes = PushMailboxes(run: UInt64(max(0, tools.context.now().seconds)))
    }

    package func terminal(knocking knock: PushKnock) async throws -> PushTerminal? {
        guard let record = try await record(knocking: knock.serialNumber) else {
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

    /// As it is now; of a stranger, as it was some seconds ago.
    private func record(knocking serialNumber: String) async throws -> DeviceRecord? {
        let (now, version) = (tools.context.now(), tools.context.devices.listVersion)
        if state.withLock({ $0.unknown.contains(serialNumber, at: now, version: version) }) { return nil }
        let found = try await record(serialNumber)
        if found == nil { state.withLock { $0.unknown.insert(serialNumber, at: now, version: version) } }
        return found
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
        let isFirst = try await tools.context.database.write { try DeviceSightingStore($0).note(sighting) }
        tools.context.hub.send(.devices)
        let isTold = state.withLock { state in
            isFirst && state.told.count < Self.mostTold && state.told.insert(sighting.serialNumber).inserted
        }
        guard isTold else { return }
        tools.tell(.knocked(serialNumber: sighting.serialNumber))
        tools.context.logger.notice(
            "A terminal calls that nobody has adopted",
            metadata: ["SN": "\(sighting.serialNumber)", "address": "\(sighting.address)"])
    }

    package func keep(_ upload: PushUpload, of terminal: PushTerminal) async throws {
        guard let record = try await record(terminal.serialNumber) else {
            throw ServiceError.unknownDevice(terminal.serialNumber)
        }
        var reading = TerminalReading.arriving(.push, at: tools.context.now())
        note(upload.attendance, at: reading.readAt, of: record)
        reading.log.records = upload.attendance
        reading.behind = state.withLock { $0.last[record.id] }
        reading.users = upload.users.isEmpty ? nil : upload.users
        reading.unreadable = upload.unreadable.map {
            TerminalReading.Unreadable(line: $0, reason: AttendanceRecord.fault(pushed: $0))
        }
        try await OperationIntake.keep(upload.operations.map { DeviceOperation($0, of: record.id) }, of: record, tools)
        try await care(record).take(reading, of: record, nil)
        if let last = upload.attendance.last { state.withLock { $0.last[record.id] = last } }
        try await PushedFingers(context: tools.context, record: record).keep(upload.templates)
        if let stamp = upload.stamp {
            // Lost with the database away: then the terminal sends more again, which does no harm.
            try? await tools.context.database.write {
                try PushStampStore($0).save(stamp.text, of: upload.table.rawValue, record.id)
            }
        }
    }

    package func heard(
        from terminal: PushTerminal, _ information: PushInformation?, isComplete: Bool
    ) async throws {
        let now = tools.context.now()
        let call = state.withLock { $0.heard[terminal.device] }
        let isNews = information != nil || isComplete && call?.isComplete == false
        let isDue = now.isDue(Self.quiet, after: call?.at)
        guard let record = try await record(terminal.serialNumber) else { return }
        if isNews || isDue {
            let counted = information?.records ?? call?.counted
            state.withLock {
                $0.heard[terminal.device] = Call(at: now, isComplete: isComplete, counted: isComplete ? nil : counted)
            }
            try await note(information, counted, at: isComplete ? now : nil, of: record)
        }
        await work(at: record)
    }

    /// - Parameter complete: When everything was in that the terminal had; nil where nobody knows.
    private func note(
        _ information: PushInformation?, _ counted: Int?, at complete: Instant?, of record: DeviceRecord
    ) async throws {
        var reading = TerminalReading.arriving(.push, at: tools.context.now())
        let margin = state.withLock { $0.delays[record.id, default: PushDelay()].margin }
        reading.completeThrough = complete.map { $0 + -margin }
        reading.log.terminalCount = counted
        let told = DeviceInformation(
            serialNumber: record.host, options: mailboxes[record.id].options, information)
        reading.information = told
        let care = care(record)
        try await care.take(reading, of: record, nil)
        let isNews = state.withLock { $0.connected.insert(record.id).inserted }
        await care.succeeded(telling: isNews) { health in
            health.users = information?.users ?? health.users
            health.fingerprints = information?.fingerprints ?? health.fingerprints
            health.userCapacity = told.sizes.userCapacity.map(Int.init) ?? health.userCapacity
            health.fingerprintCapacity = told.sizes.fingerprintCapacity.map(Int.init) ?? health.fingerprintCapacity
        }
    }

    package func refused(_ terminal: PushTerminal) async {
        let now = tools.context.now()
        guard let record = state.withLock({ $0.known[terminal.serialNumber] }) else { return }
        let isDue = state.withLock { state in
            if let last = state.refused[record.id], now - last < Self.quiet, now >= last { return false }
            state.refused[record.id] = now
            // Its next call with the right one is worth a note.
            state.heard[record.id]?.at = Instant(seconds: 0)
            state.connected.remove(record.id)
            return true
        }
        guard isDue else { return }
        await fail(
            record,
            "\(record.name) calls with a wrong word; nothing that it sends so is taken. Enter its word in its menu under Comm. > "
                + "Cloud Server, or give it a new one with “etime device token”.")
    }

    private func note(_ punches: [AttendanceRecord], at now: Instant, of record: DeviceRecord) {
        guard let zone = SystemZones.rules(of: record.zone),
            let newest = punches.compactMap(\.time).map({ zone.place($0).instant }).max()
        else { return }
        state.withLock { $0.delays[record.id, default: PushDelay()].note(now - newest) }
    }

    /// Does what waits for the terminal, beside its calls: each order takes as long as it takes the terminal to call again.
    private func work(at record: DeviceRecord) async {
        let device = record.id
        let performer = TaskPerformer(tools: tools, device: device)
        guard state.withLock({ $0.atWork[device] == nil }) else { return }
        // What is under way without us was left by a program that ended; nobody else takes it up.
        var isOpen = (try? await performer.hasWork()) ?? false
        if !isOpen { isOpen = (try? await performer.isUnderWay()) ?? false }
        guard isOpen else { return }
        let adapter = PushAdapter(serialNumber: record.host, mailbox: mailboxes[device])
        state.withLock { state in
            guard state.atWork[device] == nil, !state.isOver else { return }
            state.atWork[device] = Task {
                await self.care(record).exclusively { lease in
                    _ = try await performer.perform(at: adapter, record, lease) { try await self.tools.check(lease) }
                }
                self.state.withLock { $0.atWork[device] = nil }
            }
        }
    }

    /// Looks for terminals that have stopped calling, for as long as the task runs; then what is under way at any is broken off.
    func watch() async {
        state.withLock { $0.isOver = false }
        repeat { try? await lookForSilence() } while (try? await tools.clock.sleep(for: .seconds(Self.quiet))) != nil
        let left = state.withLock { state in
            state.isOver = true
            return Array(state.atWork.values)
        }
        for task in left { task.cancel() }
        for task in left { await task.value }
    }

    /// Says it once for each silence: whoever was first has left a reason behind, which the next call takes away.
    func lookForSilence() async throws {
        let now = tools.context.now()
        let devices = try await tools.context.database.read { try DeviceStore($0).all() }
        for record in devices {
            guard let silence = PushSilence(record, at: now) else { continue }
            state.withLock { _ = $0.connected.remove(record.id) }
            guard record.contact.lastError == nil else { continue }
            try await tools.context.database.write { db in
                var health =
                    try DeviceHealthStore(db).find(record.id) ?? DeviceHealth(device: record.id, checkedAt: now)
                health.count(failed: true, at: now)
                try DeviceHealthStore(db).save(health)
            }
            await fail(record, silence.sentence)
        }
    }

    private func fail(_ record: DeviceRecord, _ sentence: String) async {
        await tools.context.note(failure: ServiceError.notDone(sentence), of: record.id)
        tools.tell(.disconnected(record.id, why: sentence))
    }

    private func care(_ record: DeviceRecord) -> KeeperCare { KeeperCare(record.id, .push, tools) }
}
