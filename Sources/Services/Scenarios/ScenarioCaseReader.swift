import Domain

/// Reads one case: its own keys first, then those of the file.
struct ScenarioCaseReader {
    static let keys =
        [
            "zone", "shifts", "rosters", "assigned", "overrides", "employee", "weekly off", "weekly off at", "holidays",
            "policies", "devices",
            "punches", "now", "collected until", "overtime approved", "days", "expect", "compared with", "changed days",
            "leave ledger", "people", "story",
        ] + CoverReader.keys
    private static let moment = "a date and time such as 2026-11-02 10:00"

    private let name: String
    private let own: ScenarioSection
    private let file: ScenarioSection
    private let section: ScenarioSection

    init(_ node: ScenarioNode, file: ScenarioSection) throws(ScenarioError) {
        own = try node.section()
        try own.allowOnly(["name"] + Self.keys)
        guard let name = try own["name"]?.text() else {
            throw node.error("have an entry without 'name': say in a few words what it shows.")
        }
        self.name = name
        self.file = file
        section = own.over(file)
    }

    init(file: ScenarioSection, name: String) throws(ScenarioError) {
        self.name = name
        self.file = ScenarioSection(entries: [], owner: file.owner)
        own = file
        section = file
    }

    func read() throws(ScenarioError) -> ScenarioCase {
        let zone = try zone()
        let shifts = try shifts()
        if section["story"] != nil || section["people"] != nil { return try company(zone, shifts) }
        var reader = try PunchReader(zone: zone, devices: section["devices"])
        if let punches = section["punches"] { try reader.read(punches) }
        let employee = try employee()
        let rosters = try RosterReader(section, shifts)
        let policies = try ScopedPolicyReader(section["policies"], shifts: shifts, employee: employee.id)
        let cover = try CoverReader(section, zone: zone)
        let rules = RuleBook(
            shifts: shifts, weeklyOffs: try CalendarReader.weeklyOffs(section["weekly off"]),
            holidays: try CalendarReader.holidays(section["holidays"]), zone: zone,
            locationWeeklyOffs: try CalendarReader.locationWeeklyOffs(section["weekly off at"]),
            policies: policies.policies, policyAssignments: policies.assignments,
            patterns: rosters.patterns, unpaidLeave: cover.unpaidLeave, leaveCodes: cover.leaveCodes)
        var person = EmployeeCase(
            employee: employee, schedule: try rosters.roster(of: employee).schedule(of: employee),
            punches: reader.punches)
        (person.leaves, person.outsideWork) = (cover.leaves, cover.outsideWork)
        person.optionalHolidays = cover.optionalHolidays
        person.overtimeApprovals = try approvals()
        let expectations = try ExpectationReader(leaveCodes: cover.leaveCodes.values).read(section["expect"])
        if expectations.isEmpty, own["compared with"] == nil, section["leave ledger"] == nil {
            throw own.owner.error("expects nothing in case \"\(name)\": write 'expect' and the days that matter.")
        }
        return ScenarioCase(
            name: name, person: person, rules: rules, days: try days(reader.punches, expectations),
            knowledge: try knowledge(zone),
            expectations: expectations, comparison: try comparison(),
            leave: try section["leave ledger"].map(LeaveStoryReader.read))
    }

    private func company(_ zone: ZoneRules, _ shifts: [Shift]) throws(ScenarioError) -> ScenarioCase {
        let story = try CompanyStoryReader.read(section, zone: zone, shifts: shifts)
        let rules = RuleBook(
            shifts: shifts, weeklyOffs: try CalendarReader.weeklyOffs(section["weekly off"]),
            holidays: try CalendarReader.holidays(section["holidays"]), zone: zone)
        let nobody = EmployeeCase(
            employee: Employee(id: ID(1), code: "1", name: "Employee", joined: .distantPast), assignments: [],
            punches: [])
        let day = CivilDate(daysSinceEpoch: 0)
        return ScenarioCase(
            name: name, person: nobody, rules: rules, days: day...day, knowledge: .complete, expectations: [],
            comparison: nil, company: story)
    }

    private func approvals() throws(ScenarioError) -> [CivilDate: Int32] {
        var approvals: [CivilDate: Int32] = [:]
        for entry in try section["overtime approved"]?.section().entries ?? [] {
            guard let date = CivilDate(entry.key) else {
                throw entry.error("is not a date: write 2026-11-04, and after it how much overtime was approved.")
            }
            approvals[date] = try entry.value(ScenarioWords.duration, ScenarioWords.duration)
        }
        return approvals
    }

    private func zone() throws(ScenarioError) -> ZoneRules {
        guard let node = section["zone"] else { return try known("Asia/Kolkata", section.owner) }
        return try known(try node.text(), node)
    }

    private func known(_ name: String, _ node: ScenarioNode) throws(ScenarioError) -> ZoneRules {
        guard let zone = ZoneRules.system(named: name) else {
            throw node.error("is \"\(name)\": write a time zone such as Asia/Kolkata or Europe/Berlin.")
        }
        return zone
    }

    /// A case may add shifts, and may change single keys of the file's shifts.
    private func shifts() throws(ScenarioError) -> [Shift] {
        let base = try file["shifts"]?.section()
        var entries = try own["shifts"]?.section().entries ?? []
        entries += base?.entries.filter { node in !entries.contains { $0.key == node.key } } ?? []
        var shifts: [Shift] = []
        for node in entries {
            shifts.append(
                try ShiftReader.shift(node, id: ID(Int64(shifts.count) + 1), base: base?[node.key]))
        }
        return shifts
    }

    private func employee() throws(ScenarioError) -> Employee {
        var employee = Employee(id: ID(1), code: "1", name: "Employee", joined: .distantPast)
        guard let section = try section["employee"]?.section() else { return employee }
        try section.allowOnly(["joined", "left", "department", "location", "moves", "gender"])
        employee.postings = try postings(section)
        let date = "a date such as 2026-11-15"
        if let node = section["joined"] { employee.joined = try node.value(date) { CivilDate($0) } }
        if let node = section["left"] { employee.left = try node.value(date) { CivilDate($0) } }
        if let node = section["gender"] {
            employee.gender = try node.value("female, male or other") { text in
                [Gender.female, .male, .other].first { String(describing: $0) == text }
            }
        }
        return employee
    }

    /// What a move does not name stays as it was before.
    private func postings(_ section: ScenarioSection) throws(ScenarioError) -> Postings {
        var last = Posting(from: .distantPast)
        last.department = try section["department"]?.text() ?? ""
        last.location = try section["location"]?.text() ?? ""
        var postings = Postings(last)
        for entry in try section["moves"]?.section().entries ?? [] {
            guard let date = CivilDate(entry.key), date > last.from else {
                throw entry.error(
                    "is no date after the one before: write 2026-11-15, and after it where the person goes.")
            }
            let move = try entry.section()
            try move.allowOnly(["department", "location"])
            last.from = date
            last.department = try move["department"]?.text() ?? last.department
            last.location = try move["location"]?.text() ?? last.location
            postings.set(last)
        }
        return postings
    }

    private func knowledge(_ zone: ZoneRules) throws(ScenarioError) -> Knowledge {
        func instant(_ key: String) throws(ScenarioError) -> Instant? {
            guard let node = section[key] else { return nil }
            return zone.place(try node.value(Self.moment) { LocalTime($0) }).instant
        }
        return Knowledge(now: try instant("now"), completeThrough: try instant("collected until"))
    }

    /// The days written, else all that bear punches or expectations.
    private func days(
        _ punches: [Punch], _ expectations: [DayExpectation]
    ) throws(ScenarioError) -> ClosedRange<CivilDate> {
        if let node = section["days"] {
            return try node.value("days such as 2026-11-01 to 2026-11-30", ScenarioWords.days)
        }
        let dates = punches.filter { $0.quarantine == nil }.map(\.local.date) + expectations.map(\.date)
        guard let first = dates.min(), let last = dates.max() else {
            if section["leave ledger"] != nil { return CivilDate(daysSinceEpoch: 0)...CivilDate(daysSinceEpoch: 0) }
            throw own.owner.error("has neither 'punches' nor 'expect' in case \"\(name)\": there is nothing to check.")
        }
        return first...last
    }

    private func comparison() throws(ScenarioError) -> ScenarioComparison? {
        guard let other = own["compared with"] else {
            if let stray = own["changed days"] { throw stray.error("needs 'compared with' and the name of a case.") }
            return nil
        }
        guard let changed = own["changed days"] else {
            throw other.error("needs 'changed days': the list of days that may differ, [] for none.")
        }
        var dates: [CivilDate] = []
        for item in try changed.list() { dates.append(try item.value("a date such as 2026-11-02") { CivilDate($0) }) }
        return ScenarioComparison(other: try other.text(), changedDays: dates)
    }
}
