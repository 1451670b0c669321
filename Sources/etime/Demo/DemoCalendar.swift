import Domain
import Services

/// When the demo company works. Everything that its punches depend on is in here and in the seed.
struct DemoCalendar: Sendable {
    /// The first day of the month that is shown, and of the terminal's memory.
    var firstDay: CivilDate
    var zone: ZoneRules
    var weeklyOffs: Set<Weekday>
    var holiday: CivilDate

    static let holidayName = "Founders’ Day"
    /// A month and the days that a table of weeks would cut off.
    static let daysBeforeToday = 31
    private static let holidayAfter = 17

    func isWorking(_ date: CivilDate) -> Bool {
        date != holiday && !weeklyOffs.contains(date.weekday)
    }

    func day(_ date: CivilDate) -> Int { date - firstDay }
}

extension DemoCalendar {
    /// For a company that begins now: where it is working time, and not a day off.
    static func beginning(at now: Instant, computerZone: String) -> DemoCalendar {
        let zone = zone(at: now, computerZone: computerZone)
        let today = zone.local(at: now).date
        let first = today - daysBeforeToday
        let off = weeklyOff(today: today)
        var holiday = first + holidayAfter
        while holiday.weekday == off { holiday = holiday + 1 }
        return DemoCalendar(firstDay: first, zone: zone, weeklyOffs: [off], holiday: holiday)
    }

    /// The computer's zone, unless it is night or early morning there: a demo is to show people at work.
    private static func zone(at now: Instant, computerZone: String) -> ZoneRules {
        let candidates = [computerZone, "Asia/Kolkata", "America/New_York", "America/Los_Angeles"]
            .compactMap { ZoneRules.system(named: $0) }
        let shown = TimeOfDay(10, 0)...TimeOfDay(21, 30)
        return candidates.first { shown.contains($0.local(at: now).timeOfDay) } ?? candidates.first ?? .utc
    }

    /// Sunday, or Thursday where today is a Sunday: industrial estates stagger their weekly offs.
    private static func weeklyOff(today: CivilDate) -> Weekday {
        today.weekday == .sunday ? .thursday : .sunday
    }
}
