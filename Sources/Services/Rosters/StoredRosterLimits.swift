import Domain
import Storage

extension SettingName {
    /// A number and what happens beyond it: `39600 warn`.
    static let rosterRest = SettingName(rawValue: "roster.rest_between_shifts")
    static let rosterDays = SettingName(rawValue: "roster.days_in_a_row")
    static let rosterWeek = SettingName(rawValue: "roster.hours_a_week")
    /// `off`, `warn` or `refuse`.
    static let rosterOverlap = SettingName(rawValue: "roster.overlapping_shifts")
    static let rosterLeave = SettingName(rawValue: "roster.shift_on_leave")
    static let rosterGap = SettingName(rawValue: "roster.gaps")
    /// A weekday: `monday`.
    static let weekStart = SettingName(rawValue: "roster.week_start")
    /// `yes` or `no`.
    static let rosterSwaps = SettingName(rawValue: "roster.swaps_across_departments")
}

extension SettingStore {
    /// What nobody has set has its default.
    /// - Throws: `StorageError.unreadable(_:)`
    func rosterLimits() throws -> RosterLimits {
        var limits = RosterLimits()
        limits.rest = try limit(.rosterRest) ?? limits.rest
        limits.daysInARow = try limit(.rosterDays) ?? limits.daysInARow
        limits.weekHours = try limit(.rosterWeek) ?? limits.weekHours
        limits.overlap = try reaction(.rosterOverlap) ?? limits.overlap
        limits.leave = try reaction(.rosterLeave) ?? limits.leave
        limits.gap = try reaction(.rosterGap) ?? limits.gap
        if let text = try value(.weekStart) { limits.weekStart = try known(ScenarioWords.weekday(text), text) }
        if let text = try value(.rosterSwaps) {
            limits.swapsAcrossDepartments = try known(ScenarioWords.yesOrNo(text), text)
        }
        return limits
    }

    func setRosterLimits(_ limits: RosterLimits, by stamp: Stamp) throws {
        let before = try rosterLimits()
        func set<Value: Equatable>(
            _ name: SettingName, _ value: KeyPath<RosterLimits, Value>, _ text: (Value) -> String
        ) throws {
            guard before[keyPath: value] != limits[keyPath: value] else { return }
            try self.set(name, text(limits[keyPath: value]), by: stamp)
        }
        try set(.rosterRest, \.rest, \.text)
        try set(.rosterDays, \.daysInARow, \.text)
        try set(.rosterWeek, \.weekHours, \.text)
        try set(.rosterOverlap, \.overlap) { String(describing: $0) }
        try set(.rosterLeave, \.leave) { String(describing: $0) }
        try set(.rosterGap, \.gap) { String(describing: $0) }
        try set(.weekStart, \.weekStart) { String(describing: $0) }
        try set(.rosterSwaps, \.swapsAcrossDepartments) { $0 ? "yes" : "no" }
    }

    private func limit(_ name: SettingName) throws -> RosterLimits.Limit? {
        guard let text = try value(name) else { return nil }
        let parts = text.split(separator: " ")
        guard parts.count == 2, let value = Int32(parts[0]) else { throw StorageError.unreadable("setting “\(text)”") }
        return RosterLimits.Limit(value, try known(RosterLimits.Reaction(parts[1]), text))
    }

    private func reaction(_ name: SettingName) throws -> RosterLimits.Reaction? {
        try value(name).map { try known(RosterLimits.Reaction($0), $0) }
    }

    private func known<Value>(_ value: Value?, _ text: String) throws -> Value {
        guard let value else { throw StorageError.unreadable("setting “\(text)”") }
        return value
    }
}

extension RosterLimits.Limit {
    fileprivate var text: String { "\(value) \(reaction)" }
}

extension RosterLimits.Reaction {
    /// Reads `off`, `warn` and `refuse`.
    package init?(_ text: some StringProtocol) {
        guard let found = Self.allCases.first(where: { String(describing: $0) == text }) else { return nil }
        self = found
    }
}
