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

extension PunchLedger {
    /// All punches of a device at one second of its clock.
    package func punches(on device: ID<Device>, showing local: LocalTime) throws -> [PunchOfSecond] {
        try db.all(
            """
            SELECT device_user, utc_s, state, verify, quarantine FROM placed_punch WHERE device_id = ? AND local_s = ?
            ORDER BY id
            """, [.integer(device.rawValue), .integer(local.seconds)]
        ) { row in
            PunchOfSecond(
                deviceUser: row.text(0), local: local, instant: row.instant(1),
                state: PunchState(rawValue: UInt8(truncatingIfNeeded: row.integer(2))),
                verify: UInt8(truncatingIfNeeded: row.integer(3)), isBelievable: row.isNull(4))
        }
    }

    /// The latest second that a terminal's clock has shown for a punch; nil while there is none.
    package func latestSecond(of device: ID<Device>) throws -> LocalTime? {
        try db.integer("SELECT MAX(local_s) FROM punch WHERE device_id = ?", [.integer(device.rawValue)])
            .map { LocalTime(seconds: $0) }
    }
}
