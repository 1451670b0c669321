import Domain
import Logging
import Storage

/// Takes readings in: into the ledger, and into the spool while the database is away or older ones wait there.
struct Intake: Sendable {
    enum Outcome: Hashable, Sendable {
        case stored(SyncReport)
        /// It is safe on this computer, and goes into the database as soon as that can be had.
        case spooled
        /// Nothing was new, and the database is away.
        case skipped
    }

    let context: ServiceContext
    let spool: Spool
    private let daysFault = LastingFault(
        "Punches that waited on this computer are in, and their days could not be worked out yet",
        over: "Days of punches that waited on this computer are worked out again")

    init(context: ServiceContext, spool: Spool) { (self.context, self.spool) = (context, spool) }

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
        var waiting = SpooledReading(device: record.id, actor: actor.name, reading: reading)
        if reading.source == .live, reading.ticket == nil { waiting.reading.ticket = TerminalReading.newTicket() }
        do { try await spool.keep(waiting) } catch {
            // Whoever keeps a copy says it again; of the others the database may still take it.
            guard reading.source == .live else { throw error }
            if await spool.isNewFailure() {
                context.logger.error(
                    "Punches cannot be kept on this computer; as long as the database takes them, none is lost",
                    metadata: ["device": "\(record.name)", "why": "\(error)"])
            }
            return .stored(try await store(waiting, unlessKept: error))
        }
        return .spooled
    }

    /// Past the spool.
    /// - Throws: why it cannot be kept on this computer, where the database is away too.
    private func store(_ waiting: SpooledReading, unlessKept failure: any Error) async throws -> SyncReport {
        let taker = LedgerTaker(context: context)
        do {
            let report = try await taker.store(waiting)
            if let ticket = waiting.reading.ticket { try? await taker.forget(ticket) }
            return report
        } catch  where error.isDatabaseAway {
            throw failure
        }
    }

    /// Brings into the ledger what waits on this computer.
    /// - Parameter tell: called with what each reading brought.
    /// - Returns: how many readings were brought in.
    @discardableResult
    func drain(
        leftByOthers: Bool = false, _ tell: @escaping @Sendable (SyncReport) -> Void = { _ in }
    ) async throws -> Int {
        let taker = LedgerTaker(context: context, tell: tell)
        let done = try await spool.drain(leftByOthers: leftByOthers, into: taker)
        if done > 0 {
            context.hub.send(.inbox, .devices)
            try await workOutDays()
        }
        return done
    }

    /// Those that cannot be worked out yet stay marked; what is in is in.
    private func workOutDays() async throws {
        do {
            try await AttendanceService(context: context).recomputePending()
            daysFault.ends(context.logger)
        } catch let error as CancellationError {
            throw error
        } catch  where error.isDatabaseAway {
        } catch {
            daysFault.occurs(error, context.logger)
        }
    }

    func close() async throws { try await spool.close(LedgerTaker(context: context)) }
}

/// Stores what waited as it would have been stored then.
private struct LedgerTaker: SpoolTaker {
    let context: ServiceContext
    var tell: @Sendable (SyncReport) -> Void = { _ in }

    func take(_ waiting: SpooledReading, at place: SpoolPlace) async throws {
        let report = try await context.database.write { db -> SyncReport? in
            let marks = SpoolMarkStore(db)
            guard try marks.mark(of: place.spool) < place.entry else { return nil }
            try marks.save(place.entry, of: place.spool)
            guard let ticket = waiting.reading.ticket, try marks.mark(of: ticket) > 0 else {
                return try store(waiting, db)
            }
            // It was handed over before, and only the answer to that got lost.
            try marks.forget(ticket)
            return nil
        }
        guard let report else { return }
        context.hub.send(.punches(waiting.device))
        tell(report)
    }

    /// Once, also where the database's answer got lost and it is handed over again.
    func store(_ waiting: SpooledReading) async throws -> SyncReport {
        let report = try await context.database.write { db in
            let marks = SpoolMarkStore(db)
            if let ticket = waiting.reading.ticket {
                guard try marks.mark(of: ticket) == 0 else {
                    return SyncReport(
                        device: waiting.device, deviceName: try DeviceStore(db).existing(waiting.device).name)
                }
                try marks.save(1, of: ticket)
            }
            return try store(waiting, db)
        }
        context.hub.send(.punches(waiting.device), .inbox, .devices)
        return report
    }

    private func store(_ waiting: SpooledReading, _ db: any SQLConnection) throws -> SyncReport {
        let record = try DeviceStore(db).existing(waiting.device)
        return try CollectionStoring(
            record: record, zone: try record.zoneRules, reading: waiting.reading,
            stamp: Stamp(actor: waiting.actor, at: waiting.reading.readAt), isSpooled: true
        ).store(db)
    }

    func probe(_ spool: String) async throws {
        try await context.database.write { db in
            let marks = SpoolMarkStore(db)
            try marks.save(try marks.mark(of: spool), of: spool)
        }
    }

    func refused(_ file: String, because error: any Error) {
        context.logger.error(
            "Punches that waited on this computer are not all in; keep the file and ask for support",
            metadata: ["file": "\(file)", "why": "\(error)"])
    }

    func forget(_ spool: String) async throws {
        try await context.database.write { try SpoolMarkStore($0).forget(spool) }
    }
}
