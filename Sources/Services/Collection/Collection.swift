import Devices
import Domain
import Storage

/// One collection from one terminal: connect, read, store in one transaction, work out what it touched.
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
        return try await store(try await context.terminals.with(record) { try await read($0) })
    }

    /// The same over a connection that is there.
    func run(at terminal: any DeviceAdapter) async throws -> SyncReport { try await store(try await read(terminal)) }

    private func read(_ terminal: any DeviceAdapter) async throws -> TerminalReading {
        let reader = try TerminalReader(record, accepting: consent, now: context.now, tell: tell)
        let start = try await context.database.read { try ReadingStart(record.id, $0) }
        return try await reader.read(terminal, from: start)
    }

    private func store(_ reading: TerminalReading) async throws -> SyncReport {
        try Task.checkCancellation()
        tell(.storing(reading.log.records.count))
        var report = try await ReadingIntake(context: context, record: record, actor: actor).store(reading) {
            [lease] db in
            try LeaseStore(db).check(lease)
        }
        report.daysComputed = try await AttendanceService(context: context).recomputePending { done, total in
            tell(.computing(done, of: total))
        }
        return report
    }
}

/// Stores readings of one terminal and tells the screens.
struct ReadingIntake: Sendable {
    let context: ServiceContext
    let record: DeviceRecord
    let actor: Actor

    /// - Parameter check: runs in the same transaction, and undoes all of it by throwing.
    func store(
        _ reading: TerminalReading, unless check: @escaping @Sendable (any SQLConnection) throws -> Void
    ) async throws -> SyncReport {
        let zone = try record.zoneRules
        let storing = CollectionStoring(
            record: record, zone: zone, reading: reading, stamp: Stamp(actor: actor.name, at: reading.readAt))
        let report = try await context.database.write { db in
            try check(db)
            return try storing.store(db)
        }
        context.hub.send(.punches(record.id), .inbox, .devices)
        return report
    }
}

extension Watermark {
    var position: LogPosition? {
        lastRecord.flatMap { LogPosition(recordCount: recordCount, lastRecord: $0) }
    }
}
