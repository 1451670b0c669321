import Domain

/// Writes a real day as a scenario file, with all that it rests on: the inverse of the readers beside it.
struct ScenarioWriter {
    let person: EmployeeCase
    let result: DayResult
    let title: String
    let about: String
    /// Of the company's rules those that can concern the day.
    let book: RuleBook
    /// All days that can matter to the one: beside those of its punches, what the rules over several days add up.
    let days: ClosedRange<CivilDate>

    init(book: RuleBook, person: EmployeeCase, result: DayResult, title: String, about: String) {
        self.person = person
        self.result = result
        self.title = title
        self.about = about
        self.book = book.narrowed(to: person, around: result)
        days = self.book.punchDays(for: result.date...result.date)
    }

    private var date: CivilDate { result.date }

    var codes: [ID<Shift>: String] { Dictionary(uniqueKeysWithValues: book.shifts.map { ($0.id, $0.code) }) }

    var yaml: String {
        let head = ["title: \(Self.quoted(title))", "about: \(Self.quoted(about))", "zone: \(book.zone.name)"]
        let rules = shiftLines + policyLines + rosterLines + [assignedLine] + overrideLines
        let facts = [employeeLine] + restLines + coverLines + punchLines
        return (head + rules + facts + expectationLines).joined(separator: "\n") + "\n"
    }

    private var employeeLine: String {
        let spans = person.employee.postings.spans(in: days)
        var keys = ["joined: \(person.employee.joined)"]
        if let left = person.employee.left { keys.append("left: \(left)") }
        if let first = spans.first?.posting {
            if !first.department.isEmpty { keys.append("department: \(Self.quoted(first.department))") }
            if !first.location.isEmpty { keys.append("location: \(Self.quoted(first.location))") }
        }
        let moves = spans.dropFirst().map { span, posting in
            "\(span.lowerBound): { department: \(Self.quoted(posting.department)), "
                + "location: \(Self.quoted(posting.location)) }"
        }
        if !moves.isEmpty { keys.append("moves: { \(moves.joined(separator: ", ")) }") }
        return "employee: { \(keys.joined(separator: ", ")) }"
    }

    /// The weekly offs of the company and of each place where the person was.
    private var offLines: [String] {
        func text(_ offs: [WeeklyOff]) -> String { "[\(offs.map(\.sentence).joined(separator: ", "))]" }
        let places = Set(person.employee.postings.spans(in: days).map(\.posting.location))
        let own = book.calendars.locationWeeklyOffs.filter { places.contains($0.key) }.sorted { $0.key < $1.key }
        let lines = book.calendars.weeklyOffs.isEmpty ? [] : ["weekly off: \(text(book.calendars.weeklyOffs))"]
        return lines
            + (own.isEmpty ? [] : ["weekly off at:"] + own.map { "  \(Self.quoted($0.key)): \(text($0.value))" })
    }

    /// Holidays as they hold for the person, whoever else has others.
    private var restLines: [String] {
        let lines = offLines
        let holidays = days.compactMap { date in
            book.calendars.holiday(on: date, at: person.employee.location(on: date))?.line(on: date)
        }
        return lines + (holidays.isEmpty ? [] : ["holidays:"] + holidays)
    }

    private var expectationLines: [String] {
        // The same figures by a policy of another name are the same day.
        let fields = ScenarioField.allCases.filter { $0 != .policy }
        return ["days: \(date) to \(date)", "expect:", "  \(date):"]
            + fields.map { field in
                let text = field.text(of: result, under: book)
                guard field == .flags || field == .tiers else { return "    \(field.rawValue): \(Self.quoted(text))" }
                return "    \(field.rawValue): [\(text == "none" ? "" : text)]"
            }
    }

    /// `key: ["a", "b"]`
    static func line(_ key: String, _ texts: [String]) -> String {
        "\(key): [\(texts.map(quoted).joined(separator: ", "))]"
    }

    /// Names come from people: nothing in them is YAML.
    static func quoted(_ text: String) -> String {
        let safe = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
        let escaped = String(String.UnicodeScalarView(safe)).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }
}

extension Holiday {
    fileprivate func line(on date: CivilDate) -> String {
        let name = ScenarioWriter.quoted(name)
        return switch kind {
        case .full: "  \(date): \(name)"
        case .firstHalf: "  \(date): { name: \(name), half: first }"
        case .secondHalf: "  \(date): { name: \(name), half: second }"
        case .optional: "  \(date): { name: \(name), optional: yes }"
        }
    }
}
