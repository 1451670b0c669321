package import Domain

/// How a scenario file writes times, durations, days and choices.
package enum ScenarioWords {
    static let duration = DurationWords.hint
    static let yesOrNo = "yes or no"

    /// Seconds. A bare number is minutes; 0 is 0.
    package static func duration(_ text: String) -> Int32? { DurationWords.seconds(text) }

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
