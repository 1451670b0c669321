import Devices
import Domain
import Storage

/// Looks after one reader that sends a line per punch and keeps none: each line is safe on this computer before the next
/// one is asked for.
actor LineKeeper: Keeper {
    private let bell = Bell()
    private let care: KeeperCare

    private var tools: CollectorTools { care.tools }

    init(_ device: ID<Device>, _ tools: CollectorTools) { care = KeeperCare(device, .lines, tools) }

    nonisolated func wake() { bell.ring() }

    func run() async {
        await care.exclusively { lease in
            try await self.care.keep(self.bell) { record in try await self.visit(record, lease) }
        }
    }

    /// Without a slot: such a reader is connected always, for what it sends meanwhile would be lost.
    private func visit(_ record: DeviceRecord, _ lease: Lease) async throws {
        try await tools.context.terminals.with(record, within: tools.settings.connectionTimeout) { reader in
            try await follow(reader, record, lease)
        }
    }

    private func follow(_ reader: any DeviceAdapter, _ record: DeviceRecord, _ lease: Lease) async throws {
        await noteGap(record)
        let events = try await reader.events()
        await care.succeeded()
        // Ends when the line ends, when the reader is configured anew, and with this task.
        let watching = Task { try await watch(record, lease) }
        // No child of this task: what has arrived is taken also where this one is cancelled.
        let taking = Task {
            defer { watching.cancel() }
            try await takeEach(events, of: record)
        }
        let watched = await withTaskCancellationHandler {
            await watching.result
        } onCancel: {
            watching.cancel()
        }
        await reader.endEvents()
        try await taking.value
        try watched.get()
    }

    private func takeEach(_ events: AsyncThrowingStream<LiveEvent, any Error>, of record: DeviceRecord) async throws {
        for try await event in events {
            var reading = TerminalReading.arriving(.live, at: tools.context.now())
            switch event {
            case .record(let punch): reading.log.records = [punch]
            case .unreadable(let line, let reason): reading.unreadable = [.init(line: line, reason: reason)]
            default: continue
            }
            _ = try await care.take(reading, of: record, nil)
        }
    }

    /// While it is connected, everything up to now is in.
    private func watch(_ record: DeviceRecord, _ lease: Lease) async throws {
        while let now = try await care.record(), now.isReached(like: record) {
            var quiet = TerminalReading.arriving(.live, at: tools.context.now())
            quiet.completeThrough = quiet.readAt
            _ = try await care.take(quiet, of: record, lease)
            try await bell.wait(atMost: .seconds(60), tools.clock)
        }
    }

    /// What was punched while nobody listened is gone, unless the reader keeps it: somebody has to know.
    private func noteGap(_ record: DeviceRecord) async {
        guard let zone = SystemZones.rules(of: record.zone) else { return }
        let now = tools.context.now()
        try? await tools.context.database.write { db in
            guard let through = try WatermarkStore(db).find(record.id)?.completeThrough, now - through > 180 else {
                return
            }
            try DeviceNoteStore(db).add(
                DeviceNote(
                    device: record.id, notedAt: now, topic: .log,
                    sentence: "Nobody listened to \(record.name) from \(zone.local(at: through).toTheMinute) to "
                        + "\(zone.local(at: now).toTheMinute). It keeps no punches: what was punched on it then is not in, so "
                        + "ask the people about that time."))
        }
    }
}
