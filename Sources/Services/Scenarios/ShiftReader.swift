import Domain

/// Reads the `shifts` of a scenario. What is left out has the product's default.
struct ShiftReader {
    private static let keys = ["name", "hours", "automatic", "breaks", "short days"] + PolicyReader.keys
    private static let hours = "hours such as 09:00-18:00; an end not later than the start is on the next day"

    /// - Parameter base: the same shift in the file, where a case changes only some of its keys.
    static func shift(_ node: ScenarioNode, id: ID<Shift>, base: ScenarioNode?) throws(ScenarioError) -> Shift {
        let inherited = try base?.section()
        let section = try node.section().over(inherited)
        try section.allowOnly(keys)
        guard let hours = section["hours"] else { throw node.error("has no 'hours': write \(Self.hours).") }
        let (start, end) = try hours.value(Self.hours, ScenarioWords.hours)
        var shift = Shift(
            id: id, code: node.key, name: try section["name"]?.text() ?? node.key, start: start, end: end,
            policy: hasRules(section) ? try PolicyReader.policy(section, inherited: inherited) : nil,
            isAutomatic: try section.yesOrNo("automatic") ?? false)
        for item in try section["breaks"]?.list() ?? [] { shift.breaks.append(try pause(item)) }
        for item in try section["short days"]?.section().entries ?? [] {
            shift.partialDays.append(try shortDay(item, shift.policy ?? AttendancePolicy()))
        }
        return shift
    }

    private static func pause(_ node: ScenarioNode) throws(ScenarioError) -> ShiftBreak {
        try node.value(ShiftBreak.hint) { ShiftBreak(words: $0) }
    }

    private static func shortDay(_ node: ScenarioNode, _ policy: AttendancePolicy) throws(ScenarioError) -> PartialDay {
        guard let weekday = ScenarioWords.weekday(node.key) else {
            throw node.error("is not a weekday: write Monday, Tuesday and so on.")
        }
        let section = try node.section()
        try section.allowOnly(["hours", "half day below", "absent below"])
        guard let hours = section["hours"] else { throw node.error("has no 'hours': write \(Self.hours).") }
        let (start, end) = try hours.value(Self.hours, ScenarioWords.hours)
        return PartialDay(
            weekday: weekday, start: start, end: end,
            halfDayBelow: try section.duration("half day below") ?? policy.halfDayBelow,
            absentBelow: try section.duration("absent below") ?? policy.absentBelow)
    }

    /// Without a rule of its own it is judged by whatever policy concerns the person.
    private static func hasRules(_ section: ScenarioSection) -> Bool {
        section.entries.contains { PolicyReader.keys.contains($0.key) }
    }
}

extension ScenarioSection {
    func duration(_ key: String) throws(ScenarioError) -> Int32? {
        guard let node = self[key] else { return nil }
        return try node.value(ScenarioWords.duration, ScenarioWords.duration)
    }

    func yesOrNo(_ key: String) throws(ScenarioError) -> Bool? {
        guard let node = self[key] else { return nil }
        return try node.value(ScenarioWords.yesOrNo, ScenarioWords.yesOrNo)
    }

    func choice<Value>(_ key: String, _ choices: KeyValuePairs<String, Value>) throws(ScenarioError) -> Value? {
        guard let node = self[key] else { return nil }
        let allowed = choices.map(\.key).joined(separator: ", ")
        return try node.value("one of \(allowed)") { text in choices.first { $0.key == text }?.value }
    }
}
