import Domain

/// Reads `rosters`, `assigned` and `overrides` of a scenario: what the person works, by layer.
struct RosterReader {
    private static let duty =
        "a shift or a roster, and after it if need be 'for department' (or location, company, with the name where it is "
        + "not the person's first one), 'from 2026-11-01' and 'to 2026-11-30'"
    private static let day =
        "what is worked on a day: a shift (G), several (A+B), off, or G:company for a shift that rests on the weekly off"

    let patterns: [RotationPattern]
    private let section: ScenarioSection
    private let shifts: [Shift]
    private let codes: [String: ID<Shift>]

    init(_ section: ScenarioSection, _ shifts: [Shift]) throws(ScenarioError) {
        self.section = section
        self.shifts = shifts
        codes = Dictionary(shifts.map { ($0.code, $0.id) }) { first, _ in first }
        var patterns: [RotationPattern] = []
        for entry in try section["rosters"]?.section().entries ?? [] {
            patterns.append(try Self.pattern(entry, ID(Int64(patterns.count) + 1), codes))
        }
        self.patterns = patterns
    }

    func roster(of person: Employee) throws(ScenarioError) -> Roster {
        var overrides: [RosterOverride] = []
        for entry in try section["overrides"]?.section().entries ?? [] {
            guard let days = ScenarioWords.days(entry.key) else {
                throw entry.error("is not a date: write 2026-11-04, and after it \(Self.day).")
            }
            let day = try Self.day(entry, codes)
            overrides += days.map { RosterOverride(employee: person.id, date: $0, day: day, reason: "") }
        }
        return Roster(try assignments(person), overrides: overrides)
    }

    private func assignments(_ person: Employee) throws(ScenarioError) -> [RosterAssignment] {
        guard let node = section["assigned"] else {
            guard shifts.count <= 1, patterns.isEmpty else {
                let names = (shifts.map(\.code) + patterns.map(\.name)).joined(separator: ", ")
                throw section.owner.error(
                    "has several shifts or a roster (\(names)): say under 'assigned' what the person works.")
            }
            return shifts.map { RosterAssignment(employee: person.id, shift: $0.id, from: .distantPast) }
        }
        var assignments: [RosterAssignment] = []
        for item in try node.list() { assignments.append(try assignment(item, person)) }
        return assignments
    }

    /// `G`, `Line A for department from 2026-11-02 to 2026-11-30`.
    private func assignment(_ item: ScenarioNode, _ person: Employee) throws(ScenarioError) -> RosterAssignment {
        let words = try item.text().split(separator: " ")
        // A name may have any words in it, those that can follow it too.
        for end in words.indices.dropFirst() + [words.endIndex] {
            guard let duty = duty(words[..<end]), let found = Self.assignment(duty, words[end...], person) else {
                continue
            }
            return found
        }
        let names = (shifts.map(\.code) + patterns.map(\.name)).joined(separator: ", ")
        throw item.error("is \"\(try item.text())\": write \(Self.duty); there are \(names).")
    }

    private func duty(_ words: ArraySlice<Substring>) -> RosterAssignment.Duty? {
        codes[words.joined(separator: " ")].map { .shift($0) }
            ?? patterns.first { $0.name.split(separator: " ")[...] == words }.map { .pattern($0.id) }
    }

    private static func assignment(
        _ duty: RosterAssignment.Duty, _ words: ArraySlice<Substring>, _ person: Employee
    ) -> RosterAssignment? {
        guard words.first == "for" else {
            return ScenarioWords.span(words).map {
                RosterAssignment(.employee(person.id), duty, from: $0.from, to: $0.to)
            }
        }
        let rest = words.dropFirst(2)
        guard let kind = words.dropFirst().first,
            let end = (rest.indices + [rest.endIndex]).first(where: { ScenarioWords.span(rest[$0...]) != nil }),
            let span = ScenarioWords.span(rest[end...]),
            let scope = scope(kind, rest[..<end].joined(separator: " "), person.postings.first)
        else { return nil }
        return RosterAssignment(scope, duty, from: span.from, to: span.to)
    }

    /// - Parameter name: empty: where the person is first.
    private static func scope(_ kind: Substring, _ name: String, _ first: Posting) -> Scope? {
        switch kind {
        case "department": .department(name.isEmpty ? first.department : name)
        case "location": .location(name.isEmpty ? first.location : name)
        case "company": name.isEmpty ? .company : nil
        default: nil
        }
    }
}

extension RosterReader {
    private static let units: KeyValuePairs<String, RotationPattern.Unit> = [
        "days": .day, "weeks": .week, "months": .month,
    ]

    private static func pattern(
        _ node: ScenarioNode, _ id: ID<RotationPattern>, _ codes: [String: ID<Shift>]
    ) throws(ScenarioError) -> RotationPattern {
        let section = try node.section()
        try section.allowOnly(units.map(\.key) + ["first", "weeks begin on", "offs"])
        let cycles = units.filter { section[$0.key] != nil }
        guard cycles.count == 1, let (key, unit) = cycles.first, let list = section[key] else {
            throw node.error("needs one of 'days', 'weeks' and 'months': what is worked on each of them.")
        }
        guard let first = section["first"] else { throw node.error("needs 'first': the first day of its cycle.") }
        var pattern = RotationPattern(
            id: id, name: node.key, unit: unit, turns: [],
            anchor: try first.value("a date such as 2026-11-02") { CivilDate($0) })
        if let start = section["weeks begin on"] {
            pattern.weekStart = try start.value("a weekday such as Monday") { ScenarioWords.weekday($0) }
        }
        for item in try list.list() { pattern.turns.append(try turn(item, pattern, codes)) }
        for item in try section["offs"]?.list() ?? [] {
            pattern.offs.append(
                try item.value("weekdays such as Sunday, or 2nd and 4th Saturday", ScenarioWords.weeklyOff))
        }
        if pattern.turns.isEmpty { throw list.error("is empty: write what is worked on each turn of the cycle.") }
        return pattern
    }

    private static func turn(
        _ node: ScenarioNode, _ pattern: RotationPattern, _ codes: [String: ID<Shift>]
    ) throws(ScenarioError) -> RotationTurn {
        var days: [RosterDay] = []
        for item in try node.list() { days.append(try day(item, codes)) }
        if days.count == 1 { return RotationTurn(days[0]) }
        guard days.count == 7, pattern.unit != .day else {
            throw node.error(
                "has a turn of \(days.count) days: write one, or in a week or month seven from the first day of the week on."
            )
        }
        let start = Int(pattern.weekStart.rawValue)
        return RotationTurn(byWeekday: Weekday.allCases.map { days[(Int($0.rawValue) - start + 7) % 7] })
    }

    private static func day(_ node: ScenarioNode, _ codes: [String: ID<Shift>]) throws(ScenarioError) -> RosterDay {
        try node.value("\(day); the shifts are \(codes.keys.sorted().joined(separator: ", "))") { text in
            RosterDay(text, codes: codes)
        }
    }
}
