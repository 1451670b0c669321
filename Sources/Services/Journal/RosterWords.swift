import Domain
import Storage

extension JournalEntity {
    /// Who works what; the older name is from before departments and locations had rosters.
    var isAssignment: Bool { self == .shiftAssignment || self == .rosterAssignment }
}

// The limits of a roster.
extension JournalWords {
    static let rosterSettings: [SettingName: String] = [
        .rosterRest: "least rest between working days", .rosterDays: "most days in a row",
        .rosterWeek: "most hours a week", .rosterOverlap: "overlapping shifts", .rosterLeave: "shift on a day of leave",
        .rosterGap: "gaps", .weekStart: "weeks begin on", .rosterSwaps: "swaps across departments",
    ]

    /// A limit as it is set, `39600 warn`, in words: `11 h, warn`.
    static func rosterValue(_ text: String, of name: String) -> String {
        let parts = text.split(separator: " ")
        guard parts.count == 2, let value = Int32(parts[0]) else { return text }
        let isCount = name == SettingName.rosterDays.rawValue
        return "\(isCount ? String(value) : value.durationWords), \(parts[1])"
    }
}

// Who works which shift.
extension JournalWords {
    func assignment(
        _ before: JournalDocument, _ after: JournalDocument, _ previous: JournalEntry?
    ) throws -> (String, String) {
        let either = before.fields.isEmpty ? after : before
        let subject = scope(either)
        let work = work(either)
        if after.fields.isEmpty { return (subject, "no longer \(work) from \(either["from"].text ?? "")") }
        if !before.fields.isEmpty { return (subject, "\(work) until \(after["to"].text ?? "further notice")") }
        let replaced = try replaced(by: after, previous).map { "\($0) → " } ?? ""
        let end = after["to"].text.map { " to \($0)" } ?? ""
        let isShift = after["rotation"].number == nil
        let name = isShift ? "shift \(replaced)\(names.shift(after["shift"].number))" : "\(replaced)\(work)"
        return (subject, "\(name) from \(after["from"].text ?? "")\(end)")
    }

    private func scope(_ document: JournalDocument) -> String {
        if let employee = document["employee"].number { return names.employee(employee) }
        if let department = document["department"].text { return "Department \(department)" }
        return document["location"].text.map { "Location \($0)" } ?? "Company"
    }

    private func work(_ document: JournalDocument) -> String {
        document["rotation"].number.map { "roster \(names.rotation($0))" }
            ?? "shift \(names.shift(document["shift"].number))"
    }

    /// The shift that the entry just before took from the same scope, to make room for this one.
    private func replaced(by after: JournalDocument, _ previous: JournalEntry?) throws -> String? {
        guard let previous, previous.entity.isAssignment, previous.action != .add else { return nil }
        let old = try JournalDocument(previous.before)
        guard scope(old) == scope(after), work(old) != work(after) else { return nil }
        return old["rotation"].number == nil ? names.shift(old["shift"].number) : work(old)
    }

    func override(_ before: JournalDocument, _ after: JournalDocument) -> (String, String) {
        let either = after.fields.isEmpty ? before : after
        let days = after["days"].groups
        if let first = days.first, let last = days.last {
            let kinds = Set(days.compactMap { $0["day"]?.text }).sorted().joined(separator: ", ")
            let reason = first["reason"]?.text.flatMap { $0.isEmpty ? nil : " (\($0))" } ?? ""
            return (
                names.employee(either["employee"].number),
                "\(days.count) days from \(first["date"]?.text ?? "") to \(last["date"]?.text ?? ""): \(kinds) for these "
                    + "days alone\(reason)"
            )
        }
        let subject = "\(names.employee(either["employee"].number)) on \(either["date"].text ?? "")"
        guard let day = after["day"].text else {
            return (subject, "no longer \(before["day"].text ?? "") for this day alone")
        }
        let old = before["day"].text.map { "\($0) → " } ?? ""
        let reason = after["reason"].text.flatMap { $0.isEmpty ? nil : " (\($0))" } ?? ""
        return (subject, "\(old)\(day) for this day alone\(reason)")
    }

    func swap(_ before: JournalDocument, _ after: JournalDocument) -> (String, String) {
        let people = [after["requester"], after["partner"]].map { names.employee($0.number) }
        let days = JournalField(key: "days", name: "days").text(after["days"])
        let old = before["state"].text.map { "\($0) → " } ?? ""
        return ("Swap of \(people.joined(separator: " and "))", "\(old)\(after["state"].text ?? "") (\(days))")
    }
}
