import ArgumentParser
import Domain
import Services

/// A duration as scenario files write it: `15`, `3:30`, `15 min`, `3 h`.
struct DurationArgument: ExpressibleByArgument {
    var seconds: Int32

    init?(argument: String) {
        guard let seconds = ScenarioWords.duration(argument) else { return nil }
        self.seconds = seconds
    }
}

/// `13:00-14:00`.
struct HoursArgument: ExpressibleByArgument {
    var start: TimeOfDay
    var end: TimeOfDay

    init?(argument: String) {
        guard let hours = ScenarioWords.hours(argument) else { return nil }
        (start, end) = hours
    }

    func paidBreak() -> ShiftBreak { ShiftBreak(start: start, end: end, isDeducted: false) }
}

/// `13:00-14:00`, `12:00-15:00 flexible 30 min`, as a scenario file writes a break.
struct BreakArgument: ExpressibleByArgument {
    var value: ShiftBreak

    init?(argument: String) {
        guard let value = ShiftBreak(words: argument) else { return nil }
        self.value = value
    }
}

/// `rounding in=15 min down`: any parameter by its name.
struct RuleArgument: ExpressibleByArgument {
    var text: String

    init(argument: String) { text = argument }

    /// - Throws: `ValidationError` that says which names or values there are.
    func apply(to policy: inout AttendancePolicy) throws {
        let parts = text.split(separator: "=", maxSplits: 1)
        let name = parts.first.map { $0.lowercased() } ?? ""
        guard parts.count == 2, let parameter = PolicyParameter.named(name) else {
            let names = PolicyParameter.all.map(\.label).joined(separator: ", ")
            throw ValidationError("Write --rule as NAME=VALUE; “\(name)” is none of: \(names).")
        }
        guard parameter.read(argument: String(parts[1]), into: &policy) else {
            throw ValidationError("For “\(name)” write \(parameter.hint); not “\(parts[1])”.")
        }
    }
}

/// `saturday=09:00-13:00`, and after it `,half-day-below=180` and `,absent-below=60` where they are not the shift's own.
struct ShortDayArgument: ExpressibleByArgument {
    var weekday: Weekday
    var hours: HoursArgument
    var halfDayBelow: DurationArgument?
    var absentBelow: DurationArgument?

    init?(argument: String) {
        var words: [String: String] = [:]
        let parts = argument.lowercased().split(separator: ",").map { $0.split(separator: "=", maxSplits: 1) }
        for part in parts where part.count == 2 { words[String(part[0])] = String(part[1]) }
        guard words.count == parts.count, let day = parts.first?.first, let weekday = ScenarioWords.weekday(day),
            let hours = words.removeValue(forKey: String(day)).flatMap(HoursArgument.init(argument:))
        else { return nil }
        self.weekday = weekday
        self.hours = hours
        for (word, value) in words {
            guard let duration = DurationArgument(argument: value) else { return nil }
            switch word {
            case "half-day-below": halfDayBelow = duration
            case "absent-below": absentBelow = duration
            default: return nil
            }
        }
    }

    func partialDay(under policy: AttendancePolicy) -> PartialDay {
        PartialDay(
            weekday: weekday, start: hours.start, end: hours.end,
            halfDayBelow: halfDayBelow?.seconds ?? policy.halfDayBelow,
            absentBelow: absentBelow?.seconds ?? policy.absentBelow)
    }
}

extension TimeOfDay: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }
}

enum YesOrNo: String, CaseIterable, ExpressibleByArgument {
    case yes, no

    var value: Bool { self == .yes }
}
