/// A weekday on which the company rests, in each week or only in some weeks of the month.
package struct WeeklyOff: Hashable, Sendable {
    package var weekday: Weekday
    /// Bit 0 is the first such weekday of a month, bit 4 the fifth; no bit set means every week.
    package var weeksOfMonth: UInt8

    package init(weekday: Weekday, weeksOfMonth: UInt8 = 0) {
        self.weekday = weekday
        self.weeksOfMonth = weeksOfMonth & 0b11111
    }

    /// - Parameter weeks: 1...5; others are ignored. The second and fourth Saturday: `[2, 4]`.
    package init(weekday: Weekday, weeks: [Int]) {
        self.init(weekday: weekday, weeksOfMonth: weeks.reduce(0) { $0 | ((1...5).contains($1) ? 1 << ($1 - 1) : 0) })
    }

    /// The weeks of the month it holds in; empty for every week.
    package var weeks: [Int] { (1...5).filter { weeksOfMonth & (1 << ($0 - 1)) != 0 } }

    package func holds(on date: CivilDate) -> Bool {
        date.weekday == weekday && (weeksOfMonth == 0 || weeksOfMonth & (1 << ((date.day - 1) / 7)) != 0)
    }
}
