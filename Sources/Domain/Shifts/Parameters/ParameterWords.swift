/// The written forms of a policy's compound values. They are stored, so what was once written must stay readable.
extension Rounding {
    static let hint = "off, or a unit and how: 15 min down, 15 min up, 15 min nearest, 10 min from 5 min"

    var words: String {
        guard unit > 0 else { return "off" }
        switch direction {
        case .down: return "\(unit.durationWords) down"
        case .up: return "\(unit.durationWords) up"
        case .nearest: return "\(unit.durationWords) nearest"
        case .cutoff: return "\(unit.durationWords) from \(cutoff.durationWords)"
        }
    }

    init?(_ text: String) {
        self.init()
        if text == "off" { return }
        if let parts = text.pair(dividedBy: " from "), let unit = DurationWords.seconds(parts.0),
            let cutoff = DurationWords.seconds(parts.1)
        {
            self.init(unit, .cutoff, cutoff: cutoff)
        } else {
            let directions: [String: Direction] = ["down": .down, "up": .up, "nearest": .nearest]
            guard let last = text.split(separator: " ").last, let direction = directions[String(last)],
                let unit = DurationWords.seconds(text.dropLast(last.count + 1))
            else { return nil }
            self.init(unit, direction)
        }
        guard unit > 0 else { return nil }
    }
}

extension AutomaticBreak {
    static let hint = "none, or how long and beyond which work: 30 min after 6 h"

    var words: String { amount == 0 ? "none" : "\(amount.durationWords) after \(after.durationWords)" }

    init?(_ text: String) {
        self.init()
        if text == "none" { return }
        guard let parts = text.pair(dividedBy: " after "), let amount = DurationWords.seconds(parts.0), amount > 0,
            let after = DurationWords.seconds(parts.1)
        else { return nil }
        self.init(amount: amount, after: after)
    }
}

extension CoreHours {
    static let hint = "none, or hours such as 10:00-15:00"

    init?(_ text: String) {
        guard let parts = text.pair(dividedBy: "-"), let start = TimeOfDay(parts.0), let end = TimeOfDay(parts.1) else {
            return nil
        }
        self.init(start: start, end: end)
    }
}

extension OvertimeTiers {
    static let hint = "none, or where the first tier ends and the second: 2 h, or 2 h and 4 h"
    static let ratesHint = "the percent of each tier: 150, or 150 and 200, or 150 and 200 and 250"

    var words: String {
        if firstEnd == 0 { return "none" }
        return secondEnd == 0 ? firstEnd.durationWords : "\(firstEnd.durationWords) and \(secondEnd.durationWords)"
    }

    /// Where the first tier ends and where the second does.
    static func ends(_ text: String) -> (Int32, Int32)? {
        if text == "none" { return (0, 0) }
        if let parts = text.pair(dividedBy: " and ") {
            guard let first = DurationWords.seconds(parts.0), let second = DurationWords.seconds(parts.1) else {
                return nil
            }
            return (first, second)
        }
        return DurationWords.seconds(text).map { ($0, 0) }
    }
}

extension OvertimeRates {
    var words: String { "\(first) and \(second) and \(third)" }

    /// A tier that is not named is worth what the one before it is.
    init?(_ text: String) {
        var rates: [Int32] = []
        for word in text.split(separator: " ") where word != "and" {
            guard let rate = Int32(word), rate >= 0, rate <= 1000 else { return nil }
            rates.append(rate)
        }
        guard let first = rates.first, rates.count <= 3 else { return nil }
        let second = rates.count > 1 ? rates[1] : first
        self.init(first: first, second: second, third: rates.count > 2 ? rates[2] : second)
    }
}

extension String {
    /// What stands before the first `divider` and after it.
    fileprivate func pair(dividedBy divider: String) -> (Substring, Substring)? {
        guard let range = firstRange(of: divider) else { return nil }
        return (self[..<range.lowerBound], self[range.upperBound...])
    }
}
