import Devices
import Domain
import Storage

/// One collection from one terminal: read, store in one transaction, work out what it touched.
///
/// Before the transaction nothing is kept, after it everything is: a break on either side costs at most the reading.
struct Collection: Sendable {
    let context: ServiceContext
    let record: DeviceRecord
    let actor: Actor
    let consent: SyncConsent
    /// Nobody else stores what the terminal says while it is held.
    let lease: Lease
    let tell: @Sendable (SyncProgress) -> Void

    func run() async throws -> SyncReport {
        tell(.connecting)
        let reading = try await ZKTerminal.with(DeviceEndpoint(record), logger: context.logger) { terminal in
            try await read(terminal)
        }
        try Task.checkCancellation()
        tell(.storing(reading.log.records.count))
        var report = try await store(reading)
        context.hub.send(.punches(record.id), .inbox, .devices)
        report.daysComputed = try await compute()
        return report
    }

    private func read(_ terminal: ZKTerminal) async throws -> TerminalReading {
        let information = try await terminal.information()
        let shown = try await terminal.time()
        let readAt = context.now()
        let other = try otherTerminal(information)
        let (mark, collected) = try await context.database.read { db in
            (try WatermarkStore(db).find(record.id), try ComputerClockCheck.collectedBefore(record.id, db))
        }
        try checkClock(shown, readAt, collected)
        // Where another terminal has taken its place, the log begins anew.
        let position = other == nil ? mark?.position : nil
        let held = information.sizes.records.map { Int($0) } ?? 0
        let total = max(0, held - (position?.recordCount ?? 0))
        tell(.reading(0, of: total))
        let log = try await terminal.attendance(
            after: position, acceptingAnyCount: consent.contains(.count)
        ) { bytes in
            guard bytes.total > 0, total > 0 else { return }
            tell(.reading(min(total, total * bytes.received / bytes.total), of: total))
        }
        tell(.reading(log.records.count, of: log.records.count))
        return TerminalReading(
            information: information, shown: shown, readAt: readAt, log: log, users: try await terminal.users(),
            otherSerialNumber: other)
    }

    /// The serial number of a terminal that has taken this one's place; nil for the one that was read before.
    /// - Throws: ``ServiceError/otherTerminal(device:expected:found:)`` where nobody has accepted it.
    private func otherTerminal(_ information: DeviceInformation) throws -> String? {
        guard let expected = record.contact.serialNumber, let found = information.serialNumber, expected != found
        else { return nil }
        guard consent.contains(.terminal) else {
            throw ServiceError.otherTerminal(device: record.name, expected: expected, found: found)
        }
        return found
    }

    private func checkClock(_ shown: LocalTime, _ readAt: Instant, _ before: Instant?) throws {
        let zone = try zone()
        try ComputerClockCheck(
            device: record.name, zone: zone, now: readAt,
            drift: Int32(clamping: shown.seconds - zone.local(at: readAt).seconds), collectedBefore: before
        ).check()
    }

    private func zone() throws -> ZoneRules {
        guard let zone = SystemZones.rules(of: record.zone) else { throw ServiceError.unknownZone(record.zone) }
        return zone
    }

    private func store(_ reading: TerminalReading) async throws -> SyncReport {
        let zone = try zone()
        let storing = CollectionStoring(
            record: record, zone: zone, reading: reading, stamp: Stamp(actor: actor.name, at: reading.readAt))
        return try await context.database.write { db in
            try LeaseStore(db).check(lease)
            return try storing.store(db)
        }
    }

    private func compute() async throws -> Int {
        try await AttendanceService(context: context).recomputePending { done, total in
            tell(.computing(done, of: total))
        }
    }
}

/// What a terminal told in one conversation.
struct TerminalReading: Sendable {
    var information: DeviceInformation
    /// Its clock, just before the log was read.
    var shown: LocalTime
    /// This computer's clock at the same moment.
    var readAt: Instant
    var log: AttendanceRead
    var users: [DeviceUser]
    /// The serial number of another terminal that was accepted in the place of the one read before.
    var otherSerialNumber: String?
}

extension Watermark {
    var position: LogPosition? {
        lastRecord.flatMap { LogPosition(recordCount: recordCount, lastRecord: $0) }
    }
}
