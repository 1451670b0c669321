/// One date as the company's rules and the zone make it; the same for everybody.
struct CalendarDay: Sendable {
    enum Kind: UInt8, Sendable {
        case working, weeklyOff, holiday
    }

    let date: CivilDate
    let weekday: Weekday
    let kind: Kind
    /// The clock does not change from the day before to two days after, so that local times are plain addition.
    let isUniform: Bool
    /// The instant of the local midnight with which the date begins.
    let midnight: Int64

    init(_ date: CivilDate, rules: RuleBook) {
        self.date = date
        weekday = date.weekday
        kind =
            if rules.holidayName(on: date) != nil {
                .holiday
            } else if rules.isWeeklyOff(date) {
                .weeklyOff
            } else {
                .working
            }
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
