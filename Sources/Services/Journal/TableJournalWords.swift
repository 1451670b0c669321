import Storage

// Tables that came in as files, and that went out.
extension JournalWords {
    func table(_ entry: JournalEntry, _ after: JournalDocument) -> (String, String) {
        let subject =
            switch entry.entity {
            case .employee: "Employees"
            case .rosterOverride: "Rosters"
            case .leaveEntry: "Leave balances"
            default: "Punches"
            }
        guard entry.action == .importTable else { return (subject, "exported \(after["what"].text ?? "")".trimmed) }
        let file = after["file"].text.map { " from \($0)" } ?? ""
        let counts = ["added", "changed", "unchanged", "refused"].map { "\(after[$0].text ?? "0") \($0)" }
        return (subject, "imported\(file): \(counts.joined(separator: ", "))")
    }
}

extension JournalEntry {
    /// It is about a table, and about no record of it.
    var isOfTable: Bool {
        [.employee, .rosterOverride, .leaveEntry, .punches].contains(entity)
            && [.importTable, .export].contains(action)
    }
}
