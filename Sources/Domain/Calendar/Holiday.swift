/// A day, or half a day, on which nobody is expected, whoever's weekly off it may be.
package struct Holiday: Hashable, Sendable {
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case full
        /// Only the first half of the day is off; work begins in the middle of the shift.
        case firstHalf
        case secondHalf
        /// A day of rest for whoever chose it, and a working day for everybody else.
        case optional
    }

    /// For one that is kept each year: the first of them.
    package var date: CivilDate
    package var name: String
    package var kind: Kind
    /// Where it is kept; empty: in the whole company.
    package var location: String
    /// Kept again each year on that day; 29 February on the 28th where there is none.
    package var isYearly: Bool

    package init(
        date: CivilDate, name: String, kind: Kind = .full, location: String = "", isYearly: Bool = false
    ) {
        self.date = date
        self.name = name
        self.kind = kind
        self.location = location
        self.isYearly = isYearly
    }

    package func holds(on day: CivilDate) -> Bool {
        if day == date { return true }
        guard isYearly, day > date else { return false }
        return day == anniversary(in: day.year)
    }

    /// The day on which it is kept in a year; nil where it is not.
    package func anniversary(in year: Int) -> CivilDate? {
        let (first, month, day) = date.components
        guard isYearly ? year >= first : year == first else { return nil }
        return CivilDate(year: year, month: month, day: min(day, CivilDate.length(ofMonth: month, year: year)))
    }
}
