import Storage

extension JournalWords {
    /// `Period 2026-11 of Stores`, `locked although days were open (payday)`.
    func period(
        _ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument
    ) -> (String, String) {
        let part = after["department"].text ?? after["location"].text
        let subject = "Period \(after["month"].text ?? "")" + (part.map { " of \($0)" } ?? "")
        let reason = after["reason"].text.map { " (\($0))" } ?? ""
        return (subject, (entry.action == .lock ? "locked" : "unlocked") + reason)
    }

    /// `Archive`, `120000 punches before 2024-01-01 moved to sqlite:///old.db`.
    func archive(_ after: JournalDocument) -> (String, String) {
        (
            "Archive",
            "\(after["punches"].number ?? 0) punches before \(after["before"].text ?? "") moved to "
                + (after["place"].text ?? "")
        )
    }

    /// `case “Stocktaking” kept (2026-11-16)`.
    func keptCase(_ entry: JournalEntry, _ before: JournalDocument, _ after: JournalDocument) -> String {
        let item = entry.action == .remove ? before : after
        return "case “\(item["name"].text ?? "")” \(entry.action == .remove ? "no longer kept" : "kept") "
            + "(\(item["date"].text ?? ""))"
    }
}
