package import Domain

/// The archives that were made of this company, and which batches went into them.
package struct ArchiveStore {
    private static let columns = [
        "before_day", "made_at", "made_by", "place", "batch_count", "punch_count", "batches_hash",
    ]

    let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// The latest first.
    package func all() throws -> [Archive] {
        try db.all("SELECT id, \(Self.columns.joined(separator: ", ")) FROM archive ORDER BY before_day DESC") { row in
            Archive(
                id: row.id(0), before: row.date(1), stamp: Stamp(actor: row.text(3), at: row.instant(2)),
                place: row.text(4), batchCount: Int(row.integer(5)), punchCount: Int(row.integer(6)),
                batchesHash: row.blob(7))
        }
    }

    /// Days before it are fixed for good; nil where nothing has been archived.
    package func firstOpenDay() throws -> CivilDate? {
        try db.integer("SELECT MAX(before_day) FROM archive").map { CivilDate(daysSinceEpoch: Int32($0)) }
    }

    /// The batches all of whose believable punches are dated before a day, in the order of their ids; where none can be
    /// believed, the batch was collected before it. The newest of all is never among them: numbers go on from its last
    /// punch.
    package func archivable(before day: CivilDate) throws -> [ArchivableBatch] {
        let limit = LocalTime(day).seconds
        var lasts: [Int64: Int64?] = [:]
        var newest = (id: Int64(0), punch: Int64.min)
        try db.query(
            """
            SELECT batch_id, MAX(CASE WHEN quarantine IS NULL THEN local_s ELSE NULL END), MAX(id) FROM punch
            GROUP BY batch_id
            """, []
        ) { row in
            lasts.updateValue(row.optionalInteger(1), forKey: row.integer(0))
            if row.integer(2) > newest.punch { newest = (row.integer(0), row.integer(2)) }
        }
        lasts[newest.id] = nil
        return try db.all(
            """
            SELECT id, row_count, hash, collected_at FROM punch_batch WHERE NOT EXISTS (
                SELECT 1 FROM archived_batch archived WHERE archived.batch_id = punch_batch.id) ORDER BY id
            """
        ) { row -> ArchivableBatch? in
            guard let last = lasts[row.integer(0)], last ?? row.integer(3) < limit else { return nil }
            return ArchivableBatch(id: row.id(0), punchCount: Int(row.integer(1)), hash: row.blob(2))
        }.compactMap { $0 }
    }

    /// The seals of the batches, by id.
    package func seals() throws -> [ID<PunchBatch>: [UInt8]] {
        Dictionary(
            uniqueKeysWithValues: try db.all("SELECT id, hash FROM punch_batch") { ($0.id(0), $0.blob(1)) })
    }

    /// The first day of which a punch can be believed; nil where there is none.
    package func firstPunchedDay() throws -> CivilDate? {
        try db.integer("SELECT MIN(local_s) FROM punch WHERE quarantine IS NULL").map { LocalTime(seconds: $0).date }
    }

    /// Notes that the batches are in an archive. From now on their punches count for nothing here; ``ArchivedPunches``
    /// takes them away.
    /// - Parameter batches: in the order of their ids, at least one.
    package func insert(
        before day: CivilDate, place: String, _ batches: [ArchivableBatch], by stamp: Stamp
    ) throws -> Archive {
        var archive = Archive(
            id: ID(0), before: day, stamp: stamp, place: place, batchCount: batches.count,
            punchCount: batches.reduce(0) { $0 + $1.punchCount }, batchesHash: batches.batchesHash())
        archive.id = ID(
            try db.insert(
                into: "archive", Self.columns,
                [
                    .integer(day.daysSinceEpoch), .integer(stamp.at.seconds), .text(stamp.actor), .text(place),
                    .integer(archive.batchCount), .integer(archive.punchCount), .blob(archive.batchesHash),
                ]))
        try db.bulk(.insert(into: "archived_batch", ["batch_id", "archive_id"])) { rows in
            rows.bind(archive.id.rawValue, 1)
            for batch in batches {
                rows.bind(batch.id.rawValue, 0)
                try rows.send()
            }
        }
        try JournalStore(db).append(
            .add, .archive, id: String(archive.id.rawValue), before: nil, after: ArchiveDocument(archive), by: stamp)
        return archive
    }
}

extension ArchiveStore {
    /// Holds each archive against the headers that stayed and against the journal, which is sealed itself.
    /// - Returns: one sentence each about what somebody changed.
    package func verify() throws -> [String] {
        var noted: [ID<Archive>: [ArchivableBatch]] = [:]
        try db.query(
            """
            SELECT archived.archive_id, batch.id, batch.row_count, batch.hash
            FROM archived_batch archived JOIN punch_batch batch ON batch.id = archived.batch_id ORDER BY batch.id
            """, []
        ) { row in
            noted[row.id(0), default: []].append(
                ArchivableBatch(id: row.id(1), punchCount: Int(row.integer(2)), hash: row.blob(3)))
        }
        return try all().reversed().compactMap { archive in
            let batches = noted[archive.id] ?? []
            let isSame =
                batches.count == archive.batchCount && batches.batchesHash() == archive.batchesHash
                && batches.reduce(0) { $0 + $1.punchCount } == archive.punchCount
            let entry = try JournalStore(db).entries(of: .archive, id: String(archive.id.rawValue)).first?.after
            if isSame, try entry == CanonicalJSON.text(ArchiveDocument(archive)) { return nil }
            return "The archive of the punches before \(archive.before) is not what the journal says of it."
        }
    }
}

/// An archive as the journal shows it.
private struct ArchiveDocument: Encodable {
    var before: String
    var place: String
    var batches: Int
    var punches: Int
    var hash: String

    init(_ archive: Archive) {
        before = archive.before.description
        place = archive.place
        batches = archive.batchCount
        punches = archive.punchCount
        hash = archive.batchesHash.hexadecimal
    }
}

extension JournalEntity {
    package static let archive = JournalEntity(rawValue: "archive")
}
