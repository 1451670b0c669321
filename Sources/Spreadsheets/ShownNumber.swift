import Domain
import Foundation

/// From when a workbook counts its days.
enum DayCount: Sendable {
    /// Day 1 is 1900-01-01; with a 29 February 1900, which there was not, as day 60.
    case from1900
    /// Day 0 is 1904-01-01.
    case from1904

    /// - Returns: nil for a day that the spreadsheet itself does not show.
    func date(_ days: Int) -> CivilDate? {
        let base =
            switch self {
            case .from1900: CivilDate(daysSinceEpoch: days < 60 ? -25_568 : -25_569)
            case .from1904: CivilDate(daysSinceEpoch: -24_107)
            }
        guard days >= 0, days < 2_958_466, self == .from1904 || days != 60 else { return nil }
        return base + Int(days)
    }
}

/// A number as the spreadsheet shows it, but dates and times as they are written here.
struct ShownNumber {
    private static let day: Double = 86_400

    var value: Double
    var format: NumberFormat
    var count: DayCount

    /// `2026-11-20`, `2026-11-20 09:00:00`, `09:00`, `33:15`, `0042`; anything else with up to fifteen digits, as many as a
    /// spreadsheet has.
    var text: String {
        switch format {
        case .plain: plain
        case .date: days(value.rounded(.down)).flatMap { count.date($0)?.description } ?? plain
        case .time: clock(seconds % 86_400) ?? plain
        case .duration: clock(seconds) ?? plain
        case .dateAndTime: dateAndTime ?? plain
        case .digits(let count): padded(to: count)
        }
    }

    private var dateAndTime: String? {
        guard let date = count.date(seconds / 86_400), let clock = clock(seconds % 86_400) else { return nil }
        return "\(date) \(clock)"
    }

    /// Of what is shown; negative where nothing can be.
    private var seconds: Int { days((value * Self.day).rounded()) ?? -1 }

    private var plain: String { String(format: "%.15g", value) }

    private func days(_ number: Double) -> Int? { abs(number) < 1e12 ? Int(number) : nil }

    private func clock(_ seconds: Int) -> String? {
        guard seconds >= 0 else { return nil }
        let parts = [seconds / 3600, seconds / 60 % 60] + (seconds % 60 == 0 ? [] : [seconds % 60])
        return parts.map { $0.padded(2) }.joined(separator: ":")
    }

    private func padded(to count: Int) -> String {
        guard value >= 0, value < 1e15 else { return plain }
        return Int(value.rounded()).padded(count)
    }
}
