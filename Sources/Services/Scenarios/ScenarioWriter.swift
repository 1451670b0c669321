import Domain

/// Writes a real day as a scenario file: the inverse of the readers beside it.
struct ScenarioWriter {
    let book: RuleBook
    let person: EmployeeCase
    let result: DayResult
    let title: String
    let about: String

    private var date: CivilDate { result.date }
    /// All days that can matter to the one.
    private var days: ClosedRange<CivilDate> { book.punchDays(for: date...date) }

    var yaml: String {
        let lines =
            ["title: \(Self.quoted(title))", "about: \(Self.quoted(about))", "zone: \(book.zone.name)"] + shiftLines
            + [assignedLine] + employeeLines + restLines + punchLines + expectationLines
        return lines.joined(separator: "\n") + "\n"
    }

    /// What each day is rostered to.
    private var roster: [(CivilDate, [ID<Shift>])] {
        days.map { ($0, book.answer(person.schedule, on: $0, at: person.employee.location(on: $0))?.day.shifts ?? []) }
    }

    private var shifts: [Shift] {
        let used = Set(roster.flatMap(\.1)).union(result.shift.map { [$0] } ?? [])
        return book.shifts.filter { used.contains($0.id) }
    }

    private var shiftLines: [String] {
        guard !shifts.isEmpty else { return [] }
        return ["shifts:"]
            + shifts.flatMap { shift in
                let end = shift.end
                var lines = ["  \(Self.quoted(shift.code)):", "    hours: \"\(shift.start)-\(end)\""]
                if shift.isAutomatic { lines.append("    automatic: yes") }
                if !shift.breaks.isEmpty {
                    lines.append("    breaks: [\(shift.breaks.map { Self.quoted($0.words) }.joined(separator: ", "))]")
                }
                if !shift.partialDays.isEmpty { lines += ["    short days:"] + shift.partialDays.map(Self.shortDay) }
                let rules = book.rules(of: person.employee, shift: shift.id, on: date)
                return lines + PolicyWriter.lines(rules).map { "    \($0)" }
            }
    }

    private static func shortDay(_ day: PartialDay) -> String {
        "      \(day.weekday.name): { hours: \"\(day.start)-\(day.end)\", half day below: \(day.halfDayBelow.durationWords), "
            + "absent below: \(day.absentBelow.durationWords) }"
    }

    /// Days in a row with the same shifts stand together.
    private var assignedLine: String {
        let codes = Dictionary(uniqueKeysWithValues: book.shifts.map { ($0.id, $0.code) })
        var spans: [(shift: ID<Shift>, from: CivilDate, to: CivilDate)] = []
        for (date, shifts) in roster {
            for shift in shifts {
                if let last = spans.lastIndex(where: { $0.shift == shift && $0.to + 1 == date }) {
                    spans[last].to = date
                } else {
                    spans.append((shift, date, date))
                }
            }
        }
        let texts = spans.compactMap { span in
            codes[span.shift].map { Self.quoted("\($0) from \(span.from) to \(span.to)") }
        }
        return "assigned: [\(texts.joined(separator: ", "))]"
    }

    private var employeeLines: [String] {
        let left = person.employee.left.map { ", left: \($0)" } ?? ""
        return ["employee: { joined: \(person.employee.joined)\(left)\(places) }"]
    }

    /// Where the person was, if the weekly offs changed by a move within the days; else they are written as everybody's.
    private var places: String {
        guard hasMovingOffs else { return "" }
        let spans = person.employee.postings.spans(in: days)
        let moves = spans.dropFirst().map { span, posting in
            "\(span.lowerBound): { location: \(Self.quoted(posting.location)) }"
        }
        return ", location: \(Self.quoted(spans[0].posting.location)), moves: { \(moves.joined(separator: ", ")) }"
    }

    private var hasMovingOffs: Bool {
        let spans = person.employee.postings.spans(in: days)
        return Set(spans.map { Set(offs(at: $0.posting.location)) }).count > 1
    }

    private func offs(at location: String) -> [WeeklyOff] {
        book.calendars.locationWeeklyOffs[location] ?? book.calendars.weeklyOffs
    }

    private var offLines: [String] {
        func text(_ offs: [WeeklyOff]) -> String { "[\(offs.map(\.sentence).joined(separator: ", "))]" }
        let everybodys = hasMovingOffs ? book.calendars.weeklyOffs : offs(at: person.employee.location(on: date))
        let lines = everybodys.isEmpty ? [] : ["weekly off: \(text(everybodys))"]
        let own = hasMovingOffs ? book.calendars.locationWeeklyOffs.sorted { $0.key < $1.key } : []
        return lines
            + (own.isEmpty ? [] : ["weekly off at:"] + own.map { "  \(Self.quoted($0.key)): \(text($0.value))" })
    }

    private var restLines: [String] {
        let lines = offLines
        let holidays = days.compactMap { date in
            book.calendars.holiday(on: date, at: person.employee.location(on: date))
                .map { "  \(date): \(Self.quoted($0.name))" }
        }
        return lines + (holidays.isEmpty ? [] : ["holidays:"] + holidays)
    }

    private var punchLines: [String] {
        let asked = days
        let punches = person.punches.map { ($0, book.zone.local(at: $0.instant)) }
            .filter { asked.contains($0.1.date) }
        let directions: [DeviceDirection: String] = [.entry: "entry", .exit: "exit", .alternating: "alternating"]
        let used = Set(punches.map(\.0.direction)).compactMap { directions[$0] }.sorted()
        var lines = used.isEmpty ? [] : ["devices: { \(used.map { "\($0): \($0)" }.joined(separator: ", ")) }"]
        lines.append(punches.isEmpty ? "punches: {}" : "punches:")
        for date in Set(punches.map(\.1.date)).sorted() {
            let texts = punches.filter { $0.1.date == date }.map { punch, local in
                Self.quoted(Self.text(punch, local, directions[punch.direction]))
            }
            lines.append("  \(date): [\(texts.joined(separator: ", "))]")
        }
        return lines
    }

    private static func text(_ punch: Punch, _ local: LocalTime, _ device: String?) -> String {
        var words = ["\(local)".split(separator: " ").last.map(String.init) ?? ""]
        words += PunchReader.states.filter { $0.value == punch.state }.map(\.key)
        if let device { words += ["at", device] }
        if punch.source == .manual { words.append("manual") }
        words += PunchReader.quarantines.filter { $0.value == punch.quarantine }.map(\.key)
        return words.joined(separator: " ")
    }

    private var expectationLines: [String] {
        // The rules stand in the shift, whatever policy they came from.
        let fields = ScenarioField.allCases.filter { $0 != .policy }
        return ["days: \(date) to \(date)", "expect:", "  \(date):"]
            + fields.map { field in
                let text = field.text(of: result, under: book)
                guard field == .flags || field == .tiers else { return "    \(field.rawValue): \(Self.quoted(text))" }
                return "    \(field.rawValue): [\(text == "none" ? "" : text)]"
            }
    }

    /// Names come from people: nothing in them is YAML.
    private static func quoted(_ text: String) -> String {
        let safe = text.unicodeScalars.filter { $0.properties.generalCategory != .control }
        let escaped = String(String.UnicodeScalarView(safe)).replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return "\"\(escaped)\""
    }
}
