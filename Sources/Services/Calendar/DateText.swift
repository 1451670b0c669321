package import Domain

extension CivilDate {
    /// What each form and file says about a date it cannot read.
    static let howToWrite = "write it as 2026-11-22"

    /// Reads what people type where only one date can be meant: `2026-11-22`, `22-Nov-2026`, `22 November 2026`.
    ///
    /// `03/04/2026` is refused: it is March to one reader and April to the next, and a wage may hang on it.
    package init?(typed text: String) {
        let trimmed = text.trimmed
        if let iso = CivilDate(trimmed) {
            self = iso
            return
        }
        let parts = trimmed.split { $0 == " " || $0 == "-" || $0 == "/" || $0 == "." || $0 == "," }
        guard parts.count == 3, let day = Int(parts[0]), let month = Self.month(named: parts[1]),
            parts[2].count == 4, let year = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// English month names and their first three letters.
    private static func month(named name: Substring) -> Int? {
        let months = [
            "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december",
        ]
        let lower = name.lowercased()
        return months.firstIndex { lower.count >= 3 && $0.hasPrefix(lower) }.map { $0 + 1 }
    }
}

extension StringProtocol {
    /// Without white space at both ends.
    package var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }),
            let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
