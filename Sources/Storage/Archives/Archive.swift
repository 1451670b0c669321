package import Domain

/// Old punches that were moved to a database of their own. What their days came to stays; it is fixed for good.
package struct Archive: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Archive>
    /// The first day that was not archived.
    package var before: CivilDate
    package var stamp: Stamp
    /// The address of the archive when it was made, without a password.
    package var place: String
    package var batchCount: Int
    package var punchCount: Int
    /// SHA-256 over the batches' ids and seals, in the order of the ids.
    package var batchesHash: [UInt8]
}

extension Archive {
    /// Before an archive's first open day so many days are kept: what the days after it come to hangs on them.
    package static let daysKept = 62

    /// Punches that a terminal's clock dated from here on are kept.
    package static func firstKept(before day: CivilDate) -> CivilDate { day - daysKept }
}

/// A batch all of whose punches are old enough to be archived.
package struct ArchivableBatch: Hashable, Sendable {
    package var id: ID<PunchBatch>
    package var punchCount: Int
    /// The seal.
    package var hash: [UInt8]
}

extension Sequence<ArchivableBatch> {
    /// Of batches in the order of their ids; see ``Archive/batchesHash``.
    func batchesHash() -> [UInt8] {
        var bytes = CanonicalBytes()
        for batch in self {
            bytes.append(batch.id.rawValue)
            bytes.append(raw: batch.hash)
        }
        return SHA256.hash(bytes.bytes)
    }
}
