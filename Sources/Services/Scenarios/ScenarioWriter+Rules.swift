import Domain

// Shifts, policies and what the person is rostered to.
extension ScenarioWriter {
    var shiftLines: [String] {
        guard !book.shifts.isEmpty else { return [] }
        return ["shifts:"]
            + book.shifts.flatMap { shift in
                var lines = ["  \(Self.quoted(shift.code)):", "    hours: \"\(shift.start)-\(shift.end)\""]
                if shift.isAutomatic { lines.append("    automatic: yes") }
                if !shift.breaks.isEmpty { lines.append("    " + Self.line("breaks", shift.breaks.map(\.words))) }
                if !shift.partialDays.isEmpty { lines += ["    short days:"] + shift.partialDays.map(Self.shortDay) }
                return lines + (shift.policy.map { Self.ownRules($0).map { "    \($0)" } } ?? [])
            }
    }

    /// Rules that are all as they come with the program are rules of the shift's own all the same.
    private static func ownRules(_ policy: AttendancePolicy) -> [String] {
        let lines = PolicyWriter.lines(policy)
        return lines.isEmpty ? ["late grace: \(quoted(policy.lateGrace.durationWords))"] : lines
    }

    private static func shortDay(_ day: PartialDay) -> String {
        "      \(day.weekday.name): { hours: \"\(day.start)-\(day.end)\", half day below: \(day.halfDayBelow.durationWords), "
            + "absent below: \(day.absentBelow.durationWords) }"
    }

    var policyLines: [String] {
        guard !book.namedPolicies.isEmpty else { return [] }
        return ["policies:"]
            + book.namedPolicies.flatMap { policy in
                let scopes = book.policyAssignments.filter { $0.policy == policy.id }.map { item in
                    word(item.scope) + Self.span(item.from, item.to)
                }
                return ["  \(Self.quoted(policy.name)):", "    " + Self.line("for", scopes)]
                    + PolicyWriter.lines(policy.rules).map { "    \($0)" }
            }
    }

    private func word(_ scope: Scope) -> String {
        switch scope {
        case .company: "company"
        case .location(let name): "location \(name)"
        case .department(let name): "department \(name)"
        case .shift(let id): "shift \(codes[id] ?? "")"
        case .employee: "employee"
        }
    }

    /// ` from 2026-11-01 to 2026-11-30`; an end that is open is left out.
    private static func span(_ from: CivilDate, _ to: CivilDate?) -> String {
        let start = from > .distantPast ? " from \(from)" : ""
        guard let to, to < .distantFuture else { return start }
        return start + " to \(to)"
    }

    var rosterLines: [String] {
        let patterns = book.patterns
        guard !patterns.isEmpty else { return [] }
        return ["rosters:"]
            + patterns.flatMap { pattern in
                let unit = ["days", "weeks", "months"][Int(pattern.unit.rawValue)]
                let turns = RotationDraft(pattern, codes: codes).turns.map { texts in
                    let days = texts.map(Self.quoted)
                    return days.count == 1 ? days[0] : "[\(days.joined(separator: ", "))]"
                }
                var lines = ["  \(Self.quoted(pattern.name)):", "    \(unit): [\(turns.joined(separator: ", "))]"]
                lines.append("    first: \(pattern.anchor)")
                if pattern.weekStart != .monday { lines.append("    weeks begin on: \(pattern.weekStart.name)") }
                if !pattern.offs.isEmpty { lines.append("    " + Self.line("offs", pattern.offs.map(\.sentence))) }
                return lines
            }
    }

    /// As the layers lie over each other: what a narrower one covers is gone from the wider ones already.
    var assignedLine: String {
        let texts = entries.filter { $0.layer != .override }.map { entry in
            name(entry.duty) + whom(entry) + Self.span(entry.from, entry.to)
        }
        return Self.line("assigned", texts)
    }

    /// A piece of a layer lies within the days on which the person was there.
    private func whom(_ entry: ScheduleEntry) -> String {
        let posting = person.employee.postings.on(entry.from)
        return switch entry.layer {
        case .override, .employee: ""
        case .department: " for department \(posting.department)"
        case .location: " for location \(posting.location)"
        case .company: " for company"
        }
    }

    var overrideLines: [String] {
        let overrides = Dictionary(grouping: entries.filter { $0.layer == .override }, by: \.from)
        guard !overrides.isEmpty else { return [] }
        return ["overrides:"]
            + overrides.sorted { $0.key < $1.key }.map { date, entries in
                "  \(date): \(Self.quoted(day(entries).text(codes)))"
            }
    }

    private var entries: [ScheduleEntry] {
        person.schedule.entries.filter { $0.from <= days.upperBound && $0.to >= days.lowerBound }
    }

    private func day(_ entries: [ScheduleEntry]) -> RosterDay {
        var day = RosterDay(shifts: [], rest: .always)
        for case .shift(let id, let rest) in entries.map(\.duty) {
            day.shifts.append(id)
            day.rest = rest
        }
        return day
    }

    private func name(_ duty: ScheduleEntry.Duty) -> String {
        switch duty {
        case .off: "off"
        case .shift(let id, _): codes[id] ?? ""
        case .pattern(let id): book.pattern(id)?.name ?? ""
        }
    }
}
