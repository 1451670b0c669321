/// A day of every year: where a leave year begins, or until when carried leave can be taken.
package struct MonthDay: Hashable, Sendable {
    package var month: Int
    package var day: Int

    /// Nil where no year has such a day; 29 February is one.
    package init?(month: Int, day: Int) {
        guard (1...12).contains(month), (1...CivilDate.length(ofMonth: month, year: 2024)).contains(day) else {
            return nil
        }
        self.month = month
        self.day = day
    }

    private init(_ month: Int, _ day: Int) {
        self.month = month
        self.day = day
    }

    package static let newYear = MonthDay(1, 1)

    /// In that year; 29 February of a common year is the 28th.
    package func date(in year: Int) -> CivilDate { CivilDate(clamping: day, month: month, year: year) }

    /// The last such day not after `date`.
    package func last(through date: CivilDate) -> CivilDate {
        let year = date.year
        let same = self.date(in: year)
        return same <= date ? same : self.date(in: year - 1)
    }

    /// The first such day on `date` or after it.
    package func first(from date: CivilDate) -> CivilDate {
        let year = date.year
        let same = self.date(in: year)
        return same >= date ? same : self.date(in: year + 1)
    }

    /// The year beginning on this day that holds `date`.
    package func year(of date: CivilDate) -> ClosedRange<CivilDate> {
        let first = last(through: date)
        return first...(self.first(from: first + 1) - 1)
    }
}

extension MonthDay: CustomStringConvertible {
    /// `04-01`.
    package var description: String { "\(month.padded(2))-\(day.padded(2))" }
}

extension MonthDay {
    /// Reads `04-01`.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isASCIIDigit) }),
            let month = Int(parts[0]), let day = Int(parts[1])
        else { return nil }
        self.init(month: month, day: day)
    }
}

extension CivilDate {
    /// The day of that month, or its last where it is shorter.
    package init(clamping day: Int, month: Int, year: Int) {
        let last = Self.length(ofMonth: month, year: year)
        self = CivilDate(year: year, month: month, day: min(max(day, 1), last)) ?? CivilDate(daysSinceEpoch: 0)
    }

    /// The same day so many months later, or the last of that month where it is shorter.
    package func months(later months: Int) -> CivilDate {
        let (year, month, day) = components
        let index = year * 12 + month - 1 + months
        return CivilDate(clamping: day, month: index % 12 + 1, year: index / 12)
    }
}
