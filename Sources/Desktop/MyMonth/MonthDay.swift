package import Domain
package import Services

/// One day of one's own month.
package nonisolated struct MonthDay: Hashable, Identifiable, Sendable {
    package var row: DayRow

    package init(_ row: DayRow) { self.row = row }

    package var id: CivilDate { date }
    package var date: CivilDate { row.result.date }
}

extension MonthSheet {
    /// The days of the first person in it that have come, the newest first.
    /// - Parameter today: the day that goes on.
    nonisolated func newestDays(today: CivilDate) -> [MonthDay] {
        guard let person = rows.first else { return [] }
        let days = person.days.compactMap { $0 }.map { result in
            MonthDay(
                DayRow(
                    employee: person.employee, shiftCode: result.shift.flatMap { shiftCodes[$0] } ?? "", result: result,
                    isLive: result.date == today, leaveCodes: leaveCodes))
        }
        return days.reversed()
    }
}

extension Month {
    nonisolated var before: Month { Month(of: days.lowerBound - 1) }
    nonisolated var after: Month { Month(of: days.upperBound + 1) }
}
