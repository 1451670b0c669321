import Domain

/// Takes away the punches of archived batches, and what is derived from them. Interrupted anywhere, it is begun again.
package struct ArchivedPunches {
    /// Ids looked at in one transaction.
    static let portion: Int64 = 20_000
    /// True of a `punch` whose batch is in an archive.
    private static let isArchived = "batch_id IN (SELECT batch_id FROM archived_batch)"

    let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// Counts the punches of the terminals' users anew, without those that are archived; in the transaction that archives
    /// them.
    package func settleCounts() throws {
        for device in try DeviceStore(db).all() { try settleCounts(of: device.id) }
    }

    private func settleCounts(of device: ID<Device>) throws {
        var left: [String: (count: Int64, first: Int64, last: Int64)] = [:]
        try db.query(
            """
            SELECT device_user, COUNT(*), MIN(utc_s), MAX(utc_s) FROM placed_punch WHERE device_id = ? AND NOT EXISTS (
                SELECT 1 FROM archived_batch archived WHERE archived.batch_id = placed_punch.batch_id)
            GROUP BY device_user
            """, [.integer(device.rawValue)]
        ) { left[$0.text(0)] = ($0.integer(1), $0.integer(2), $0.integer(3)) }
        let columns = ["punch_count", "first_punch_at", "last_punch_at"]
        let users = try DeviceUserStore(db).all(of: device)
        try db.bulk(.update("device_user", set: columns, key: ["device_id", "device_user"])) { rows in
            rows.bind(device.rawValue, 3)
            for user in users {
                let punches = left[user.deviceUser]
                rows.bind(punches?.count ?? 0, 0)
                rows.bind(punches?.first, 1)
                rows.bind(punches?.last, 2)
                rows.bind(user.deviceUser, 4)
                try rows.send()
            }
        }
    }

    /// The next portion of ids from one on, as far as there are punches.
    package func portion(from first: Int64) throws -> ClosedRange<Int64>? {
        let ids = try db.all(
            "SELECT id FROM punch WHERE id >= ? ORDER BY id \(db.dialect.page(limit: Int(Self.portion), offset: 0))",
            [.int64(first)]
        ) { $0.integer(0) }
        guard let first = ids.first, let last = ids.last else { return nil }
        return first...last
    }

    /// - Returns: how many punches were taken away.
    package func remove(_ ids: ClosedRange<Int64>) throws -> Int {
        let range: [SQLValue] = [.int64(ids.lowerBound), .int64(ids.upperBound)]
        let archived = "SELECT id FROM punch WHERE id BETWEEN ? AND ? AND \(Self.isArchived)"
        try PunchOwners(db).forget("AND punch.id BETWEEN ? AND ? AND punch.\(Self.isArchived)", range)
        for table in ["punch_placement", "punch_overlay", "doubtful_punch"] {
            try db.execute(
                "DELETE FROM \(table) WHERE punch_id BETWEEN ? AND ? AND punch_id IN (\(archived))", range + range)
        }
        return try db.execute("DELETE FROM punch WHERE id BETWEEN ? AND ? AND \(Self.isArchived)", range)
    }
}
