package import Devices
package import Domain
package import Storage

/// A terminal as the list of devices shows it.
package struct DeviceSummary: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Device>
    package var name: String
    package var family = DeviceFamily.zk
    /// As its firmware names itself; empty until it has been asked.
    package var model: String
    package var serialNumber: String
    package var firmware: String
    package var host: String
    package var port: UInt16
    package var transport: DeviceTransport
    /// The IANA name of the zone of its clock.
    package var zone: String
    package var direction: DeviceDirection
    /// When it last answered; nil: never.
    package var lastSeen: Instant?
    /// One sentence; nil when the last try went well.
    package var lastError: String?
    /// What a person may accept so that the next try goes well; nil where nothing helps.
    package var refusal: SyncConsent?
    /// All punches of this terminal up to here are in; nil: nothing has been collected.
    package var completeThrough: Instant?
    /// Seconds by which its clock was ahead of this computer's when it was last read.
    package var clockDrift: Int32?
    /// Punches held by the terminal when it was last read.
    package var recordsUsed: Int?
    package var recordCapacity: Int?
    /// Anybody in the network can read and clear a terminal whose comm key is 0.
    package var isOpenToAnyone: Bool
    package var isCollecting: Bool
    /// From when on it has been out of use; nil while it is in use.
    package var retiredAt: Instant?
    /// What collections found that somebody should know of, oldest first; they stay until somebody says to have seen
    /// them (``DeviceService/dismissNotes(of:by:)``).
    package var notes: [String] = []
    /// How the last conversations went; nil while nobody has collected continuously.
    package var health: DeviceHealth?
    /// What it handed over as punches and nobody could read.
    package var unreadableLines = 0
    /// Whether some program collects from it right now.
    package var isFollowed = false
    /// When it called last, where it calls by itself and has stopped doing so.
    package var silentSince: Instant?
    /// Tasks that wait for it, or are under way.
    package var openTasks = 0

    package init(
        id: Domain.ID<Device>, name: String, model: String, serialNumber: String, firmware: String, host: String,
        port: UInt16, transport: DeviceTransport, zone: String, direction: DeviceDirection, lastSeen: Instant?,
        lastError: String?, completeThrough: Instant?, clockDrift: Int32?, recordsUsed: Int?, recordCapacity: Int?,
        isOpenToAnyone: Bool, isCollecting: Bool
    ) {
        self.id = id
        self.name = name
        self.model = model
        self.serialNumber = serialNumber
        self.firmware = firmware
        self.host = host
        self.port = port
        self.transport = transport
        self.zone = zone
        self.direction = direction
        self.lastSeen = lastSeen
        self.lastError = lastError
        self.completeThrough = completeThrough
        self.clockDrift = clockDrift
        self.recordsUsed = recordsUsed
        self.recordCapacity = recordCapacity
        self.isOpenToAnyone = isOpenToAnyone
        self.isCollecting = isCollecting
    }

    package var address: String { port > 1 ? "\(host):\(port)" : host }

    package var isRetired: Bool { retiredAt != nil }

    /// Whether some program has it, or hears its calls: between two calls a push terminal is held by nobody.
    package var isConnected: Bool {
        isFollowed || family == .push && lastSeen != nil && lastError == nil && silentSince == nil && !isRetired
    }

    /// How it is, in a word or two.
    package var stateWord: String {
        if isRetired { return "retired" }
        if silentSince != nil { return "not heard" }
        if let health, health.failingSince != nil { return health.nextTryAt == nil ? "failing" : "dead" }
        if isConnected { return "connected" }
        if lastError != nil { return "not reached" }
        return lastSeen == nil ? "never read" : "idle"
    }

    /// Whether the terminal that told this of itself is another than the one read before; nil where it is the same, or
    /// where one of the two did not say.
    package func otherTerminal(_ information: DeviceInformation) -> ServiceError? {
        guard let found = information.serialNumber, !serialNumber.isEmpty, found != serialNumber else { return nil }
        return .otherTerminal(device: name, expected: serialNumber, found: found)
    }

    /// What a retired terminal has not handed over, as a sentence for people; empty for one in use.
    /// - Parameter zone: in which times are said.
    package func unreadSentence(zone: ZoneRules) -> String {
        guard let retiredAt else { return "" }
        let retired = zone.local(at: retiredAt).toTheMinute
        guard let through = completeThrough else {
            return "It was never read: what was punched on it before \(retired) is not in."
        }
        let read = zone.local(at: min(through, retiredAt)).toTheMinute
        // Times are said to the minute: seconds between the last reading and the end would be an empty span in words.
        guard retiredAt - through >= 60 else { return "All that was punched on it up to \(read) is in." }
        return "What was punched on it from \(read) to \(retired) is not in."
    }

    /// What somebody should see to, one sentence each: the notes, and the ``conditions``. The last error is not among
    /// them.
    package var warnings: [String] { notes + conditions }

    /// How the terminal is, as far as somebody should see to it; nothing where it is retired.
    package var conditions: [String] {
        if isRetired { return [] }
        var found: [String] = []
        found += fleetConditions
        if isOpenToAnyone {
            found.append(
                "The comm key is 0, so anybody in the network can read and clear this terminal; set one in the terminal's "
                    + "menu under Comm., and then here.")
        }
        if let drift = clockDrift, let doubt = ClockDoubt(drift: drift, offset: offset), doubt != .clock {
            found.append(doubt.sentence(subject: "It", zone: zone, drift: drift))
        } else if let drift = clockDrift, abs(drift) > Self.tolerableDrift {
            let remedy = family.takes(.setClock) ? "set it to this computer's time" : "set it in its menu"
            found.append("Its clock is \(ClockDoubt.span(drift)) \(drift > 0 ? "fast" : "slow"); \(remedy).")
        }
        if let used = recordsUsed, let capacity = recordCapacity, capacity > 0, used * 10 >= capacity * 9 {
            found.append("Its memory is nearly full: \(used) of \(capacity) punches; make a backup and clear it.")
        }
        return found
    }

    private var fleetConditions: [String] {
        var found: [String] = []
        if unreadableLines > 0 { found.append(unreadableSentence) }
        for (used, capacity, what) in [
            (health?.users, health?.userCapacity, "users"),
            (health?.fingerprints, health?.fingerprintCapacity, "fingerprints"),
        ] {
            if let used, let capacity, capacity > 0, used * 20 >= capacity * 19 {
                found.append(
                    "It has room for \(capacity - used) more of \(capacity) \(what); remove people who have left.")
            }
        }
        if let detour = health?.detour, health?.failingSince == nil {
            found.append(
                "It is reached by \(detour) only: the ways before that were not answered. Look at them, or put this one "
                    + "first.")
        }
        if let rate = health?.failureRate, let count = health?.outcomeCount, count >= 10, rate >= 0.25 {
            found.append(
                "\(Int((rate * 100).rounded())) % of the last \(count) conversations failed; look at its network.")
        }
        return found
    }

    private var unreadableSentence: String {
        let isOne = unreadableLines == 1
        let it = isOne ? "it" : "them"
        let what =
            isOne
            ? "1 line of it could not be read as a punch"
            : "\(unreadableLines) lines of it could not be read as punches"
        // Where lines come in a form that is the terminal's own, there is no format to correct.
        guard family == .zk || family == .push else { return "\(what); correct its format and read \(it) again." }
        return
            "\(what); look at \(it) among the unreadable lines in the inbox, add a correction where somebody punched, and "
            + "dismiss \(it)."
    }

    /// Of its zone when its clock was last seen; nil where the zone is not known.
    private var offset: Int32? {
        lastSeen.flatMap { seen in SystemZones.rules(of: zone)?.offset(at: seen) }
    }

    /// Seconds; a drift up to this is what terminals do in a week.
    package static let tolerableDrift: Int32 = 60
}

/// A terminal's clock beside this computer's, both in the terminal's zone.
package struct ClockReading: Hashable, Sendable, Codable {
    package var terminal: LocalTime
    package var computer: LocalTime

    package init(terminal: LocalTime, computer: LocalTime) {
        self.terminal = terminal
        self.computer = computer
    }

    /// Seconds; positive: the terminal is ahead.
    package var drift: Int32 { Int32(clamping: terminal.seconds - computer.seconds) }
}

/// What setting a terminal's clock came to: it is read again afterwards, not believed.
package struct ClockSetting: Hashable, Sendable, Codable {
    /// Nil where the terminal showed a date that does not exist.
    package var before: ClockReading?
    package var after: ClockReading

    package init(before: ClockReading?, after: ClockReading) {
        self.before = before
        self.after = after
    }
}
