extension ShiftBreak {
    package static let hint =
        "a break such as 13:00-14:00, 16:00-16:15 paid, 13:00-14:00 paid 20 min, 12:00-15:00 flexible 30 min, "
        + "13:00-14:00 punched, or 12:00-16:00 split"

    /// As `init(words:)` reads it.
    package var words: String {
        var words = "\(start)-\(end)"
        switch kind {
        case .fixed: break
        case .flexible: words += " flexible \(length.durationWords)"
        case .punched: words += " punched"
        case .split: words += " split"
        }
        if !isDeducted { return words + " paid" }
        return paid > 0 ? words + " paid \(paid.durationWords)" : words
    }

    package init?(words text: String) {
        var rest = text.replacing("–", with: "-").split(separator: " ")[...]
        let hours = rest.popFirst()?.split(separator: "-", omittingEmptySubsequences: false) ?? []
        guard hours.count == 2, let start = TimeOfDay(hours[0]), let end = TimeOfDay(hours[1]) else { return nil }
        self.init(start: start, end: end)
        while let word = rest.popFirst() {
            let amount = Self.duration(&rest)
            switch (word, amount) {
            case ("flexible", .some(let length)): (kind, self.length) = (.flexible, length)
            case ("punched", nil): kind = .punched
            case ("split", nil): kind = .split
            case ("paid", nil): isDeducted = false
            case ("paid", .some(let paid)): self.paid = paid
            default: return nil
            }
        }
    }

    /// Takes the words that together are a duration off the front.
    private static func duration(_ words: inout ArraySlice<Substring>) -> Int32? {
        let count = words.prefix { $0.first?.isASCIIDigit == true || ["h", "min", "s"].contains($0) }.count
        guard let seconds = DurationWords.seconds(words.prefix(count).joined(separator: " ")) else {
            return nil
        }
        words.removeFirst(count)
        return seconds
    }
}
