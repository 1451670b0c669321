package import Domain

/// By what the ledger tells the punches of one terminal apart.
package struct PunchKey: Hashable, Sendable {
    package var deviceUser: String
    package var local: LocalTime
    package var state: UInt8
    package var verify: UInt8
    package var sequence: UInt16

    package init(deviceUser: String, local: LocalTime, state: UInt8, verify: UInt8, sequence: UInt16) {
        self.deviceUser = deviceUser
        self.local = local
        self.state = state
        self.verify = verify
        self.sequence = sequence
    }

    package init(_ punch: NewPunch) {
        self.init(
            deviceUser: punch.deviceUser, local: punch.local, state: punch.state.rawValue, verify: punch.verify,
            sequence: punch.sequence)
    }
}

extension PunchLedger {
    /// The punches of a terminal whose clock showed these times, both included.
    package func keys(on device: ID<Device>, from: LocalTime, through: LocalTime) throws -> Set<PunchKey> {
        Set(
            try db.all(
                """
                SELECT device_user, local_s, state, verify, seq FROM punch
                WHERE device_id = ? AND local_s BETWEEN ? AND ?
                """, [.integer(device.rawValue), .integer(from.seconds), .integer(through.seconds)]
            ) { row in
                PunchKey(
                    deviceUser: row.text(0), local: LocalTime(seconds: row.integer(1)),
                    state: UInt8(truncatingIfNeeded: row.integer(2)), verify: UInt8(truncatingIfNeeded: row.integer(3)),
                    sequence: UInt16(truncatingIfNeeded: row.integer(4)))
            })
    }
}
