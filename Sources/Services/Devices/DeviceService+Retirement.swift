package import Domain
import Storage

extension DeviceService {
    /// Takes a terminal out of use: it keeps its punches, is not collected any more, and no day waits for it.
    ///
    /// - Parameter lastDay: the last day on which it was in use, in the company's zone; nil: until now.
    /// - Throws: ``ServiceError/notRetired(device:why:)``
    @discardableResult
    package func retire(_ id: ID<Device>, on lastDay: CivilDate? = nil, by actor: Actor) async throws -> DeviceSummary {
        try await turn(id, by: actor) { db, device, stamp in
            if let since = device.retiredAt {
                let zone = try SettingStore(db).companyZone()
                throw ServiceError.notRetired(
                    device: device.name, why: "it is retired already, since \(zone.local(at: since).toTheMinute)")
            }
            return try Self.moment(after: lastDay, of: device, now: stamp.at, db)
        }
    }

    /// Takes a retired terminal back into use: it is collected again, and days wait for it.
    /// - Throws: ``ServiceError/notRestored(device:)`` where it is in use; ``ServiceError/invalid(_:)`` where another one is at its place.
    @discardableResult
    package func restore(_ id: ID<Device>, by actor: Actor) async throws -> DeviceSummary {
        try await turn(id, by: actor) { db, device, _ in
            if device.retiredAt == nil { throw ServiceError.notRestored(device: device.name) }
            try Self.checkPlace(of: device, db)
            return nil
        }
    }

    /// Somebody has seen what was noted about a terminal; the notes go, the journal keeps them.
    @discardableResult
    package func dismissNotes(of id: ID<Device>, by actor: Actor) async throws -> DeviceSummary {
        try actor.requires(.changeDevices)
        return try await change(by: actor) { db, stamp in
            try DeviceNoteStore(db).dismiss(of: id, by: stamp)
            return id
        }
    }

    private static func moment(
        after lastDay: CivilDate?, of device: DeviceRecord, now: Instant, _ db: any SQLConnection
    ) throws -> Instant {
        guard let lastDay else { return now }
        let zone = try SettingStore(db).companyZone()
        guard lastDay <= zone.local(at: now).date else {
            throw ServiceError.notRetired(
                device: device.name, why: "\(lastDay) is still to come; retire it when it is out of use")
        }
        return min(now, zone.place(LocalTime(lastDay + 1)).instant)
    }

    /// What was asked of the terminal and has not begun is not done any more.
    static func callOff(_ id: ID<Device>, _ now: Instant, _ db: any SQLConnection) throws {
        let store = DeviceTaskStore(db)
        let waiting = try store.waiting(at: id)
        for task in waiting { _ = try store.withdraw(task.id, .cancelled, outcome: "It was retired.", at: now) }
        for run in Set(waiting.map(\.run)) { try ParcelKeeping(db).forget(of: run) }
    }

    /// Moves the moment from which on the terminal is out of use, and has the days worked out that this settles or
    /// opens again.
    private func turn(
        _ id: ID<Device>, by actor: Actor,
        _ moment: @escaping @Sendable (any SQLConnection, DeviceRecord, Stamp) throws -> Instant?
    ) async throws -> DeviceSummary {
        try actor.requires(.changeDevices)
        let summary = try await change(by: actor) { db, stamp in
            let store = DeviceStore(db)
            let device = try store.existing(id)
            let before = try WatermarkStore(db).completeThrough(store.all())
            let moment = try moment(db, device, stamp)
            try store.retire(id, at: moment, by: stamp)
            // Months later, it may be for somebody else.
            try Self.callOff(id, stamp.at, db)
            let after = try WatermarkStore(db).completeThrough(store.all())
            try DayMarks(db, now: stamp.at).markMoved(from: before, to: after)
            return id
        }
        try await AttendanceService(context: context).recomputeTouched()
        return summary
    }
}

extension LocalTime {
    /// `2026-11-22 09:00`
    var toTheMinute: String { "\(date) \(TimeOfDay(secondsSinceMidnight: timeOfDay.secondsSinceMidnight / 60 * 60))" }
}
