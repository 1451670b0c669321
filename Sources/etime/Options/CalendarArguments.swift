import ArgumentParser
import Domain

/// A day as it is typed: `2026-11-22`, `today`, `yesterday`.
struct DayArgument: ExpressibleByArgument, Hashable, Sendable {
    enum Meaning: Hashable, Sendable {
        case date(CivilDate)
        case daysAgo(Int)
    }

    var meaning: Meaning

    init(meaning: Meaning) {
        self.meaning = meaning
    }

    init?(argument: String) {
        switch argument.lowercased() {
        case "today": meaning = .daysAgo(0)
        case "yesterday": meaning = .daysAgo(1)
        default:
            guard let date = CivilDate(argument) else { return nil }
            meaning = .date(date)
        }
    }

    static let today = DayArgument(meaning: .daysAgo(0))
    static let help = "A day as 2026-11-22, or today, or yesterday."

    var defaultValueDescription: String { "today" }

    func date(today: CivilDate) -> CivilDate {
        switch meaning {
        case .date(let date): date
        case .daysAgo(let days): today - days
        }
    }
}

/// A month as it is typed: `2026-11`.
struct MonthArgument: ExpressibleByArgument, Hashable, Sendable {
    var first: CivilDate

    init?(argument: String) {
        guard let first = CivilDate(argument + "-01") else { return nil }
        self.first = first
    }

    init(containing date: CivilDate) {
        first = date - (date.day - 1)
    }

    var last: CivilDate { first + (CivilDate.length(ofMonth: first.month, year: first.year) - 1) }
    var days: ClosedRange<CivilDate> { first...last }
}
