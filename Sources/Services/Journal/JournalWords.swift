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
            case _ where entry.isOfTable: table(entry, after)
            case .employee: (names.employee(Int64(entry.entityID)), person(entry, before, after))
            case .account: ("Account \(names.account(Int64(entry.entityID)))", account(entry, before, after))
            case .accessToken:
                (
                    "Token “\((after["name"].text ?? before["name"].text) ?? "")”",
                    entry.action == .revoke
                        ? "revoked"
                        : "added for \(names.account(after["account"].text.flatMap { Int64($0) })): "
                            + (after["permissions"].text ?? "")
                )
            case .calendarFeed: calendarFeed(entry, before, after)
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
            case .namedPolicy:
                ("Policy “\((after["name"].text ?? before["name"].text) ?? "")”", record(entry, before, after))
            case .policyAssignment: policyAssignment(entry, before, after)
            case .optionalHoliday:
                (
                    names.employee(Int64(entry.entityID)),
                    "optional holiday \((after["day"].text ?? before["day"].text) ?? "") "
                        + (entry.action == .add ? "chosen" : "given back")
                )
            case .optionalHolidayLimit:
                (
                    Self.place(entry.entityID),
                    "optional holidays a year \(days(before)) → \(days(after))"
                )
            case .weeklyOff: (Self.place(entry.entityID), "weekly off \(Self.offs(before)) → \(Self.offs(after))")
            case .holiday: ("Holiday \(entry.entityID)", holiday(before, after))
            case .device: ("Terminal \(names.device(Int64(entry.entityID)))", device(entry, before, after))
            case .deviceUser: deviceUser(entry, before, after)
            case .keptCase:
                (
                    names.employee((after["employee"].number ?? before["employee"].number)),
                    keptCase(entry, before, after)
                )
            case .periodLock: period(entry, before, after)
            case .archive: archive(after)
            case .dayResults: ("Days", "exported \(after["what"].text ?? "")".trimmed)
            case .journal: ("Journal", "exported" + (after.fields.isEmpty ? "" : " (\(summary(after)))"))
            case .setting: ("Company", setting(entry.entityID, before, after))
            case .approvalRequest, .approvalChain, .delegation, .departmentHead, .punchOverlay, .outsideWork,
                .overtimeApproval:
                approval(entry, before, after)
            default: ("\(entry.entity.rawValue) \(entry.entityID)", changes(before, after))
            }
        return JournalLine(
            id: entry.id, at: entry.stamp.at, actor: entry.stamp.actor, behalf: entry.stamp.behalf,
            origin: entry.stamp.origin, reason: entry.stamp.reason, entity: entry.entity,
            entityID: entry.entityID, subject: subject, change: change)
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

    private func person(_ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument) -> String {
        switch entry.action {
        case .giveConsent:
            "agreed on \(after["givenOn"].text ?? "") to fingers being kept: \(after["statement"].text ?? "")"
        case .withdrawConsent: "agrees no more to fingers being kept"
        case .keepFinger: "finger \(after["finger"].number ?? 0) kept, sealed"
        case .read: "\(after["fingers"].text ?? "0") kept fingers read, for \(names.device(after["device"].number))"
        case .purgeFingers: "kept fingers removed: \(after["reason"].text ?? "")"
        default: record(entry, before, after)
        }
    }

    private func account(_ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument) -> String {
        let place = after["from"].text ?? ""
        return switch entry.action {
        case .signIn: "signed in from \(place)"
        case .signOut: "signed out, \(place)"
        case .lockOut: "closed for \(after["seconds"].text ?? "") s after too many wrong passwords, from \(place)"
        case .setPassword: "password set"
        case .rescue: "rescued from \(place), past all accounts"
        case .addSecondFactor: "second factor added"
        case .removeSecondFactor: "second factor removed"
        default: record(entry, named(before), named(after))
        }
    }

    private func named(_ account: JournalDocument) -> JournalDocument {
        account.replacing("employee") { .text(names.employee($0.number)) }
            .replacing("roles") { $0.text.map { .text(names.roles($0)) } ?? $0 }
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
        case .setClock where before["drift"].number == nil:
            "clock set, which showed a date that does not exist → ahead by \(number(after, "drift")) s"
        case .setClock: "clock set, ahead by \(number(before, "drift")) s → \(number(after, "drift")) s"
        case .retire: "retired"
        case .restore: "back in use"
        case .seeNotes: "seen: \(JournalField(key: "notes", name: "notes").text(before["notes"]))"
        case .acceptCount:
            "log accepted although its counter says \(number(after, "counted")) and \(number(after, "read")) were read"
        case .acceptTerminal:
            "another terminal accepted, serial number \(before["serialNumber"].text ?? "none") → "
                + (after["serialNumber"].text ?? "none")
        case .askDevice: "asked: \(after["what"].text ?? "")"
        case .startClearing: "about to clear \(number(before, "punches")) punches from it, all of them in the ledger"
        case .leaveLog: "\(number(before, "punches")) punches not cleared from it"
        case .clearLog: "\(number(before, "punches")) punches cleared from it, all of them in the ledger"
        case .placeAgain:
            "zone \(before["zone"].text ?? "") → \(after["zone"].text ?? ""), "
                + "\(after["punches"].text ?? "0") punches placed anew"
        default: record(entry, before, after)
        }
    }

    private func holiday(_ before: JournalDocument, _ after: JournalDocument) -> String {
        if before.fields.isEmpty { return "added (\(holiday(after)))" }
        if after.fields.isEmpty { return "removed (\(holiday(before)))" }
        return changes(before, after)
    }

    /// `Republic Day`, `Diwali eve, second half, in Pune, each year`.
    private func holiday(_ document: JournalDocument) -> String {
        let parts = [
            document["name"].text, document["kind"].text, document["location"].text.map { "in \($0)" },
            document["isYearly"] == .flag(true) ? "each year" : nil,
        ]
        return parts.compactMap { $0 }.joined(separator: ", ")
    }

    private static func place(_ location: String) -> String {
        location == "company" ? "Company" : "Location \(location)"
    }

    private func days(_ document: JournalDocument) -> String {
        document["days"].number.map { "\($0)" } ?? "no limit of its own"
    }

    private func policyAssignment(
        _ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument
    ) -> (String, String) {
        let document = after.fields.isEmpty ? before : after
        let whom =
            if let id = document["employee"].number {
                names.employee(id)
            } else if let id = document["shift"].number {
                "shift \(names.shift(id))"
            } else if let department = document["department"].text {
                "department \(department)"
            } else if let location = document["location"].text {
                "location \(location)"
            } else {
                "the company"
            }
        let end = document["to"].text.map { " to \($0)" } ?? " on"
        let span = "for \(whom) from \(document["from"].text ?? "")\(end)"
        let change =
            switch entry.action {
            case .add: "holds \(span)"
            case .remove: "taken back, held \(span)"
            default: "now holds \(span)"
            }
        return ("Policy “\(names.policy(Int64(entry.entityID) ?? 0))”", change)
    }

    private func deviceUser(
        _ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument
    ) -> (String, String) {
        let parts = entry.entityID.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let user = parts.count == 2 ? String(parts[1]) : entry.entityID
        return (
            "User \(user) of \(names.device(parts.first.flatMap { Int64($0) }))",
            entry.action == .vouch
                ? "called “\(after["name"].text ?? "")” there, said to be \(names.employee(after["employee"].number))"
                : "\(holders(before)) → \(holders(after))"
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
            case .penaltyOrder: "penalties are taken from"
            case let setting: Self.rosterSettings[setting] ?? name
            }
        let values = [before["value"], after["value"]].map { value in
            let text = JournalField(key: "value", name: word).text(value)
            return name.hasPrefix("roster.") ? Self.rosterValue(text, of: name) : text
        }
        return "\(word) \(values.joined(separator: " → "))"
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
