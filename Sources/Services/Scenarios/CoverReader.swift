import Domain

/// Reads what excuses a person or is work elsewhere: `leave`, `on duty`, `work from home`, `optional holidays`.
struct CoverReader {
    static let keys = ["leave", "on duty", "work from home", "optional holidays"]
    private static let leaveForm =
        "the leave's code, and after it if need be 'first half', 'second half' or hours such as 10:00-12:00; "
        + "'with rest days' where weekly offs and holidays are leave too"
    private static let dutyForm = "'whole day', 'first half', 'second half' or hours such as 10:00-13:00"

    let zone: ZoneRules
    private(set) var leaves: [LeaveOnDay] = []
    private(set) var outsideWork: [OutsideWork] = []
    private(set) var optionalHolidays: Set<CivilDate> = []
    private(set) var leaveCodes: [ID<LeaveType>: String] = [:]

    init(_ section: ScenarioSection, zone: ZoneRules) throws(ScenarioError) {
        self.zone = zone
        for (item, date) in try Self.days(section["leave"]) { try readLeave(item, date) }
        for (key, kind) in [("on duty", OutsideWork.Kind.onDuty), ("work from home", .workFromHome)] {
            for (item, date) in try Self.days(section[key]) {
                guard let portion = portion(try item.text(), on: date) else {
                    throw item.error("is \"\(try item.text())\": write \(Self.dutyForm).")
                }
                outsideWork.append(OutsideWork(kind: kind, date: date, portion: portion))
            }
        }
        for item in try section["optional holidays"]?.list() ?? [] {
            optionalHolidays.insert(try item.value("a date such as 2026-11-02") { CivilDate($0) })
        }
    }

    /// A line a date or a span of dates, with one value or a list of them.
    private static func days(_ node: ScenarioNode?) throws(ScenarioError) -> [(ScenarioNode, CivilDate)] {
        var found: [(ScenarioNode, CivilDate)] = []
        for entry in try node?.section().entries ?? [] {
            guard let days = ScenarioWords.days(entry.key) else {
                throw entry.error("is not a date: write 2026-11-02, or 2026-11-01 to 2026-11-14.")
            }
            for date in days { for item in try entry.list() { found.append((item, date)) } }
        }
        return found
    }

    private mutating func readLeave(_ node: ScenarioNode, _ date: CivilDate) throws(ScenarioError) {
        var text = try node.text()
        let countsRestDays = text.hasSuffix(" with rest days")
        if countsRestDays { text = String(text.dropLast(15)) }
        let words = text.split(separator: " ", maxSplits: 1)
        guard let code = words.first, let portion = portion(words.count > 1 ? String(words[1]) : "whole day", on: date)
        else { throw node.error("is \"\(try node.text())\": write \(Self.leaveForm).") }
        leaves.append(
            LeaveOnDay(date: date, portion: portion, type: type(String(code)), countsRestDays: countsRestDays))
    }

    private mutating func type(_ code: String) -> ID<LeaveType> {
        if let known = leaveCodes.first(where: { $0.value == code }) { return known.key }
        let id = ID<LeaveType>(Int64(leaveCodes.count) + 1)
        leaveCodes[id] = code
        return id
    }

    private func portion(_ text: String, on date: CivilDate) -> DayPortion? {
        switch text {
        case "whole day": return .full
        case "first half": return .firstHalf
        case "second half": return .secondHalf
        default:
            guard let (start, end) = ScenarioWords.hours(text) else { return nil }
            let until = LocalTime(end > start ? date : date + 1, end)
            return .hours(zone.place(LocalTime(date, start)).instant, zone.place(until).instant)
        }
    }
}
