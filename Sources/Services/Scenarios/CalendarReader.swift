import Domain

/// Reads the `weekly off` and `holidays` of a scenario.
enum CalendarReader {
    private static let keys = ["name", "half", "optional", "location", "yearly"]

    static func weeklyOffs(_ node: ScenarioNode?) throws(ScenarioError) -> [WeeklyOff] {
        var offs: [WeeklyOff] = []
        for item in try node?.list() ?? [] {
            offs.append(try item.value("weekdays such as Sunday, or 2nd and 4th Saturday", ScenarioWords.weeklyOff))
        }
        return offs
    }

    /// Each location's own, which take the place of the company's.
    static func locationWeeklyOffs(_ node: ScenarioNode?) throws(ScenarioError) -> [String: [WeeklyOff]] {
        var offs: [String: [WeeklyOff]] = [:]
        for entry in try node?.section().entries ?? [] { offs[entry.key] = try weeklyOffs(entry) }
        return offs
    }

    static func holidays(_ node: ScenarioNode?) throws(ScenarioError) -> [Holiday] {
        var holidays: [Holiday] = []
        for entry in try node?.section().entries ?? [] {
            guard let date = CivilDate(entry.key) else {
                throw entry.error("is not a date: write 2026-11-04, and the holiday's name after it.")
            }
            guard !entry.isOneValue, !entry.isGroup else {
                holidays.append(try holiday(entry, on: date))
                continue
            }
            for item in try entry.list() { holidays.append(try holiday(item, on: date)) }
        }
        return holidays
    }

    private static func holiday(_ node: ScenarioNode, on date: CivilDate) throws(ScenarioError) -> Holiday {
        if node.isOneValue { return Holiday(date: date, name: try node.text()) }
        let section = try node.section()
        try section.allowOnly(keys)
        guard let name = try section["name"]?.text() else {
            throw node.error("has no 'name': write the holiday's name.")
        }
        var holiday = Holiday(date: date, name: name, location: try section["location"]?.text() ?? "")
        holiday.kind = try section.choice("half", ["first": .firstHalf, "second": .secondHalf]) ?? .full
        if try section["optional"]?.value(ScenarioWords.yesOrNo, ScenarioWords.yesOrNo) ?? false {
            holiday.kind = .optional
        }
        holiday.isYearly = try section["yearly"]?.value(ScenarioWords.yesOrNo, ScenarioWords.yesOrNo) ?? false
        return holiday
    }
}
