package import Domain

extension PunchLedger {
    /// Appends the punches that the ledger does not have and seals them; nothing else.
    ///
    /// Appending the same again changes nothing: a punch is known by device, user, time, state, verify mode and sequence.
    package func append(
        _ punches: [NewPunch], from device: ID<Device>, source: PunchBatch.Source, collectedAt: Instant,
        terminalCount: Int? = nil, behind link: LogLink? = nil
    ) throws -> AppendOutcome {
        var outcome = AppendOutcome(inserted: 0, duplicates: punches.count, batch: nil, touched: [])
        guard !punches.isEmpty else { return outcome }
        let heads = ChainHeadStore(db: db)
        let head = try heads.head(of: PunchBatch.chain(of: device))
        var batch = try open(
            after: head, device: device, source: source, collectedAt: collectedAt, terminalCount: terminalCount)
        let firstID = try (db.integer("SELECT MAX(id) FROM punch") ?? 0) + 1
        batch.rowCount = try insert(punches, firstID: firstID, into: batch)
        guard batch.rowCount > 0 else {
            try db.execute("DELETE FROM punch_batch WHERE id = ?", [.integer(batch.id.rawValue)])
            return outcome
        }
        outcome.inserted = batch.rowCount
        outcome.duplicates = punches.count - batch.rowCount
        outcome.batch = batch.id
        outcome.punches = ID(firstID)...ID(firstID + Int64(punches.count) - 1)
        outcome.touched = try hashRows(of: &batch, given: punches, firstID: firstID, DoubtMarks(behind: link))
        batch.hash = batch.seal()
        try close(batch)
        try heads.save(ChainHead(length: batch.number, hash: batch.hash), of: PunchBatch.chain(of: device))
        return outcome
    }

    // The header comes first, because the rows refer to it; its hashes are filled in by `close`.
    private func open(
        after head: ChainHead, device: ID<Device>, source: PunchBatch.Source, collectedAt: Instant, terminalCount: Int?
    ) throws -> PunchBatch {
        var batch = PunchBatch(
            id: ID(0), device: device, number: head.length + 1, source: source, collectedAt: collectedAt,
            sealedAt: collectedAt, rowCount: 0, terminalCount: terminalCount, rowsHash: SHA256.zero,
            previousHash: head.hash, hash: SHA256.zero)
        batch.id = ID(
            try db.insert(
                into: "punch_batch", Self.batchColumns,
                [
                    .integer(device.rawValue), .integer(batch.number), .integer(source.rawValue),
                    .integer(collectedAt.seconds), .integer(batch.sealedAt.seconds), 0, .optional(terminalCount),
                    .blob(batch.rowsHash), .blob(batch.previousHash), .blob(batch.hash),
                ]))
        return batch
    }

    private func close(_ batch: PunchBatch) throws {
        try db.execute(
            "UPDATE punch_batch SET row_count = ?, rows_hash = ?, hash = ? WHERE id = ?",
            [.integer(batch.rowCount), .blob(batch.rowsHash), .blob(batch.hash), .integer(batch.id.rawValue)])
    }

    // Ids are given here, one after the other, so that the rows can be sealed without reading them back.
    private func insert(_ punches: [NewPunch], firstID: Int64, into batch: PunchBatch) throws -> Int {
        let changed = try db.bulk(.insertIgnoring(into: "punch", Self.columns, key: Self.key)) { rows in
            rows.bind(batch.id.rawValue, 1)
            rows.bind(batch.device.rawValue, 2)
            var id = firstID
            for punch in punches {
                rows.bind(id, 0)
                punch.bind(to: rows)
                try rows.send()
                id += 1
            }
        }
        guard db.dialect.countsIgnoredRows else { return changed }
        return Int(
            try db.integer(
                "SELECT COUNT(*) FROM punch WHERE id BETWEEN ? AND ? AND batch_id = ?",
                [.int64(firstID), .int64(firstID + Int64(punches.count) - 1), .integer(batch.id.rawValue)]) ?? 0)
    }

    // Where some were known already, the ledger is asked which rows are new.
    private func hashRows(
        of batch: inout PunchBatch, given punches: [NewPunch], firstID: Int64, _ noted: DoubtMarks
    ) throws -> [TouchedUser] {
        var hash = PunchRowsHash()
        var marks = noted
        var new = punches
        if batch.rowCount == punches.count {
            var id = firstID
            for punch in punches {
                hash.add(punch, id: id, device: batch.device)
                marks.add(ID(id), at: punch.placement.instant, isBelieved: punch.quarantine == nil)
                id += 1
            }
        } else {
            new = []
            try db.query(
                "SELECT \(PunchRowsHash.columns) FROM punch WHERE id BETWEEN ? AND ? AND batch_id = ? ORDER BY id",
                [.int64(firstID), .int64(firstID + Int64(punches.count) - 1), .integer(batch.id.rawValue)]
            ) { row in
                hash.add(row)
                let punch = punches[Int(row.integer(0) - firstID)]
                marks.add(row.id(0), at: punch.placement.instant, isBelieved: punch.quarantine == nil)
                new.append(punch)
            }
        }
        try marks.save(db)
        batch.rowsHash = hash.finish()
        return TouchedUser.grouping(new)
    }
}

extension NewPunch {
    /// Parameters 3 to 11 of ``PunchLedger/columns``.
    fileprivate func bind(to row: any SQLBulk) {
        row.bind(deviceUser, 3)
        row.bind(local.seconds, 4)
        row.bind(Int64(placement.offset), 5)
        row.bind(placement.instant.seconds, 6)
        row.bind(Int64(state.rawValue), 7)
        row.bind(Int64(verify), 8)
        row.bind(Int64(sequence), 9)
        row.bind(Int64(workCode), 10)
        row.bind(quarantine.map { Int64($0.rawValue) }, 11)
    }
}
