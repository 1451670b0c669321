import Domain

/// Reads the `punches` and `devices` of a scenario.
struct PunchReader {
    static let form =
        "a time and then words of: in, out, break-out, break-in, overtime-in, overtime-out (the key pressed), "
        + "'at NAME' (a name under devices), manual, utc+05:30 (the clock that took it was so far ahead of UTC), or future, "
        + "ancient, impossible (a time that is not believed)"
    static let states: [String: PunchState] = [
        "in": .checkIn, "out": .checkOut, "break-out": .breakOut, "break-in": .breakIn, "overtime-in": .overtimeIn,
        "overtime-out": .overtimeOut,
    ]
    static let quarantines: [String: Quarantine] = [
        "future": .future, "ancient": .ancient, "impossible": .impossible,
    ]

    let zone: ZoneRules
    private var devices: [String: (id: ID<Device>, direction: DeviceDirection)] = [:]
    private(set) var punches: [Punch] = []

    init(zone: ZoneRules, devices node: ScenarioNode?) throws(ScenarioError) {
        self.zone = zone
        let choices: KeyValuePairs<String, DeviceDirection> = [
            "automatic": .automatic, "entry": .entry, "exit": .exit, "alternating": .alternating,
        ]
        guard let section = try node?.section() else { return }
        for entry in section.entries {
            let direction = try section.choice(entry.key, choices) ?? .automatic
            devices[entry.key] = (ID(Int64(devices.count) + 1), direction)
        }
    }

    mutating func read(_ node: ScenarioNode) throws(ScenarioError) {
        for day in try node.section().entries {
            guard let date = CivilDate(day.key) else {
                throw day.error("is not a date: write the day like 2026-11-02, and its punches as a list after it.")
            }
            for item in try day.list() { punches.append(try punch(item, on: date)) }
        }
    }

    private func punch(_ node: ScenarioNode, on date: CivilDate) throws(ScenarioError) -> Punch {
        var words = try node.text().split(separator: " ").map(String.init)
        guard let first = words.first, let time = TimeOfDay(first) else {
            throw node.error("is \"\(try node.text())\": write \(Self.form).")
        }
        words.removeFirst()
        let local = LocalTime(date, time)
        let placement = zone.place(local, notBefore: punches.last?.instant)
        var punch = Punch(
            id: ID(Int64(punches.count) + 1), instant: placement.instant, offset: placement.offset)
        while !words.isEmpty { try read(&words, into: &punch, at: local, node) }
        return punch
    }

    private func read(
        _ words: inout [String], into punch: inout Punch, at local: LocalTime, _ node: ScenarioNode
    ) throws(ScenarioError) {
        let word = words.removeFirst()
        if let state = Self.states[word] {
            punch.state = state
        } else if let quarantine = Self.quarantines[word] {
            punch.quarantine = quarantine
        } else if word == "manual" {
            punch.source = .manual
        } else if let offset = Self.offset(word) {
            punch.instant = Instant(seconds: local.seconds - Int64(offset))
            punch.offset = offset
        } else if word == "at", !words.isEmpty {
            let name = words.removeFirst()
            guard let device = devices[name] else {
                throw node.error("names the device \"\(name)\", which does not stand under 'devices'.")
            }
            (punch.device, punch.direction) = (device.id, device.direction)
        } else {
            throw node.error("has the word \"\(word)\": write \(Self.form).")
        }
    }

    /// Seconds that `utc+05:30` is ahead of UTC.
    private static func offset(_ word: String) -> Int32? {
        guard word.hasPrefix("utc+") || word.hasPrefix("utc-"), let time = TimeOfDay(word.dropFirst(4)) else {
            return nil
        }
        return word.hasPrefix("utc-") ? -time.secondsSinceMidnight : time.secondsSinceMidnight
    }

    /// What ``offset(_:)`` reads.
    static func clock(_ offset: Int32) -> String {
        "utc\(offset < 0 ? "-" : "+")\(TimeOfDay(secondsSinceMidnight: abs(offset)))"
    }
}
