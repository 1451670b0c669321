import Devices
import Domain
import Storage

/// One collection from one terminal: connect, read, store, work out what it touched.
///
/// Each reading is stored in one transaction; before it nothing is kept, after it everything is. A long log comes in
/// parts, so that a break costs at most one of them.
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
        return try await finish(try await context.terminals.with(record) { try await collect($0) })
    }

    /// The same over a connection that is there.
    func run(at terminal: any DeviceAdapter) async throws -> SyncReport {
        try await finish(try await collect(terminal))
    }

    /// Again where what waited on another computer was brought in meanwhile.
    private func collect(_ terminal: any DeviceAdapter) async throws -> SyncReport {
        while true {
            do { return try await collectOnce(terminal) } catch is ReadingOvertaken {}
        }
    }

    private func collectOnce(_ terminal: any DeviceAdapter) async throws -> SyncReport {
        let reader = try TerminalReader(record, accepting: consent, now: context.now, tell: tell)
        let start = try await context.database.read { try ReadingStart(record.id, $0) }
        let reading = try await reader.read(terminal, from: start)
        let users = Set((reading.users ?? []).map(\.userID))
        var parts: [SyncReport] = []
        try await reader.handOver(reading, of: terminal, knowing: users) { parts.append(try await store($0)) }
        // There is at least one.
        return parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
    }

    private func store(_ reading: TerminalReading) async throws -> SyncReport {
        try Task.checkCancellation()
        if reading.log.remaining == nil { tell(.storing(reading.log.records.count)) }
        return try await ReadingIntake(context: context, record: record, actor: actor).store(reading) { [lease] db in
            try LeaseStore(db).check(lease)
        }
    }

    private func finish(_ collected: SyncReport) async throws -> SyncReport {
        var report = collected
        report.daysComputed = try await AttendanceService(context: context).recomputeTouched { done, total in
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
            record: record, zone: zone, reading: reading, stamp: actor.stamp(at: reading.readAt))
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
