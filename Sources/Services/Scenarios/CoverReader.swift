import Domain

/// Reads what excuses a person or is work elsewhere: `leave types`, `leave`, `on duty`, `work from home`,
/// `optional holidays`.
struct CoverReader {
    static let keys = ["leave types", "leave", "on duty", "work from home", "optional holidays"]
    private static let leaveForm =
        "the leave's code, and after it if need be 'first half', 'second half' or hours such as 10:00-12:00 or "
        + "02:00 next day to 04:00 next day; "
        + "'with rest days' where weekly offs and holidays are leave too"
    private static let dutyForm = "'whole day', 'first half', 'second half' or hours such as 10:00-13:00"

    let zone: ZoneRules
    private(set) var leaves: [LeaveOnDay] = []
    private(set) var outsideWork: [OutsideWork] = []
    private(set) var optionalHolidays: Set<CivilDate> = []
    private(set) var leaveCodes: [ID<LeaveType>: String] = [:]
    private(set) var unpaidLeave: Set<ID<LeaveType>> = []

    init(_ section: ScenarioSection, zone: ZoneRules) throws(ScenarioError) {
        self.zone = zone
        for item in try section["leave types"]?.list() ?? [] { try readType(item) }
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

    private mutating func readType(_ node: ScenarioNode) throws(ScenarioError) {
        let words = try node.text().split(separator: " ")
        guard let code = words.first, words.count == 1 || words.dropFirst() == ["unpaid"] else {
            throw node.error(
                "is \"\(try node.text())\": write the leave's code, and 'unpaid' after it where nothing is paid.")
        }
        let type = type(String(code))
        if words.count > 1 { unpaidLeave.insert(type) }
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
            guard let (from, until) = Self.hours(text, on: date) else { return nil }
            return .hours(zone.place(from).instant, zone.place(until).instant)
        }
    }

    /// `10:00-12:00`, or a moment and another: `02:00 next day to 04:00 next day`.
    private static func hours(_ text: String, on date: CivilDate) -> (from: LocalTime, until: LocalTime)? {
        if let (start, end) = ScenarioWords.hours(text) {
            return (LocalTime(date, start), LocalTime(end > start ? date : date + 1, end))
        }
        guard let divider = text.firstRange(of: " to "),
            let from = ScenarioWords.moment(String(text[..<divider.lowerBound]), on: date),
            let until = ScenarioWords.moment(String(text[divider.upperBound...]), on: date)
        else { return nil }
        return (from, until)
    }

    /// A part of a date in the words that are read here.
    static func words(_ portion: DayPortion, _ date: CivilDate, _ zone: ZoneRules) -> String {
        switch portion {
        case .full: return "whole day"
        case .firstHalf: return "first half"
        case .secondHalf: return "second half"
        case .hours(let from, let until):
            let (from, until) = (zone.local(at: from), zone.local(at: until))
            let short = "\(from.timeOfDay)-\(until.timeOfDay)"
            if let read = hours(short, on: date), read == (from, until) { return short }
            return "\(from) to \(until)"
        }
    }
}
