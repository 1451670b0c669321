package import Domain

/// The immutable record of every punch: appended to, never changed; each batch sealed onto its terminal's chain.
package struct PunchLedger {
    static let columns = [
        "id", "batch_id", "device_id", "device_user", "local_s", "offset_s", "utc_s", "state", "verify", "seq",
        "work_code", "quarantine",
    ]
    static let key = ["device_id", "local_s", "device_user", "state", "verify", "seq"]
    static let batchColumns = [
        "device_id", "number", "source", "collected_at", "sealed_at", "row_count", "terminal_count", "rows_hash",
        "prev_hash", "hash",
    ]

    let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Appends what is new and everything that follows from it: the terminal's users are counted, known people own their
    /// punches, and the days these touch (and their neighbours: a night ends a day later) are pending.
    ///
    /// Call it within the transaction that saves the watermark.
    /// - Parameters:
    ///   - collectedAt: when the punches were read or received.
    ///   - terminalCount: what the terminal's own counter said.
    ///   - link: behind what they stand in the terminal's log, where that is known.
    package func record(
        _ punches: [NewPunch], from device: ID<Device>, source: PunchBatch.Source, collectedAt: Instant,
        terminalCount: Int? = nil, behind link: LogLink? = nil
    ) throws -> AppendOutcome {
        let outcome = try append(
            punches, from: device, source: source, collectedAt: collectedAt, terminalCount: terminalCount, behind: link)
        guard let batch = outcome.batch, let new = outcome.punches else { return outcome }
        let users = DeviceUserStore(db)
        for user in outcome.touched { try users.note(user, on: device) }
        try PunchOwners(db).own(new, of: batch)
        return outcome
    }

    package func punchCount() throws -> Int { Int(try db.integer("SELECT COUNT(*) FROM punch") ?? 0) }

    /// Punches of a new batch that a terminal's clock dated before a day, and whose time can be believed.
    package func count(in batch: ID<PunchBatch>, _ punches: ClosedRange<ID<Punch>>, before day: CivilDate) throws -> Int
    {
        let count = try db.integer(
            "SELECT COUNT(*) FROM punch WHERE id BETWEEN ? AND ? AND batch_id = ? AND quarantine IS NULL AND local_s < ?",
            [
                .integer(punches.lowerBound.rawValue), .integer(punches.upperBound.rawValue), .integer(batch.rawValue),
                .integer(LocalTime(day).seconds),
            ])
        return Int(count ?? 0)
    }

    /// When the newest batch of all was collected, by the computer's clock then; nil while there is none.
    package func lastCollected() throws -> Instant? {
        try db.integer("SELECT collected_at FROM punch_batch WHERE id = (SELECT MAX(id) FROM punch_batch)")
            .map { Instant(seconds: $0) }
    }

    /// The batches of a device, newest first.
    package func batches(of device: ID<Device>, limit: Int) throws -> [PunchBatch] {
        try db.all(
            """
            SELECT id, \(Self.batchColumns.joined(separator: ", ")) FROM punch_batch WHERE device_id = ?
            ORDER BY number DESC \(db.dialect.page(limit: limit, offset: 0))
            """, [.integer(device.rawValue)]
        ) { try PunchBatch($0) }
    }
}

extension PunchBatch {
    /// From a row of `id` and ``PunchLedger/batchColumns``.
    init(_ row: any SQLRow) throws {
        self.init(
            id: row.id(0), device: row.id(1), number: Int(row.integer(2)), source: try row.code(3, "the batch source"),
            collectedAt: row.instant(4), sealedAt: row.instant(5), rowCount: Int(row.integer(6)),
            terminalCount: row.optionalInteger(7).map { Int($0) }, rowsHash: row.blob(8), previousHash: row.blob(9),
            hash: row.blob(10))
    }
}
