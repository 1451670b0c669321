package import Domain

/// A punch that the ledger has, as far as the next part of its terminal's log needs it.
package struct PunchOfSecond: Hashable, Sendable, Codable {
    package var deviceUser: String
    package var local: LocalTime
    package var instant: Instant
    package var state: PunchState
    package var verify: UInt8
    /// False in quarantine.
    package var isBelievable: Bool

    package init(
        deviceUser: String, local: LocalTime, instant: Instant, state: PunchState, verify: UInt8, isBelievable: Bool
    ) {
        self.deviceUser = deviceUser
        self.local = local
        self.instant = instant
        self.state = state
        self.verify = verify
        self.isBelievable = isBelievable
    }
}

/// The punch behind which a part of a terminal's log stands.
package struct LogLink: Hashable, Sendable {
    var punch: ID<Punch>
    var instant: Instant
}

extension PunchLedger {
    /// All punches of a device at one second of its clock.
    /// - Parameter leftOut: batches whose punches are not meant.
    package func punches(
        on device: ID<Device>, showing local: LocalTime, leavingOut leftOut: Set<ID<PunchBatch>> = []
    ) throws -> [PunchOfSecond] {
        let found = try db.all(
            """
            SELECT device_user, utc_s, state, verify, quarantine, batch_id FROM placed_punch
            WHERE device_id = ? AND local_s = ? ORDER BY id
            """, [.integer(device.rawValue), .integer(local.seconds)]
        ) { row in
            let punch = PunchOfSecond(
                deviceUser: row.text(0), local: local, instant: row.instant(1),
                state: PunchState(rawValue: UInt8(truncatingIfNeeded: row.integer(2))),
                verify: UInt8(truncatingIfNeeded: row.integer(3)), isBelievable: row.isNull(4))
            return (punch, row.id(5) as ID<PunchBatch>)
        }
        return found.filter { !leftOut.contains($0.1) }.map(\.0)
    }

    /// What files brought of a device since its own log was read: those punches stand behind where the log goes on.
    package func filesTaken(since moment: Instant, on device: ID<Device>) throws -> Set<ID<PunchBatch>> {
        let file = PunchBatch.Source.file.rawValue
        return Set(
            try db.all(
                "SELECT id FROM punch_batch WHERE device_id = ? AND source = \(file) AND collected_at >= ?",
                [.integer(device.rawValue), .integer(moment.seconds)]
            ) { $0.id(0) })
    }

    /// Where a terminal's log goes on behind a punch, whose clock may have gone back since; nil where the ledger does not have
    /// it, or its time cannot be believed.
    ///
    /// - Parameter key: its place within the second does not matter.
    package func link(behind key: PunchKey, on device: ID<Device>) throws -> LogLink? {
        try db.first(
            """
            SELECT id, utc_s FROM placed_punch
            WHERE device_id = ? AND local_s = ? AND device_user = ? AND state = ? AND verify = ? AND quarantine IS NULL
            ORDER BY id DESC \(db.dialect.page(limit: 1, offset: 0))
            """,
            [
                .integer(device.rawValue), .integer(key.local.seconds), .text(key.deviceUser),
                .integer(key.state), .integer(key.verify),
            ]
        ) { LogLink(punch: $0.id(0), instant: $0.instant(1)) }
    }

    /// The latest second that a terminal's clock has shown for a punch; nil while there is none.
    package func latestSecond(of device: ID<Device>) throws -> LocalTime? {
        try db.integer("SELECT MAX(local_s) FROM punch WHERE device_id = ?", [.integer(device.rawValue)])
            .map { LocalTime(seconds: $0) }
    }
}
