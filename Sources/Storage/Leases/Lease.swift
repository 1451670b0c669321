/// The right to do something alone, among all programs on one database, until it expires.
package struct Lease: Hashable, Sendable {
    /// What is to be done: `collect/7`.
    package var name: String
    /// For people: which program on which computer.
    package var holder: String
    /// Greater with each new holder: what an earlier one still does can be told from it.
    package var fence: Int64
}

/// Leases on the clock of the database, which is one for all programs: that the clocks of their computers differ does not
/// matter. Where a cluster has a clock for each node, ``margin`` covers how far they may be apart.
///
/// A holder must not rely on its own clock either: ``LeaseStore/check(_:)`` in the transaction that writes what the lease
/// is for decides, not the time that has passed.
package struct LeaseStore {
    /// Seconds that a lease runs from each renewal.
    package static let duration = 60
    /// Seconds that somebody else waits beyond its end.
    package static let margin = 10

    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// - Parameter isGone: whether a holder is known to be dead, so that its lease need not be waited for.
    /// - Returns: the lease, or who has it.
    package func acquire(
        _ name: String, for holder: String, isGone: (String) -> Bool = { _ in false }
    ) throws -> Result<Lease, LeaseHeld> {
        let clock = db.dialect.serverClock
        try db.execute(
            db.dialect.insertIgnoring(
                into: "lease", ["name", "holder", "fence", "expires_at"], key: ["name"]),
            [.text(name), .text(holder), 1, 0])
        if let last = try find(name), isGone(last.holder) { try release(last) }
        let taken = try db.execute(
            """
            UPDATE lease SET holder = ?, fence = fence + 1, expires_at = \(clock) + \(Self.duration)
            WHERE name = ? AND expires_at + \(Self.margin) < \(clock)
            """, [.text(holder), .text(name)])
        guard
            let (fence, other, left) = try db.first(
                "SELECT fence, holder, expires_at - \(clock) FROM lease WHERE name = ?", [.text(name)],
                { ($0.integer(0), $0.text(1), $0.integer(2)) })
        else { throw StorageError.notFound("lease \(name)") }
        guard taken == 1 else { return .failure(LeaseHeld(holder: other, secondsLeft: Int(left) + Self.margin)) }
        return .success(Lease(name: name, holder: holder, fence: fence))
    }

    private func find(_ name: String) throws -> Lease? {
        try db.first("SELECT fence, holder FROM lease WHERE name = ?", [.text(name)]) {
            Lease(name: name, holder: $0.text(1), fence: $0.integer(0))
        }
    }

    /// Who holds which of the leases whose names begin with `prefix`, by name; those that have run out are nobody's.
    package func holders(of prefix: String) throws -> [String: String] {
        let rows = try db.all(
            "SELECT name, holder FROM lease WHERE name LIKE ? AND expires_at + \(Self.margin) >= \(db.dialect.serverClock)",
            [.text(prefix + "%")]
        ) { ($0.text(0), $0.text(1)) }
        return Dictionary(uniqueKeysWithValues: rows)
    }

    /// Has it run on.
    /// - Throws: ``StorageError/leaseLost(_:)``
    package func renew(_ lease: Lease) throws {
        let renewed = try db.execute(
            "UPDATE lease SET expires_at = \(db.dialect.serverClock) + \(Self.duration) WHERE name = ? AND fence = ?",
            [.text(lease.name), .int64(lease.fence)])
        if renewed != 1 { throw StorageError.leaseLost(lease.name) }
    }

    /// Makes sure, in the transaction of the work itself, that nobody has taken over; a lease that has run out but was not
    /// taken is still its holder's.
    /// - Throws: ``StorageError/leaseLost(_:)``
    package func check(_ lease: Lease) throws {
        let fence = try db.integer("SELECT fence FROM lease WHERE name = ?", [.text(lease.name)])
        if fence != lease.fence { throw StorageError.leaseLost(lease.name) }
    }

    /// Leaves all that a program holds to whoever comes next: it ends, and what it is still at finds its lease lost.
    package func releaseAll(of holder: String) throws {
        try db.execute("UPDATE lease SET expires_at = 0 WHERE holder = ?", [.text(holder)])
    }

    /// Leaves it to whoever comes next. Nothing happens to one that was lost.
    package func release(_ lease: Lease) throws {
        try db.execute(
            "UPDATE lease SET expires_at = 0 WHERE name = ? AND fence = ?", [.text(lease.name), .int64(lease.fence)])
    }
}

/// Somebody else has it.
package struct LeaseHeld: Error, Hashable, Sendable {
    package var holder: String
    /// Until it could be taken over, if the holder were dead.
    package var secondsLeft: Int
}
