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
        let ascends = zip(punches, punches.dropFirst()).allSatisfy { $0.local <= $1.local }
        var numbering = EqualNumbering<Key>()
        for index in punches.indices {
            punches[index].sequence = 0
            // Nearly every log ascends: there, equal punches stand side by side, and most seconds have one punch.
            if ascends, sharesNoSecond(index, punches) { continue }
            punches[index].sequence = numbering.number(punches[index].key)
        }
    }

    private static func sharesNoSecond(_ index: Int, _ punches: [NewPunch]) -> Bool {
        let second = punches[index].local
        let before = index > 0 ? punches[index - 1].local : nil
        let after = index + 1 < punches.count ? punches[index + 1].local : nil
        return before != second && after != second
    }
}
