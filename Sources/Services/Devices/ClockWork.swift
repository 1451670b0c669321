import Devices
import Domain
import Storage

/// Reads a connected terminal's clock, and sets it to this computer's time in the terminal's zone.
struct ClockWork: Sendable {
    let context: ServiceContext
    let record: DeviceRecord
    private let zone: ZoneRules

    init(context: ServiceContext, record: DeviceRecord) throws(ServiceError) {
        self.context = context
        self.record = record
        zone = try record.zoneRules
    }

    func read(_ terminal: any DeviceAdapter) async throws -> ClockReading {
        let shown = try await terminal.time()
        return ClockReading(terminal: shown, computer: zone.local(at: context.now()))
    }

    /// Before anything is set: two clocks that are wrong alike would be believed.
    /// - Throws: ``ServiceError/clockNotSet(device:shows:collected:)``
    func check(_ stamp: Stamp) async throws {
        let collected = try await context.database.read { try ComputerClockCheck.collectedBefore(record.id, $0) }
        try ComputerClockCheck(device: record.name, zone: zone, now: stamp.at, drift: 0, collectedBefore: collected)
            .checkSetting()
    }

    func set(_ terminal: any DeviceAdapter, _ stamp: Stamp) async throws -> ClockSetting {
        let before = try await readIfPossible(terminal)
        try await terminal.setTime(zone.local(at: context.now()))
        let setting = ClockSetting(before: before, after: try await read(terminal))
        try await journal(setting, stamp)
        return setting
    }

    /// Nil where it shows a date that does not exist, against which setting it is the one remedy.
    private func readIfPossible(_ terminal: any DeviceAdapter) async throws -> ClockReading? {
        do { return try await read(terminal) } catch DeviceError.impossibleTime { return nil }
    }

    private func journal(_ setting: ClockSetting, _ stamp: Stamp) async throws {
        try await context.database.write { db in
            _ = try JournalStore(db).append(
                .setClock, .device, id: String(record.id.rawValue),
                before: setting.before.map { ["drift": Int($0.drift)] },
                after: ["drift": Int(setting.after.drift)], by: stamp)
        }
    }
}
