import Domain
import Storage

/// Says an entry of the journal in words.
struct JournalWords {
    let names: JournalNames

    /// - Parameter previous: the entry just before it, where that may say what this one replaces.
    func line(_ entry: JournalEntry, after previous: JournalEntry? = nil) throws -> JournalLine {
        let before = try JournalDocument(entry.before)
        let after = try JournalDocument(entry.after)
        let (subject, change): (String, String) =
            switch entry.entity {
            case .employee: (names.employee(Int64(entry.entityID)), record(entry, before, after))
            case .deviceNumber: (names.employee(Int64(entry.entityID)), changes(before, after))
            case .shift: ("Shift \((after["name"].text ?? before["name"].text) ?? "")", record(entry, before, after))
            case .shiftAssignment, .rosterAssignment: try assignment(before, after, previous)
            case .rosterOverride: override(before, after)
            case .rotation:
                ("Roster \((after["name"].text ?? before["name"].text) ?? "")", record(entry, before, after))
            case .shiftSwap: swap(before, after)
            case .leaveType:
                ("Leave type \((after["name"].text ?? before["name"].text) ?? "")", record(entry, before, after))
            case .leaveRequest: leaveRequest(entry, before, after)
            case .leaveEntry: leaveEntry(entry, after)
            case .weeklyOff: ("Company", "weekly off \(Self.offs(before)) → \(Self.offs(after))")
            case .holiday: ("Holiday \(entry.entityID)", holiday(before, after))
            case .device: ("Terminal \(names.device(Int64(entry.entityID)))", device(entry, before, after))
            case .deviceUser: deviceUser(entry, before, after)
            case .setting: ("Company", setting(entry.entityID, before, after))
            case .approvalRequest, .approvalChain, .delegation, .departmentHead, .punchOverlay, .outsideWork,
                .overtimeApproval:
                approval(entry, before, after)
            default: ("\(entry.entity.rawValue) \(entry.entityID)", changes(before, after))
            }
        return JournalLine(
            id: entry.id, at: entry.stamp.at, actor: entry.stamp.actor, entity: entry.entity, subject: subject,
            change: change)
    }

    /// `department Stores → Press, left none → 2026-11-27`.
    func changes(_ before: JournalDocument, _ after: JournalDocument) -> String {
        let isWithoutRules = before.hasRules && !after.hasRules && after["code"] != .none
        let fields = JournalField.all(in: before, after).filter { field in
            isWithoutRules && field.key.hasPrefix("policy.") ? false : field.value(in: before) != field.value(in: after)
        }
        return
            (fields.map { "\($0.name) \($0.text($0.value(in: before))) → \($0.text($0.value(in: after)))" }
            + (isWithoutRules ? ["rules of its own → none"] : [])).joined(separator: ", ")
    }

    func record(_ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument) -> String {
        switch entry.action {
        case .add: "added (\(summary(after)))"
        case .remove: "removed (\(summary(before)))"
        default: changes(before, after)
        }
    }

    /// What tells one new record from another: the name is the subject, and a shift's rules are printed by “shift show”.
    private func summary(_ document: JournalDocument) -> String {
        JournalField.all(in: document)
            .filter {
                $0.key != "name" && !$0.key.hasPrefix("policy.") && !$0.key.hasPrefix("leave.")
                    && !["none", ""].contains($0.text(document[$0.key]))
            }
            .map { "\($0.name) \($0.text(document[$0.key]))" }.joined(separator: ", ")
    }

    private func device(_ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument) -> String {
        func number(_ document: JournalDocument, _ field: String) -> String { "\(document[field].number ?? 0)" }
        return switch entry.action {
        case .setClock: "clock set, ahead by \(number(before, "drift")) s → \(number(after, "drift")) s"
        case .retire: "retired"
        case .restore: "back in use"
        case .seeNotes: "seen: \(JournalField(key: "notes", name: "notes").text(before["notes"]))"
        case .acceptCount:
            "log accepted although its counter says \(number(after, "counted")) and \(number(after, "read")) were read"
        case .acceptTerminal:
            "another terminal accepted, serial number \(before["serialNumber"].text ?? "none") → "
                + (after["serialNumber"].text ?? "none")
        case .placeAgain:
            "zone \(before["zone"].text ?? "") → \(after["zone"].text ?? ""), "
                + "\(after["punches"].text ?? "0") punches placed anew"
        default: record(entry, before, after)
        }
    }

    private func holiday(_ before: JournalDocument, _ after: JournalDocument) -> String {
        switch (before["name"].text, after["name"].text) {
        case (nil, let name): "added (\(name ?? ""))"
        case (let name, nil): "removed (\(name ?? ""))"
        case (let old, let new): "name \(old ?? "") → \(new ?? "")"
        }
    }

    private func deviceUser(
        _ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument
    ) -> (String, String) {
        let parts = entry.entityID.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let user = parts.count == 2 ? String(parts[1]) : entry.entityID
        return (
            "User \(user) of \(names.device(parts.first.flatMap { Int64($0) }))",
            "\(holders(before)) → \(holders(after))"
        )
    }

    /// `Asha Verma (0042) until 2026-10-31, Ravi Rao (0077) from 2026-11-01`.
    private func holders(_ document: JournalDocument) -> String {
        guard case .list(let parts) = document["holders"], !parts.isEmpty else { return "nobody" }
        let texts = parts.map { part in
            guard case .group(let holder) = part else { return "?" }
            let from = holder["from"]?.text.map { " from \($0)" } ?? ""
            let until = holder["until"]?.text.map { " until \($0)" } ?? ""
            return names.employee(holder["employee"]?.number) + from + until
        }
        return texts.joined(separator: ", ")
    }

    private func setting(_ name: String, _ before: JournalDocument, _ after: JournalDocument) -> String {
        let word =
            switch SettingName(rawValue: name) {
            case .companyName: "name"
            case .timeZone: "time zone"
            default: name
            }
        let field = JournalField(key: "value", name: word)
        return "\(word) \(field.text(before["value"])) → \(field.text(after["value"]))"
    }

    private static func offs(_ document: JournalDocument) -> String {
        guard case .list(let parts) = document[""], !parts.isEmpty else { return "none" }
        let texts = parts.compactMap { part -> String? in
            guard case .group(let group) = part, let weekday = group["weekday"]?.text.flatMap(ScenarioWords.weekday)
            else { return nil }
            return WeeklyOff(weekday: weekday, weeksOfMonth: UInt8(clamping: group["weeksOfMonth"]?.number ?? 0))
                .sentence
        }
        return texts.joined(separator: ", ")
    }
}

extension JournalDocument {
    fileprivate var hasRules: Bool { fields.keys.contains { $0.hasPrefix("policy.") } }
}
