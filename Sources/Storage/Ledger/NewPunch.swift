package import Domain

/// A punch on its way into the ledger: what the terminal said, and what its time was taken to mean.
package struct NewPunch: Hashable, Sendable {
    package var deviceUser: String
    /// What the terminal's clock showed.
    package var local: LocalTime
    package var placement: Placement
    package var state: PunchState
    package var verify: UInt8
    package var workCode: UInt32
    /// Position among punches equal in everything else, from 0, in the order of the terminal's log: a real double within
    /// one second stays two. See ``number(_:)``.
    package var sequence: UInt16
    package var quarantine: Quarantine?

    package init(
        deviceUser: String, local: LocalTime, placement: Placement, state: PunchState, verify: UInt8 = 0,
        workCode: UInt32 = 0, sequence: UInt16 = 0, quarantine: Quarantine? = nil
    ) {
        self.deviceUser = deviceUser
        self.local = local
        self.placement = placement
        self.state = state
        self.verify = verify
        self.workCode = workCode
        self.sequence = sequence
        self.quarantine = quarantine
    }
}

extension NewPunch {
    private struct Key: Hashable {
        var deviceUser: String
        var local: LocalTime
        var state: PunchState
        var verify: UInt8
    }

    private var key: Key { Key(deviceUser: deviceUser, local: local, state: state, verify: verify) }

    /// Sets ``sequence`` throughout a terminal's log, or a part of it that begins with a new second.
    package static func number(_ punches: inout [NewPunch]) {
        // Nearly every log ascends and has one punch a second: only what shares a second with another is counted.
        var latest = Int64.min
        var counts: [Key: UInt16] = [:]
        var isAscending = true
        for index in punches.indices {
            let second = punches[index].local.seconds
            if isAscending, second > latest {
                latest = second
                punches[index].sequence = 0
                if index > 0, punches.indices.contains(index + 1), punches[index + 1].local.seconds != second {
                    continue
                }
            } else if second < latest, isAscending {
                isAscending = false
                counts = [:]
                for earlier in punches[..<index] { counts[earlier.key, default: 0] += 1 }
            }
            punches[index].sequence = counts[punches[index].key, default: 0]
            counts[punches[index].key, default: 0] += 1
        }
    }
}
