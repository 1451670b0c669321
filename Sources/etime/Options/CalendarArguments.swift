import ArgumentParser
import Domain
import Services

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
            guard let date = CivilDate(typed: argument) else { return nil }
            meaning = .date(date)
        }
    }

    static let today = DayArgument(meaning: .daysAgo(0))
    static let help: ArgumentHelp = "A day as 2026-11-22, or today, or yesterday."

    var defaultValueDescription: String { "today" }

    func date(today: CivilDate) -> CivilDate {
        switch meaning {
        case .date(let date): date
        case .daysAgo(let days): today - days
        }
    }
}

/// A first day after the last one.
struct DaysInWrongOrder: Error, CustomStringConvertible {
    var first: CivilDate
    var last: CivilDate

    var description: String { "The first day, \(first), is after the last, \(last); swap them." }

    /// - Throws: ``DaysInWrongOrder``
    static func check(_ first: CivilDate, _ last: CivilDate) throws {
        if last < first { throw DaysInWrongOrder(first: first, last: last) }
    }
}

/// A month as it is typed: `2026-11`.
extension Month: ExpressibleByArgument {
    package init?(argument: String) {
        self.init(argument)
    }

    static let help: ArgumentHelp = "A month as 2026-11."
}
