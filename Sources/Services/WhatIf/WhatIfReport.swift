package import Domain

/// What a change would make of the days of a range.
package struct WhatIfReport: Hashable, Sendable {
    /// The days looked at; none of them is to come.
    package var days: ClosedRange<CivilDate>
    /// How many people were looked at.
    package var people: Int
    /// Days that would come out differently, by employee code and date.
    package var changes: [WhatIfDay]
    /// Who is concerned, by employee code.
    package var totals: [WhatIfTotal]
    /// Changed days of locked months: they would stay, and the difference would be due in the next open month.
    package var lockedDays: Int

    /// Of everybody together.
    package var total: DayDifference { totals.reduce(DayDifference()) { $0 + $1.difference } }
}

package struct WhatIfDay: Hashable, Sendable {
    package var employee: Employee
    package var before: DayResult
    package var after: DayResult
    /// After less before.
    package var difference: DayDifference
}

package struct WhatIfTotal: Hashable, Sendable {
    package var employee: Employee
    /// How many days would change.
    package var days: Int
    package var difference: DayDifference
}

extension WhatIfReport {
    /// `12 days of 3 people would change: +2 h overtime.`
    package var sentence: String {
        guard !changes.isEmpty else {
            return "No day of the \(people) people from \(days.lowerBound) to \(days.upperBound) would change."
        }
        let locked =
            lockedDays == 0
            ? "" : " \(lockedDays) of them lie in locked months: they would stay, and be due in the next open month."
        return
            "\(Phrases.count(changes.count, "day")) of \(totals.count) \(totals.count == 1 ? "person" : "people") would "
            + "change, of \(people) looked at: \(total.isNone ? "nothing that is paid" : total.words).\(locked)"
    }
}
