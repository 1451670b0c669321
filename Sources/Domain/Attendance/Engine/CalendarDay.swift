/// One date as the company's rules and the zone make it; the same for everybody at one location.
struct CalendarDay: Sendable {
    let date: CivilDate
    let weekday: Weekday
    /// Nil where it is no holiday.
    let holiday: Holiday.Kind?
    let isWeeklyOff: Bool
    /// The clock does not change from the day before to two days after, so that local times are plain addition.
    let isUniform: Bool
    /// The instant of the local midnight with which the date begins.
    let midnight: Int64

    /// - Parameter calendar: position among the rule book's calendars.
    init(_ date: CivilDate, rules: RuleBook, calendar: Int) {
        self.date = date
        weekday = date.weekday
        holiday = rules.calendars.holiday(on: date, in: calendar)?.kind
        isWeeklyOff = rules.calendars.isWeeklyOff(date, in: calendar)
        midnight = rules.zone.place(LocalTime(date)).instant.seconds
        isUniform = !rules.zone.changes(from: midnight - 86_400, until: midnight + 3 * 86_400)
    }

    /// - Parameter second: seconds on the wall clock after this date's midnight; beyond 86 400 is the next day.
    func instant(at second: Int32, in zone: ZoneRules) -> Int64 {
        isUniform ? midnight + Int64(second) : placement(at: second, in: zone).instant.seconds
    }

    func placement(at second: Int32, in zone: ZoneRules) -> Placement {
        zone.place(LocalTime(seconds: Int64(date.daysSinceEpoch) * 86_400 + Int64(second)))
    }
}

extension CalendarDay {
    /// What holiday it is to one person: an optional one is a whole holiday to whoever chose it, and none to others.
    func holiday(choosing optionalHolidays: Set<CivilDate>) -> Holiday.Kind? {
        guard holiday == .optional else { return holiday }
        return optionalHolidays.contains(date) ? .full : nil
    }
}

extension Holiday.Kind {
    /// The half of the day that is off.
    var half: DayHalf? {
        switch self {
        case .firstHalf: .first
        case .secondHalf: .second
        case .full, .optional: nil
        }
    }
}
