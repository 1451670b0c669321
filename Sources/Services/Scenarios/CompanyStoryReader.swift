import Domain

/// Reads the `people` and the `story` of a scenario of a whole company.
struct CompanyStoryReader {
    /// What a case with a story can have besides.
    static let keys = ["zone", "shifts", "weekly off", "holidays", "people", "story"]
    private static let person = ["name", "department", "location", "joined", "left", "shift", "device user"]
    private static let most = 100_000

    private let zone: ZoneRules

    static func read(_ section: ScenarioSection, zone: ZoneRules, shifts: [Shift]) throws(ScenarioError) -> CompanyStory
    {
        let others = ScenarioCaseReader.keys.filter { !keys.contains($0) }
        for entry in section.entries where others.contains(entry.key) {
            throw entry.error("says nothing in a case with a 'story': it has \(keys.joined(separator: ", ")).")
        }
        let reader = CompanyStoryReader(zone: zone)
        var steps: [CompanyStep] = []
        for item in try section["story"]?.list() ?? [] { steps.append(try reader.step(item)) }
        guard !steps.isEmpty else {
            throw section.owner.error("has an empty 'story': say what happens, one thing after the other.")
        }
        let first = steps.flatMap(\.punches).map(\.local.date).min() ?? CivilDate(daysSinceEpoch: 0)
        let people = try people(section, shifts, joined: first)
        let numbers = people.map { $0.deviceUser.isEmpty ? $0.code : $0.deviceUser }
        return CompanyStory(people: people, steps: steps.map { $0.naming(numbers) })
    }

    /// A line a person, or how many there are.
    ///
    /// - Parameter joined: of whom nothing else is said: the day of the first punch.
    private static func people(
        _ section: ScenarioSection, _ shifts: [Shift], joined: CivilDate
    ) throws(ScenarioError) -> [EmployeeDraft] {
        let shift = shifts.first?.code ?? ""
        guard let node = section["people"] else {
            throw section.owner.error("has no 'people': a line for each by code, or how many there are.")
        }
        if node.isOneValue {
            let count = try node.value("how many people there are, 1 to \(most), or a line for each") { text in
                Int(text).flatMap { (1...most).contains($0) ? $0 : nil }
            }
            return (1...count).map { number in
                EmployeeDraft(code: "\(number)", name: "Person \(number)", joined: "\(joined)", shift: shift)
            }
        }
        var people: [EmployeeDraft] = []
        for entry in try node.section().entries {
            let keys = try entry.section()
            try keys.allowOnly(person)
            people.append(
                EmployeeDraft(
                    code: entry.key, name: try keys["name"]?.text() ?? entry.key,
                    department: try keys["department"]?.text() ?? "", location: try keys["location"]?.text() ?? "",
                    joined: try keys["joined"]?.text() ?? "\(joined)", left: try keys["left"]?.text() ?? "",
                    shift: try keys["shift"]?.text() ?? shift,
                    deviceUser: try keys["device user"]?.text() ?? ""))
        }
        return people
    }

    private func step(_ node: ScenarioNode) throws(ScenarioError) -> CompanyStep {
        let section = try node.section()
        guard let verb = section.entries.first else { throw node.error("has an empty step.") }
        switch verb.key {
        case "collect": return try collect(section, verb)
        case "lock":
            return try step(section, .lock(try verb.value("a month such as 2026-11") { Month($0) }))
        case "recompute": return try step(section, .recompute(try days(verb)))
        case "change": return try change(section, verb)
        case "map": return try map(section, verb)
        case "days": return try step(section, .days(try expectations(verb)))
        case "adjustments": return try step(section, .adjustments(try adjustments(verb)))
        case "inbox":
            var counts: [String: Int] = [:]
            for entry in try verb.section().entries { counts[entry.key] = try entry.value("a number") { Int($0) } }
            return try step(section, .inbox(counts))
        case "totals": return try totals(section, verb)
        default:
            throw verb.error(
                "is not known here: begin a step with one of collect, lock, recompute, change, map, days, adjustments, "
                    + "inbox, totals.")
        }
    }

    private func step(
        _ section: ScenarioSection, _ deed: CompanyStep.Deed, allowing keys: [String] = []
    ) throws(ScenarioError) -> CompanyStep {
        try section.allowOnly([section.entries[0].key, "refused"] + keys)
        var refused: [String]?
        if let node = section["refused"] {
            refused = []
            for item in try node.list() { refused?.append(try item.text()) }
        }
        return CompanyStep(deed: deed, refused: refused)
    }

    private func days(_ node: ScenarioNode) throws(ScenarioError) -> ClosedRange<CivilDate> {
        try node.value("days such as 2026-11-01 to 2026-11-30", ScenarioWords.days)
    }

    private func collect(_ section: ScenarioSection, _ verb: ScenarioNode) throws(ScenarioError) -> CompanyStep {
        guard let at = section["at"] else { throw verb.error("needs 'at': when the terminal is read.") }
        let time = try at.value("a date and time such as 2026-12-01 10:00") { LocalTime($0) }
        var punches: [StoryPunch] = []
        for user in try section["punches"]?.section().entries ?? [] {
            for day in try user.section().entries {
                guard let dates = ScenarioWords.days(day.key) else {
                    throw day.error("is not a date: write 2026-11-02, or 2026-11-01 to 2026-11-14.")
                }
                let list = try day.list()
                for date in dates { for item in list { punches.append(try punch(item, of: user.key, on: date)) } }
            }
        }
        return try step(
            section, .collect(terminal: try verb.text(), at: time, punches), allowing: ["at", "punches"])
    }

    private func punch(_ node: ScenarioNode, of user: String, on date: CivilDate) throws(ScenarioError) -> StoryPunch {
        try node.value("a time such as 09:00, and after it 'in' or 'out' where a key was pressed") { text in
            let words = text.split(separator: " ").map(String.init)
            guard let time = words.first.flatMap({ TimeOfDay($0) }), words.count <= 2 else { return nil }
            let state = words.count == 2 ? PunchReader.states[words[1]] : .undefined
            return state.map { StoryPunch(user: user, local: LocalTime(date, time), state: $0.rawValue) }
        }
    }

    private func change(_ section: ScenarioSection, _ verb: ScenarioNode) throws(ScenarioError) -> CompanyStep {
        let fields: [String: EmployeeField] = [
            "code": .code, "name": .name, "joined": .joined, "left": .left, "device user": .deviceUser,
            "department": .department,
        ]
        var changes: [EmployeeField: String] = [:]
        for entry in section.entries.dropFirst() where entry.key != "refused" {
            guard let field = fields[entry.key] else {
                throw entry.error("is not known here: use one of \(fields.keys.sorted().joined(separator: ", ")).")
            }
            changes[field] = try entry.text()
        }
        return try step(section, .change(code: try verb.text(), changes), allowing: Array(fields.keys))
    }

    private func map(_ section: ScenarioSection, _ verb: ScenarioNode) throws(ScenarioError) -> CompanyStep {
        guard let to = section["to"], let terminal = section["at"] else {
            throw verb.error("needs 'to', an employee's code, and 'at', a terminal.")
        }
        func date(_ key: String) throws(ScenarioError) -> CivilDate? {
            try section[key].map { node throws(ScenarioError) in
                try node.value("a date such as 2026-11-15") { CivilDate($0) }
            }
        }
        let (first, last) = (try date("from"), try date("through"))
        var time: MappedTime = first == nil && last == nil ? .waiting : .days(from: first, through: last)
        if try section.yesOrNo("all") ?? false { time = .all }
        return try step(
            section,
            .map(user: try verb.text(), terminal: try terminal.text(), to: try to.text(), time),
            allowing: ["to", "at", "from", "through", "all"])
    }

    private func expectations(
        _ node: ScenarioNode
    ) throws(ScenarioError) -> [(code: String, expectations: [DayExpectation])] {
        let reader = ExpectationReader(leaveCodes: [])
        var people: [(code: String, expectations: [DayExpectation])] = []
        for entry in try node.section().entries {
            let expectations = try reader.read(entry)
            if expectations.contains(where: { $0.parts != nil || $0.dropped != nil || !$0.says.isEmpty }) {
                throw entry.error(
                    "can only expect figures: 'parts', 'dropped' and 'says' are for cases of single days.")
            }
            people.append((entry.key, expectations))
        }
        return people
    }

    /// `0042 2026-11-16 A→P for 2026-12: +1 day paid`
    private func adjustments(_ node: ScenarioNode) throws(ScenarioError) -> [String] {
        var texts: [String] = []
        for item in try node.list() { texts.append(try item.text()) }
        return texts
    }

    private func totals(_ section: ScenarioSection, _ verb: ScenarioNode) throws(ScenarioError) -> CompanyStep {
        let names = DayStatus.allCases.map(\.code).filter { !$0.isEmpty } + StoryTotal.durations
        var totals: [StoryTotal] = []
        for entry in section.entries.dropFirst() where entry.key != "refused" {
            guard names.contains(entry.key) else {
                throw entry.error("is not known here: use one of \(names.joined(separator: ", ")).")
            }
            totals.append(
                try entry.value("a number of days, or hours and minutes such as 1080:30") { StoryTotal(entry.key, $0) })
        }
        return try step(section, .totals(try days(verb), totals), allowing: names)
    }
}

extension CompanyStep {
    /// What `everybody` punched is punched by each number there is.
    fileprivate func naming(_ numbers: [String]) -> CompanyStep {
        guard case .collect(let terminal, let at, let punches) = deed,
            punches.contains(where: { $0.user == "everybody" })
        else { return self }
        let all = punches.flatMap { punch in
            punch.user == "everybody"
                ? numbers.map { StoryPunch(user: $0, local: punch.local, state: punch.state) } : [punch]
        }
        return CompanyStep(deed: .collect(terminal: terminal, at: at, all), refused: refused)
    }
}
