package import Domain

/// Where a punch lies in time.
package struct PunchMeaning: Hashable, Sendable {
    package var instant: Instant
    /// Seconds added to UTC to get the wall clock.
    package var offset: Int32
    package var quarantine: Quarantine?

    package init(instant: Instant, offset: Int32, quarantine: Quarantine?) {
        self.instant = instant
        self.offset = offset
        self.quarantine = quarantine
    }
}

/// What a terminal's clock showed, and what it was taken to mean when it was collected and sealed.
package struct SealedTime: Hashable, Sendable {
    package var punch: ID<Punch>
    package var local: LocalTime
    package var collectedAt: Instant
    package var sealed: PunchMeaning
}

/// Where punches lie in time, where that is not where they were sealed: the zone of their terminal had been wrong.
///
/// The ledger does not change. A placement is derived from the sealed local time and the device's zone; the view
/// `placed_punch` is the ledger with the placements over it, and what is derived from the ledger is derived from that.
package struct PunchPlacements {
    private let db: any SQLConnection

    package init(_ db: any SQLConnection) { self.db = db }

    /// The punches of a device in the order in which they came, from one on; nil: from the first.
    package func sealed(on device: ID<Device>, from first: ID<Punch>?) throws -> [SealedTime] {
        try db.all(
            """
            SELECT punch.id, punch.local_s, punch.utc_s, punch.offset_s, punch.quarantine, batch.collected_at
            FROM punch JOIN punch_batch batch ON batch.id = punch.batch_id
            WHERE punch.device_id = ? AND punch.id >= ? ORDER BY punch.id
            """, [.integer(device.rawValue), .integer(first?.rawValue ?? 0)]
        ) { row in
            let quarantine: Quarantine? = row.isNull(4) ? nil : try row.code(4, "the quarantine")
            return SealedTime(
                punch: row.id(0), local: LocalTime(seconds: row.integer(1)), collectedAt: row.instant(5),
                sealed: PunchMeaning(
                    instant: row.instant(2), offset: Int32(truncatingIfNeeded: row.integer(3)), quarantine: quarantine))
        }
    }

    /// The punch that will come next, of whichever device.
    package func next() throws -> ID<Punch> { ID((try db.integer("SELECT MAX(id) FROM punch") ?? 0) + 1) }

    /// Places punches of a device anew; the days that this touches are marked.
    package func place(_ punches: [(time: SealedTime, meaning: PunchMeaning)], on device: ID<Device>) throws {
        let users = try DeviceUserStore(db).all(of: device)
        try PunchOwners(db).reassign([PunchScope(users, .always)]) {
            try drop(punches.map(\.time.punch))
            try save(punches.filter { $0.meaning != $0.time.sealed })
        }
        let unbelieved = punches.filter { $0.meaning.quarantine != nil }.map {
            (punch: $0.time.punch, back: Int64?.none)
        }
        if !unbelieved.isEmpty { try DoubtMarks.save(unbelieved, db) }
        try noteTimes(of: device)
    }

    private func drop(_ punches: [ID<Punch>]) throws {
        _ = try db.bulk(.delete(from: "punch_placement", key: ["punch_id"])) { rows in
            for punch in punches {
                rows.bind(punch.rawValue, 0)
                try rows.send()
            }
        }
    }

    private func save(_ punches: [(time: SealedTime, meaning: PunchMeaning)]) throws {
        let columns = ["punch_id", "utc_s", "offset_s", "quarantine"]
        _ = try db.bulk(.insert(into: "punch_placement", columns)) { rows in
            for (time, meaning) in punches {
                rows.bind(time.punch.rawValue, 0)
                rows.bind(meaning.instant.seconds, 1)
                rows.bind(Int64(meaning.offset), 2)
                rows.bind(meaning.quarantine.map { Int64($0.rawValue) }, 3)
                try rows.send()
            }
        }
    }

    private func noteTimes(of device: ID<Device>) throws {
        let times = try db.all(
            "SELECT device_user, MIN(utc_s), MAX(utc_s) FROM placed_punch WHERE device_id = ? GROUP BY device_user",
            [.integer(device.rawValue)]
        ) { (user: $0.text(0), first: $0.integer(1), last: $0.integer(2)) }
        _ = try db.bulk(
            .update("device_user", set: ["first_punch_at", "last_punch_at"], key: ["device_id", "device_user"])
        ) { rows in
            rows.bind(device.rawValue, 2)
            for (user, first, last) in times {
                rows.bind(first, 0)
                rows.bind(last, 1)
                rows.bind(user, 3)
                try rows.send()
            }
        }
    }
}
