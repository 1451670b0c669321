import Domain
import Logging
import Storage

/// Takes readings in: into the ledger, and into the spool while the database is away or older ones wait there.
struct Intake: Sendable {
    enum Outcome: Hashable, Sendable {
        case stored(SyncReport)
        /// It is safe on this computer.
        case spooled
        /// Nothing was new, and the database is away.
        case skipped
    }

    let context: ServiceContext
    let spool: Spool

    /// - Parameter lease: must be ours in the transaction that stores it.
    func take(
        _ reading: TerminalReading, of record: DeviceRecord, lease: Lease?, by actor: Actor
    ) async throws -> Outcome {
        if await spool.waiting > 0 { return reading.isQuiet ? .skipped : try await keep(reading, record, actor) }
        // What a terminal keeps no copy of is safe before anything else is tried.
        if reading.source == .live, !reading.isQuiet { return try await keep(reading, record, actor) }
        do {
            let intake = ReadingIntake(context: context, record: record, actor: actor)
            return .stored(
                try await intake.store(reading) { db in if let lease { try LeaseStore(db).check(lease) } })
        } catch  where error.isDatabaseAway {
            if reading.isQuiet { return .skipped }
            context.logger.warning(
                "The database is away: punches wait on this computer",
                metadata: ["device": "\(record.name)", "why": "\(error)"])
            return try await keep(reading, record, actor)
        }
    }

    private func keep(_ reading: TerminalReading, _ record: DeviceRecord, _ actor: Actor) async throws -> Outcome {
        try await spool.keep(SpooledReading(device: record.id, actor: actor.name, reading: reading))
        return .spooled
    }

    /// Brings into the ledger what waits on this computer.
    /// - Returns: how many readings were brought in.
    @discardableResult
    func drain(leftByOthers: Bool = false) async throws -> Int {
        let done = try await spool.drain(leftByOthers: leftByOthers, into: LedgerTaker(context: context))
        if done > 0 {
            context.hub.send(.inbox, .devices)
            try await AttendanceService(context: context).recomputePending()
        }
        return done
    }

    func close() async throws { try await spool.close(LedgerTaker(context: context)) }
}

/// Stores what waited as it would have been stored then.
private struct LedgerTaker: SpoolTaker {
    let context: ServiceContext

    func take(_ waiting: SpooledReading, at place: SpoolPlace) async throws {
        let taken = try await context.database.write { db in
            let marks = SpoolMarkStore(db)
            guard try marks.mark(of: place.spool) < place.entry else { return false }
            try store(waiting, db)
            try marks.save(place.entry, of: place.spool)
            return true
        }
        if taken { context.hub.send(.punches(waiting.device)) }
    }

    private func store(_ waiting: SpooledReading, _ db: any SQLConnection) throws {
        guard let record = try DeviceStore(db).find(waiting.device), let zone = SystemZones.rules(of: record.zone)
        else { throw ServiceError.unknownDevice("with the id \(waiting.device.rawValue)") }
        _ = try CollectionStoring(
            record: record, zone: zone, reading: waiting.reading,
            stamp: Stamp(actor: waiting.actor, at: waiting.reading.readAt), isSpooled: true
        ).store(db)
    }

    func refused(_ file: String, because error: any Error) {
        context.logger.error(
            "Punches that waited on this computer could not be stored; keep the file and ask for support",
            metadata: ["file": "\(file)", "why": "\(error)"])
    }

    func forget(_ spool: String) async throws {
        try await context.database.write { try SpoolMarkStore($0).forget(spool) }
    }
}
