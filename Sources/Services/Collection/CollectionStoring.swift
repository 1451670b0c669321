import Devices
import Domain
import Storage

/// Stores what a terminal told, within one transaction: users and whose they are, the punches as a sealed batch, the
/// marks on the days they touch, how far the terminal is read, and how it is.
struct CollectionStoring: Sendable {
    let record: DeviceRecord
    let zone: ZoneRules
    let reading: TerminalReading
    let stamp: Stamp

    func store(_ db: any SQLConnection) throws -> SyncReport {
        let before = try WatermarkStore(db).find(record.id)
        let punches = try placedPunches(after: secondBefore(before, db))
        try noteUsers(db, punches)
        let outcome = try PunchLedger(db).record(
            punches, from: record.id, source: .download, collectedAt: reading.readAt,
            terminalCount: reading.log.terminalCount)
        try moveWatermark(from: before, db)
        try DeviceStore(db).note(contact, of: record.id)
        let remarks = CollectionRemarks(
            record: record, zone: zone, reading: reading, before: before, punches: punches,
            known: punches.count - outcome.inserted, late: try lateCount(outcome, db), stamp: stamp)
        return try remarks.complete(report(db, punches, outcome), db)
    }

    /// In the terminal's order, which tells what a repeated hour means.
    private func placedPunches(after before: [PunchOfSecond]) -> [NewPunch] {
        var placer = PunchPlacer(zone: zone, collectedAt: reading.readAt, after: before)
        return reading.log.records.map { record in
            let user = Self.user(of: record)
            let placed = placer.place(record, user: user)
            return NewPunch(
                deviceUser: user, local: placed.local, placement: placed.placement,
                state: PunchState(rawValue: record.state), verify: record.verify, workCode: record.workCode,
                sequence: placed.sequence, quarantine: placed.quarantine)
        }
    }

    /// What is known of the second at which a part of a log goes on: one second may be split over two readings.
    private func secondBefore(_ before: Watermark?, _ db: any SQLConnection) throws -> [PunchOfSecond] {
        guard !reading.log.wasFullRead, let last = before?.position?.record,
            let local = PunchPlacer.local(of: last)
        else { return [] }
        return try PunchLedger(db).punches(on: record.id, showing: local)
    }

    private func lateCount(_ outcome: AppendOutcome, _ db: any SQLConnection) throws -> Int {
        guard let batch = outcome.batch, let punches = outcome.punches,
            let open = try ArchiveStore(db).firstOpenDay()
        else { return 0 }
        return try PunchLedger(db).count(in: batch, punches, before: open)
    }

    private static func user(of record: AttendanceRecord) -> String {
        record.userID.isEmpty ? TerminalUsers.place(record.uid) : record.userID.description
    }

    private func noteUsers(_ db: any SQLConnection, _ punches: [NewPunch]) throws {
        let users = TerminalUsers(db: db, record: record, zone: zone, reading: reading, stamp: stamp)
        try users.note(punched: punches.lazy.map(\.deviceUser))
    }

    private func moveWatermark(from own: Watermark?, _ db: any SQLConnection) throws {
        let store = WatermarkStore(db)
        let devices = try DeviceStore(db).all()
        let before = try store.completeThrough(devices)
        try store.save(
            Watermark(
                device: record.id, completeThrough: completeThrough(own?.completeThrough),
                recordCount: reading.log.position?.recordCount ?? 0, lastRecord: reading.log.position?.lastRecord,
                recordWidth: reading.log.position?.width?.rawValue, readAt: reading.readAt, clockDrift: drift))
        try DayMarks(db, now: stamp.at).markSettled(before: before, after: try store.completeThrough(devices))
    }

    /// Everything is in that the terminal's clock had shown when it was read: a punch to come bears a later time. A
    /// clock that runs ahead says nothing about the time that has not come yet, and one that is far behind (a flat
    /// battery) says nothing at all. Neither does a log that is shorter than its terminal counts. No punch's own date
    /// moves it.
    private func completeThrough(_ before: Instant?) -> Instant? {
        guard Int64(drift) > -PunchPlacer.toleranceAhead, reading.acceptedCount.map({ $0.missing == 0 }) ?? true
        else { return before }
        let through = min(reading.readAt, zone.place(reading.shown).instant)
        return max(through, before ?? through)
    }

    private var drift: Int32 { reading.drift(in: zone) }

    private var contact: DeviceContact {
        var contact = record.contact
        contact.note(reading.information)
        contact.serialNumber = reading.otherSerialNumber ?? contact.serialNumber
        contact.recordWidth = reading.log.position?.width?.rawValue ?? contact.recordWidth
        contact.lastSeen = reading.readAt
        contact.lastError = nil
        contact.clockDrift = drift
        return contact
    }

    private func report(
        _ db: any SQLConnection, _ punches: [NewPunch], _ outcome: AppendOutcome
    ) throws -> SyncReport {
        var report = SyncReport(device: record.id, deviceName: record.name)
        report.newPunches = outcome.inserted
        report.knownPunches = outcome.duplicates
        report.quarantined = outcome.inserted > 0 ? punches.count { $0.quarantine != nil } : 0
        report.onTerminal = reading.log.position?.recordCount ?? reading.log.terminalCount ?? 0
        report.wasFullRead = reading.log.wasFullRead
        report.unknownUsers = try DeviceUserStore(db).inbox().count { $0.user.device == record.id }
        report.completeThrough = try WatermarkStore(db).find(record.id)?.completeThrough
        report.clockDrift = drift
        return report
    }
}
