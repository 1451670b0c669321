import Domain
import Foundation

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

    private func clock(_ seconds: Int) -> String? { seconds < 0 ? nil : TimeOfDay.text(of: seconds) }

    private func padded(to count: Int) -> String {
        guard value >= 0, value < 1e15 else { return plain }
        return Int(value.rounded()).padded(count)
    }
}
