/// Working days that repeat: four days on and two off, weeks by turns, a shift a month.
package struct RotationPattern: Hashable, Sendable, Identifiable {
    package enum Unit: UInt8, Hashable, Sendable, CaseIterable {
        case day, week, month
    }

    package var id: Domain.ID<RotationPattern>
    /// Unique: `Line A`.
    package var name: String
    /// How long each turn lasts.
    package var unit: Unit
    /// The cycle: one after the other, and then from the first again. Never empty.
    package var turns: [RotationTurn]
    /// The first day of a first turn. The cycle reaches back before it as well.
    package var anchor: CivilDate
    /// Where turns are weeks, they begin on this weekday.
    package var weekStart: Weekday
    /// Offs that the roster brings itself, whatever the turn: the second Saturday.
    package var offs: [WeeklyOff]

    package init(
        id: Domain.ID<RotationPattern>, name: String, unit: Unit, turns: [RotationTurn], anchor: CivilDate,
        weekStart: Weekday = .monday, offs: [WeeklyOff] = []
    ) {
        self.id = id
        self.name = name
        self.unit = unit
        self.turns = turns
        self.anchor = anchor
        self.weekStart = weekStart
        self.offs = offs
    }

    /// All shifts that stand in it.
    package var shifts: Set<ID<Shift>> { Set(turns.flatMap(\.days).flatMap(\.shifts)) }
}

/// One day, week or month of a cycle.
package struct RotationTurn: Hashable, Sendable {
    /// One entry: the same on each of its days. Seven: by weekday, Monday first.
    package var days: [RosterDay]

    package init(_ day: RosterDay) { days = [day] }

    /// - Parameter byWeekday: seven, Monday first.
    package init(byWeekday days: [RosterDay]) { self.days = days }
}

extension RotationPattern {
    /// Which turn a date lies in, from 0.
    package func turn(on date: CivilDate) -> Int {
        switch unit {
        case .day: (date - anchor).remainder(turns.count)
        case .week: ((date.startOfWeek(weekStart) - anchor.startOfWeek(weekStart)) / 7).remainder(turns.count)
        case .month: date.months(since: anchor).remainder(turns.count)
        }
    }

    /// What the pattern says of a date.
    /// - Returns: a rest of `.always` on its own offs; `.company` is left to the company's calendar.
    package func day(on date: CivilDate) -> RosterDay {
        let days = turns[turn(on: date)].days
        var day = days.count == 7 ? days[Int(date.weekday.rawValue)] : days[0]
        if offs.contains(where: { $0.holds(on: date) }) { day.rest = .always }
        return day
    }

    /// `4-day cycle`, `weekly`, `fixed`.
    package var cycle: String {
        guard turns.count == 1 else { return "\(turns.count)-\(unit) cycle" }
        return turns[0].days.count == 1 ? "fixed" : "weekly"
    }

    /// `4-day cycle, day 3`, `weekly`.
    package func position(on date: CivilDate) -> String {
        turns.count == 1 ? cycle : "\(cycle), \(unit) \(turn(on: date) + 1)"
    }
}

extension CivilDate {
    package func startOfWeek(_ first: Weekday) -> CivilDate {
        self - (Int(weekday.rawValue) - Int(first.rawValue)).remainder(7)
    }

    /// Whole months since another date, floored. A month that is shorter than the other date's day ends with its last:
    /// from 31 January, the next month begins on 28 February.
    package func months(since other: CivilDate) -> Int {
        let (year, month, day) = components
        let (firstYear, firstMonth, firstDay) = other.components
        let begins = min(firstDay, Self.length(ofMonth: month, year: year))
        return (year - firstYear) * 12 + month - firstMonth - (day < begins ? 1 : 0)
    }
}

extension Int {
    /// Of the division that floors: never negative.
    func remainder(_ divisor: Int) -> Int {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }
}
