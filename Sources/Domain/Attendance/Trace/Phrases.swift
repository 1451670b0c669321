/// Words in which people read times and durations.
package enum Phrases {
    /// `8 h 00 min`, `16 min`, `15 min 01 s`, `0 min`.
    package static func duration(_ seconds: some BinaryInteger) -> String {
        let total = Int(seconds)
        var words: [String] = []
        if total >= 3600 {
            words = ["\(total / 3600) h", "\((total / 60 % 60).padded(2)) min"]
        } else if total >= 60 || total % 60 == 0 {
            words = ["\(total / 60) min"]
        }
        if total % 60 != 0 { words.append(words.isEmpty ? "\(total % 60) s" : "\((total % 60).padded(2)) s") }
        return words.joined(separator: " ")
    }

    /// `1 presence`, `2 presences`.
    package static func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    /// `Tue 3 Nov 2026`.
    package static func date(_ date: CivilDate) -> String {
        let (year, month, day) = date.components
        return "\(weekdays[Int(date.weekday.rawValue)]) \(day) \(months[month - 1]) \(year)"
    }

    /// `on Tue 3 Nov 2026`, `from Mon 2 Nov 2026 to Fri 6 Nov 2026`.
    package static func days(_ days: ClosedRange<CivilDate>) -> String {
        days.count == 1
            ? "on \(date(days.lowerBound))" : "from \(date(days.lowerBound)) to \(date(days.upperBound))"
    }

    /// `Mon 2 Nov 2026, Tue 3 Nov 2026`.
    package static func list(_ dates: [CivilDate]) -> String { dates.map(date).joined(separator: ", ") }

    private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

extension DayStatus {
    /// The status in words: `half day`.
    package var name: String {
        switch self {
        case .blank: "not employed"
        case .present: "present"
        case .halfDay: "half day"
        case .absent: "absent"
        case .weeklyOff: "weekly off"
        case .weeklyOffPresent: "worked on the weekly off"
        case .holiday: "holiday"
        case .holidayPresent: "worked on the holiday"
        case .noShift: "no shift assigned"
        case .notInYet: "not in yet"
        case .onLeave: "on leave"
        case .onDuty: "on duty elsewhere"
        case .workFromHome: "working from home"
        }
    }
}
