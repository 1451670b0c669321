import Domain

extension PunchLedger {
    private struct Rows {
        var count: Int
        var hash: [UInt8]
        var first: ID<Punch>
    }

    private static let portion = 50_000

    /// The rows of a batch lie together, and where somebody moved one, its hash goes on where it stopped.
    private struct Walk {
        private var open: [ID<PunchBatch>: (hash: PunchRowsHash, first: ID<Punch>)] = [:]
        private var current: (batch: ID<PunchBatch>, hash: PunchRowsHash, first: ID<Punch>)?
        private(set) var punches: [ID<Device>: Int] = [:]
        /// Their punches are in an archive, and those that are still here are about to be taken away.
        let archived: Set<ID<PunchBatch>>

        init(archived: Set<ID<PunchBatch>>) { self.archived = archived }

        mutating func add(_ row: any SQLRow) {
            let batch = ID<PunchBatch>(row.integer(11))
            if archived.contains(batch) { return }
            if current?.batch != batch {
                if let current { open[current.batch] = (current.hash, current.first) }
                let known = open.removeValue(forKey: batch)
                current = (batch, known?.hash ?? PunchRowsHash(), known?.first ?? row.id(0))
            }
            current?.hash.add(row)
            punches[row.id(1), default: 0] += 1
        }

        mutating func finish() -> [ID<PunchBatch>: Rows] {
            if let current { open[current.batch] = (current.hash, current.first) }
            return open.mapValues { entry in
                var hash = entry.hash
                return Rows(count: hash.count, hash: hash.finish(), first: entry.first)
            }
        }
    }

    /// Reads every punch and every batch, and holds them against the seals.
    /// - Parameter progress: called now and then with the number of punches read.
    package func verify(progress: (Int) -> Void = { _ in }) throws -> LedgerVerdict {
        let archived = Set(try db.all("SELECT batch_id FROM archived_batch") { ID<PunchBatch>($0.integer(0)) })
        let (rows, found) = try hashRows(archived, progress)
        let batches = try db.all(
            "SELECT id, \(Self.batchColumns.joined(separator: ", ")) FROM punch_batch ORDER BY device_id, number"
        ) { try PunchBatch($0) }
        var chains = Dictionary(grouping: batches, by: \.device)
        // A device without any batch is looked at too: the whole chain may have been removed.
        let devices = try DeviceStore(db).all()
        for device in devices where chains[device.id] == nil { chains[device.id] = [] }
        // What the others hold is what they say, and may not have come yet.
        let read = Set(devices.filter { $0.family == .zk }.map(\.id))
        var breaks: [LedgerBreak] = []
        for device in chains.keys.sorted() {
            let chain = chains[device] ?? []
            let found =
                try firstBreak(in: chain, of: device, rows, archived)
                ?? lack(
                    of: device, found: found[device] ?? 0,
                    wasRead: read.contains(device) && !chain.contains { archived.contains($0.id) })
            if let found { breaks.append(found) }
        }
        let known = Set(batches.map(\.id))
        for (batch, stray) in rows.sorted(by: { $0.key < $1.key }) where !known.contains(batch) {
            breaks.append(LedgerBreak(device: ID(0), number: 0, kind: .strayRow(stray.first)))
        }
        return LedgerVerdict(
            batches: batches.count, punches: found.values.reduce(0, +),
            archivedPunches: batches.lazy.filter { archived.contains($0.id) }.reduce(0) { $0 + $1.rowCount },
            breaks: breaks)
    }

    private func hashRows(_ archived: Set<ID<PunchBatch>>, _ progress: (Int) -> Void) throws -> (
        rows: [ID<PunchBatch>: Rows], punches: [ID<Device>: Int]
    ) {
        var walk = Walk(archived: archived)
        try db.walk("SELECT \(PunchRowsHash.columns), batch_id FROM punch", portion: Self.portion) {
            walk.add($0)
        } next: {
            progress(walk.punches.values.reduce(0, +))
        }
        return (walk.finish(), walk.punches)
    }

    // Kept beside the chain, and moved by the same transactions: somebody who removes a chain with its head leaves them.
    /// - Parameter wasRead: whether its mark tells how many punches were taken from it, which are still to be here.
    private func lack(of device: ID<Device>, found: Int, wasRead: Bool) throws -> LedgerBreak? {
        let counted = try db.integer(
            "SELECT SUM(punch_count) FROM device_user WHERE device_id = ?", [.integer(device.rawValue)])
        var recorded = Int(counted ?? 0)
        // A log that was read had punches in it; how many are new to the ledger, the terminal cannot say.
        if found == 0, wasRead, let rows = try WatermarkStore(db).find(device)?.recordCount, rows > 0 {
            recorded = max(recorded, rows - (try rowsThatAreNoPunches(of: device)))
        }
        guard recorded > found else { return nil }
        return LedgerBreak(device: device, number: 0, kind: .punchesMissing(recorded: recorded, found: found))
    }

    private func rowsThatAreNoPunches(of device: ID<Device>) throws -> Int {
        let entries = try JournalStore(db).entries(of: .device, id: String(device.rawValue))
        return try (UnreadableLineStore(db).counts()[device] ?? 0) + entries.count { $0.action == .dismissLine }
    }

    private func firstBreak(
        in chain: [PunchBatch], of device: ID<Device>, _ rows: [ID<PunchBatch>: Rows], _ archived: Set<ID<PunchBatch>>
    ) throws -> LedgerBreak? {
        var previous = SHA256.zero
        for (index, batch) in chain.enumerated() {
            if batch.number != index + 1 {
                return LedgerBreak(device: device, number: index + 1, kind: .batchMissing)
            }
            let kind =
                archived.contains(batch.id)
                ? headerDifference(in: batch, after: previous) : difference(in: batch, rows[batch.id], after: previous)
            if let kind {
                return LedgerBreak(device: device, number: batch.number, kind: kind)
            }
            previous = batch.hash
        }
        let head = try ChainHeadStore(db: db).head(of: PunchBatch.chain(of: device))
        return headDifference(head, length: chain.count, last: previous).map {
            LedgerBreak(device: device, number: chain.count < head.length ? chain.count + 1 : chain.count, kind: $0)
        }
    }

    private func difference(in batch: PunchBatch, _ rows: Rows?, after previous: [UInt8]) -> LedgerBreak.Kind? {
        let found = rows?.count ?? 0
        if rows?.hash != batch.rowsHash {
            var asFound = batch
            asFound.rowsHash = rows?.hash ?? SHA256.hash([])
            if asFound.seal() == batch.hash { return .headerChanged }
            if found < batch.rowCount { return .rowsMissing(sealed: batch.rowCount, found: found) }
            if found > batch.rowCount { return .rowsAdded(sealed: batch.rowCount, found: found) }
            return .rowsChanged
        }
        return headerDifference(in: batch, after: previous)
    }

    private func headerDifference(in batch: PunchBatch, after previous: [UInt8]) -> LedgerBreak.Kind? {
        if batch.previousHash != previous { return .linkBroken }
        return batch.seal() == batch.hash ? nil : .headerChanged
    }

    private func headDifference(_ head: ChainHead, length: Int, last: [UInt8]) -> LedgerBreak.Kind? {
        if length < head.length { return .tailMissing(length: length, recorded: head.length) }
        if length > head.length { return .tailAdded(length: length, recorded: head.length) }
        return last == head.hash ? nil : .headChanged
    }
}
