/// What the person pressed, as the terminal stores it.
package struct PunchState: RawRepresentable, Hashable, Sendable, Codable {
    package var rawValue: UInt8

    package init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    package static let checkIn = PunchState(rawValue: 0)
    package static let checkOut = PunchState(rawValue: 1)
    package static let breakOut = PunchState(rawValue: 2)
    package static let breakIn = PunchState(rawValue: 3)
    package static let overtimeIn = PunchState(rawValue: 4)
    package static let overtimeOut = PunchState(rawValue: 5)
    /// The terminal's state keys are off.
    package static let undefined = PunchState(rawValue: 255)
}

/// Which way a terminal's punches go, whatever state it stores.
package enum DeviceDirection: UInt8, Hashable, Sendable, CaseIterable {
    /// Believe the state where it says something, else alternate.
    case automatic
    case entry
    case exit
    /// First in, then out, then in…, whatever the state says.
    case alternating
}

/// One punch of one known person, as the engine reads it. Raw: nothing has been decided about it.
package struct Punch: Hashable, Sendable {
    package enum Source: UInt8, Hashable, Sendable {
        case terminal
        /// Added by a correction; never de-duplicated away, always marked.
        case manual
    }

    /// In the place of the verify code where a file does not say how the person was recognised. No terminal has it.
    package static let unsaidVerify: UInt8 = 255

    /// The ledger's row.
    package var id: ID<Punch>
    package var instant: Instant
    /// Seconds added to UTC to get what the terminal's wall clock showed.
    package var offset: Int32
    package var state: PunchState
    /// The terminal's raw verify code; shown, never computed with. ``unsaidVerify`` where nobody said.
    package var verify: UInt8
    package var device: ID<Device>
    package var direction: DeviceDirection
    package var source: Source
    /// Kept and shown, but no day is computed from it.
    package var quarantine: Quarantine?

    package init(
        id: ID<Punch>, instant: Instant, offset: Int32 = 0, state: PunchState = .undefined, verify: UInt8 = 1,
        device: ID<Device> = ID(0), direction: DeviceDirection = .automatic, source: Source = .terminal,
        quarantine: Quarantine? = nil
    ) {
        self.id = id
        self.instant = instant
        self.offset = offset
        self.state = state
        self.verify = verify
        self.device = device
        self.direction = direction
        self.source = source
        self.quarantine = quarantine
    }

    package var local: LocalTime { LocalTime(seconds: instant.seconds + Int64(offset)) }
}

/// Why a punch's time cannot be believed.
package enum Quarantine: UInt8, Hashable, Sendable, CaseIterable {
    /// Later than the moment it was collected, beyond the clock tolerance.
    case future = 1
    /// Long before the terminal can have been in use (a flat battery: year 2000).
    case ancient = 2
    /// 31 February.
    case impossible = 3
}

/// The namespace of a terminal's identity; the terminal itself is described where it is configured.
package enum Device {}
