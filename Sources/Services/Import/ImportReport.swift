/// What an import did, or would do, row by row.
package struct ImportReport: Hashable, Sendable {
    package enum Outcome: Hashable, Sendable {
        case added
        case updated
        /// The file says what the database says already.
        case unchanged
        /// The sentences say why; nothing of the row was taken.
        case bad([String])
    }

    package struct Row: Hashable, Sendable {
        /// In the file, counted from 1, the header's line included.
        package var line: Int
        package var code: String
        package var name: String
        package var outcome: Outcome
        /// What taking it did besides, one sentence each.
        package var notes: [String] = []

        package init(line: Int, code: String, name: String, outcome: Outcome) {
            self.line = line
            self.code = code
            self.name = name
            self.outcome = outcome
        }

        package var isBad: Bool { if case .bad = outcome { true } else { false } }
    }

    package var rows: [Row]
    package var ignoredColumns: [String]
    /// False after a dry run, and where bad rows kept the good ones out.
    package var isStored: Bool

    package init(rows: [Row], ignoredColumns: [String], isStored: Bool) {
        self.rows = rows
        self.ignoredColumns = ignoredColumns
        self.isStored = isStored
    }

    package var added: Int { rows.count { $0.outcome == .added } }
    package var updated: Int { rows.count { $0.outcome == .updated } }
    package var unchanged: Int { rows.count { $0.outcome == .unchanged } }

    package var badRows: [Row] { rows.filter(\.isBad) }
}

extension ImportReport: CustomStringConvertible {
    /// One sentence for a person who waits.
    package var description: String {
        let bad = badRows.count
        if isStored { return "Imported: \(added) added, \(updated) changed, \(unchanged) as before, \(bad) bad." }
        let counts = "\(added) could be added, \(updated) changed, \(unchanged) are as before, \(bad) bad"
        return bad == 0
            ? "Nothing was stored yet: \(counts)."
            : "Nothing was stored: \(counts). Correct the bad rows, or import the good ones alone."
    }
}
