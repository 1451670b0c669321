package import Domain

/// How a scenario file writes times, durations, days and choices.
package enum ScenarioWords {
    static let duration = "a duration such as 15 min, 8 h 30 min, 8:30, 0:15:01, or a number of minutes"
    static let yesOrNo = "yes or no"

    /// Seconds. A bare number is minutes; 0 is 0.
    package static func duration(_ text: String) -> Int32? {
        if let minutes = Int32(text) { return minutes >= 0 && minutes < 100_000 ? minutes * 60 : nil }
        if text.contains(":") { return clockDuration(text) }
        let words = text.split(separator: " ")
        guard !words.isEmpty, words.count.isMultiple(of: 2) else { return nil }
        var total: Int32 = 0
        for index in stride(from: 0, to: words.count, by: 2) {
            guard let number = Int32(words[index]), (0..<100_000).contains(number),
                let unit = ["h": 3600, "min": 60, "s": 1][String(words[index + 1])] as Int32?
            else { return nil }
            total += number * unit
            guard total < 360_000_000 else { return nil }
        }
        return total
    }

    private static func clockDuration(_ text: String) -> Int32? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int32($0) }
        guard parts.count == 2 || parts.count == 3, let hours = parts[0], let minutes = parts[1],
            let seconds = parts.count == 3 ? parts[2] : 0, (0..<1000).contains(hours), (0..<60).contains(minutes),
            (0..<60).contains(seconds)
        else { return nil }
        return hours * 3600 + minutes * 60 + seconds
    }

    static func yesOrNo(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "yes", "on", "true": true
        case "no", "off", "false": false
        default: nil
        }
    }

    /// `09:00-18:00`; the end may lie on the next day.
    package static func hours(_ text: String) -> (start: TimeOfDay, end: TimeOfDay)? {
        let parts = text.replacing("–", with: "-").replacing(" ", with: "").split(separator: "-")
        guard parts.count == 2, let start = TimeOfDay(parts[0]), let end = TimeOfDay(parts[1])
        else { return nil }
        return (start, end)
    }

    /// `2026-11-02` or `2026-11-01 to 2026-11-14`.
    static func days(_ text: String) -> ClosedRange<CivilDate>? {
        if let day = CivilDate(text) { return day...day }
        let words = text.split(separator: " ")
        guard words.count == 3, words[1] == "to", let first = CivilDate(words[0]), let last = CivilDate(words[2]),
            first <= last, last - first <= 3660
        else { return nil }
        return first...last
    }

    package static func weekday(_ text: some StringProtocol) -> Weekday? {
        let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        return names.firstIndex(of: text.lowercased()).map { Weekday(index: $0) }
    }

    /// `Sunday`, `2nd and 4th Saturday`.
    static func weeklyOff(_ text: String) -> WeeklyOff? {
        var words = text.lowercased().split(separator: " ").filter { $0 != "and" }
        guard let last = words.popLast(), let weekday = weekday(last) else { return nil }
        let weeks = words.map { ["1st", "2nd", "3rd", "4th", "5th"].firstIndex(of: $0) }
        guard !weeks.contains(nil) else { return nil }
        return WeeklyOff(weekday: weekday, weeks: weeks.compactMap { $0.map { $0 + 1 } })
    }

    /// `06:10`, `06:10 next day` or `2026-11-03 06:10`, beside a date; `none` has no meaning here.
    static func moment(_ text: String, on date: CivilDate) -> LocalTime? {
        if let local = LocalTime(text) { return local }
        if text.hasSuffix(" next day") {
            return TimeOfDay(text.dropLast(9)).map { LocalTime(date + 1, $0) }
        }
        return TimeOfDay(text).map { LocalTime(date, $0) }
    }
}
