import Domain
import Storage

// Requests, who decides them, and what they became.
extension JournalWords {
    func approval(
        _ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument
    ) -> (subject: String, change: String) {
        let either = after.fields.isEmpty ? before : after
        let person = names.employee(either["employee"].number)
        switch entry.entity {
        case .approvalRequest: return ("Request \(entry.entityID) of \(person)", request(before, after))
        case .approvalChain:
            return ("Approval chain \(either["name"].text ?? "")", record(entry, before, after))
        case .delegation: return (names.employee(either["approver"].number), delegation(entry, before, after))
        case .departmentHead:
            return (
                "Department \(entry.entityID)",
                "head \(names.employee(before["head"].number)) → \(names.employee(after["head"].number))"
            )
        case .punchOverlay: return (person, correction(before, after))
        case .outsideWork:
            let days = "\(either["from"].text ?? "") to \(either["to"].text ?? "")"
            let part = either["portion"].text.map { $0 == "full" ? "" : ", \($0)" } ?? ""
            return (
                person,
                "\(either["kind"].text ?? "") \(days)\(part) \(after.fields.isEmpty ? "taken back" : "approved")"
            )
        default:
            let length = Int32(clamping: either["approved"].number ?? 0).durationWords
            return (
                person,
                "overtime \(length) on \(either["date"].text ?? "") \(after.fields.isEmpty ? "taken back" : "approved")"
            )
        }
    }

    /// `leave from 2026-11-02 to 2026-11-04, pending at level 1`.
    private func request(_ before: JournalDocument, _ after: JournalDocument) -> String {
        let level = after["level"].number.map { " at level \($0)" } ?? ""
        let state = "\(after["state"].text ?? "")\(level)"
        guard before.fields.isEmpty else {
            let was = before["level"].number.map { " at level \($0)" } ?? ""
            return "\(before["state"].text ?? "")\(was) → \(state)"
        }
        return "\(after["kind"].text ?? "") from \(after["from"].text ?? "") to \(after["to"].text ?? ""), \(state)"
    }

    private func delegation(_ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument) -> String {
        func words(_ document: JournalDocument) -> String {
            let end = document["to"].text.map { " to \($0)" } ?? ""
            return "\(names.employee(document["delegate"].number)) stands in from \(document["from"].text ?? "")\(end)"
        }
        return after.fields.isEmpty ? "taken back: \(words(before))" : words(after)
    }

    /// `punch at 2026-11-20 18:05:00 added (out): forgot`.
    private func correction(_ before: JournalDocument, _ after: JournalDocument) -> String {
        let punches = after["punches"].groups
        if let first = punches.first?["at"]?.text, let last = punches.last?["at"]?.text {
            return "\(punches.count) punches from \(first) to \(last) added: \(after["why"].text ?? "")"
        }
        let at = after["at"].text ?? ""
        if !before.fields.isEmpty { return "correction of \(at) revoked: \(after["revoked"].text ?? "")" }
        let direction = after["direction"].text
        let why = after["why"].text ?? ""
        return switch after["change"].text {
        case "add": "punch at \(at) added\(direction.map { " (\($0))" } ?? ""): \(why)"
        case "void": "punch at \(at) void: \(why)"
        default: "punch at \(at) is an \(direction ?? ""): \(why)"
        }
    }
}
