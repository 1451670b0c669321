package import Domain

/// A punch as its terminal told it, for somebody who has to judge it.
package struct DoubtfulPunch: Hashable, Sendable {
    package var punch: ID<Punch>
    package var device: ID<Device>
    package var deviceUser: String
    /// What the terminal's clock showed.
    package var local: LocalTime
    package var instant: Instant
    package var offset: Int32
    package var state: PunchState
    package var verify: UInt8
    /// Nil where it counts.
    package var quarantine: Quarantine?
    package var collectedAt: Instant
}

/// What somebody said of a doubtful punch.
package struct SettledDoubt: Hashable, Sendable {
    package enum Outcome: UInt8, Hashable, Sendable, CaseIterable {
        /// It was made at another time; a correction adds it there.
        case madeAt = 1
        /// It does not count.
        case noPunch
        /// It is right as it is.
        case right
    }

    package var punch: ID<Punch>
    package var outcome: Outcome
    /// The correction that adds it where it was made.
    package var added: ID<PunchOverlay>?
    /// The correction that takes away a punch that counted.
    package var voided: ID<PunchOverlay>?
    package var why: String
    package var settledBy: String
    package var settledAt: Instant

    package init(
        punch: ID<Punch>, outcome: Outcome, added: ID<PunchOverlay>? = nil, voided: ID<PunchOverlay>? = nil,
        why: String,
        by stamp: Stamp
    ) {
        self.punch = punch
        self.outcome = outcome
        self.added = added
        self.voided = voided
        self.why = why
        settledBy = stamp.actor
        settledAt = stamp.at
    }
}

package struct DoubtStore {
    private static let columns = [
        "punch_id", "outcome", "added_id", "voided_id", "why", "settled_by", "settled_at",
    ]
    private static let punchColumns =
        """
        punch.id, punch.device_id, punch.device_user, punch.local_s, punch.utc_s, punch.offset_s, punch.state,
            punch.verify, punch.quarantine, batch.collected_at
        """

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Not settled, in the order in which they came, each with the seconds by which its terminal's clock went back after
    /// it; nil in quarantine. One whose correction was revoked is not settled. Only what was marked is read.
    package func open() throws -> [(punch: DoubtfulPunch, back: Int64?)] {
        try db.all(
            """
            SELECT \(Self.punchColumns), mark.back_s
            FROM doubtful_punch mark CROSS JOIN placed_punch punch CROSS JOIN punch_batch batch
            WHERE punch.id = mark.punch_id AND batch.id = punch.batch_id
                AND (punch.quarantine IS NOT NULL OR mark.back_s IS NOT NULL) AND NOT EXISTS (
                    SELECT 1 FROM settled_doubt settled WHERE settled.punch_id = mark.punch_id AND NOT EXISTS (
                        SELECT 1 FROM punch_overlay overlay
                        WHERE overlay.id = settled.added_id AND overlay.revoked_at IS NOT NULL))
            ORDER BY mark.punch_id
            """, []
        ) { row in
            let punch = try punch(row)
            return (punch, punch.quarantine == nil ? row.optionalInteger(10) : nil)
        }
    }

    package func find(_ punch: ID<Punch>) throws -> DoubtfulPunch? {
        try db.first(
            """
            SELECT \(Self.punchColumns) FROM placed_punch punch JOIN punch_batch batch ON batch.id = punch.batch_id
            WHERE punch.id = ?
            """, [.integer(punch.rawValue)], self.punch)
    }

    package func settled(_ punch: ID<Punch>) throws -> SettledDoubt? {
        try db.first(
            "SELECT \(Self.columns.joined(separator: ", ")) FROM settled_doubt WHERE punch_id = ?",
            [.integer(punch.rawValue)]
        ) { row in
            SettledDoubt(
                punch: row.id(0), outcome: try row.code(1, "the outcome of a doubt"),
                added: row.optionalInteger(2).map { ID($0) }, voided: row.optionalInteger(3).map { ID($0) },
                why: row.text(4), by: Stamp(actor: row.text(5), at: row.instant(6)))
        }
    }

    /// Takes the place of what was said before.
    /// - Parameter employee: whose punch it is, for the journal; nil: nobody's.
    package func save(_ doubt: SettledDoubt, of employee: ID<Employee>?, by stamp: Stamp) throws {
        try db.execute(
            db.dialect.upsert(into: "settled_doubt", Self.columns, key: ["punch_id"]),
            [
                .integer(doubt.punch.rawValue), .integer(doubt.outcome.rawValue), .optional(doubt.added?.rawValue),
                .optional(doubt.voided?.rawValue), .text(doubt.why), .text(doubt.settledBy),
                .integer(doubt.settledAt.seconds),
            ])
        try JournalStore(db).append(
            .add, .settledDoubt, id: String(doubt.punch.rawValue), before: nil,
            after: DoubtDocument(doubt, of: employee), by: stamp)
    }

    /// The doubt is open again.
    package func remove(_ doubt: SettledDoubt, of employee: ID<Employee>?, why: String, by stamp: Stamp) throws {
        try db.execute("DELETE FROM settled_doubt WHERE punch_id = ?", [.integer(doubt.punch.rawValue)])
        try JournalStore(db).append(
            .remove, .settledDoubt, id: String(doubt.punch.rawValue),
            before: DoubtDocument(doubt, of: employee), after: ["why": why], by: stamp)
    }

    private func punch(_ row: any SQLRow) throws -> DoubtfulPunch {
        DoubtfulPunch(
            punch: row.id(0), device: row.id(1), deviceUser: row.text(2), local: LocalTime(seconds: row.integer(3)),
            instant: row.instant(4), offset: Int32(truncatingIfNeeded: row.integer(5)),
            state: PunchState(rawValue: UInt8(truncatingIfNeeded: row.integer(6))),
            verify: UInt8(truncatingIfNeeded: row.integer(7)),
            quarantine: row.isNull(8) ? nil : try row.code(8, "the quarantine"), collectedAt: row.instant(9))
    }
}

extension JournalEntity {
    /// A punch in doubt, by the punch's number.
    package static let settledDoubt = JournalEntity(rawValue: "settled_doubt")
}

/// What was settled as the journal shows it.
private struct DoubtDocument: Encodable {
    /// Whose punch it was then.
    var employee: Int64?
    var outcome: String
    var added: Int64?
    var voided: Int64?
    var why: String

    init(_ doubt: SettledDoubt, of employee: ID<Employee>?) {
        self.employee = employee?.rawValue
        outcome = String(describing: doubt.outcome)
        added = doubt.added?.rawValue
        voided = doubt.voided?.rawValue
        why = doubt.why
    }
}
