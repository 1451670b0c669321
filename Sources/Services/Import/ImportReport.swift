/// What an import did, or would do, row by row.
package struct ImportReport: Hashable, Sendable {
    /// One field of a record that becomes another.
    package struct FieldChange: Hashable, Sendable {
        /// The column.
        package var field: String
        package var before: String
        package var after: String
    }

    package enum Fate: Hashable, Sendable {
        case added
        /// What becomes of which column.
        case changed([FieldChange])
        /// The file says what the database says already.
        case unchanged
        /// Why, and which column says so; nothing of the row was taken.
        case refused([FieldProblem])
    }

    package struct Row: Hashable, Sendable {
        /// In the file, counted from 1, the header's line included.
        package var line: Int
        /// Whose it is.
        package var code: String
        /// The rest of what tells it from others, in a few words.
        package var what: String
        package var fate: Fate
        /// What taking it did besides, one sentence each.
        package var notes: [String] = []

        init(line: Int, code: String, what: String, fate: Fate) {
            self.line = line
            self.code = code
            self.what = what
            self.fate = fate
        }

        package var isRefused: Bool { if case .refused = fate { true } else { false } }
    }

    package var table: CompanyTable
    package var rows: [Row]
    /// False after a dry run, and where refused rows kept the others out.
    package var isStored: Bool

    package var added: Int { rows.count { $0.fate == .added } }
    package var changed: Int { rows.count { if case .changed = $0.fate { true } else { false } } }
    package var unchanged: Int { rows.count { $0.fate == .unchanged } }

    package var refused: [Row] { rows.filter(\.isRefused) }
}

extension ImportReport: CustomStringConvertible {
    /// One sentence for a person who waits.
    package var description: String {
        let refused = refused.count
        if isStored {
            return "Imported: \(added) added, \(changed) changed, \(unchanged) unchanged, \(refused) refused."
        }
        let counts = "\(added) would be added, \(changed) changed, \(unchanged) are unchanged, \(refused) refused"
        return refused == 0
            ? "Nothing was stored: \(counts)."
            : "Nothing was stored: \(counts). Correct the refused rows, or import the others without them."
    }
}

extension ImportReport.Fate: CustomStringConvertible {
    /// One word, for people and programs.
    package var word: String {
        switch self {
        case .added: "added"
        case .changed: "changed"
        case .unchanged: "unchanged"
        case .refused: "refused"
        }
    }

    /// What changes, or why not; empty where the word says all.
    package var description: String {
        switch self {
        case .added, .unchanged: ""
        case .changed(let changes): changes.map(\.description).joined(separator: ", ")
        case .refused(let problems): problems.map(\.sentence).joined(separator: " ")
        }
    }
}

extension ImportReport.FieldChange: CustomStringConvertible {
    /// `department Stores → Press`
    package var description: String {
        "\(field) \(before.isEmpty ? "none" : before) → \(after.isEmpty ? "none" : after)"
    }
}
