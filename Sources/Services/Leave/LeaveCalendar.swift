import Domain
import Storage

/// What dates are for one person who asks for leave: by the roster, the weekly offs and the holidays.
struct LeaveCalendar {
    private let rules: RuleBook
    private let schedule: Schedule
    private let postings: Postings

    init(_ db: any SQLConnection, _ rules: RuleBook, of employee: Employee) throws {
        self.rules = rules
        postings = employee.postings
        schedule = try Roster(db, of: [employee]).schedule(of: employee)
    }

    /// A date for which nobody is rostered yet is a working day, unless the company rests on its weekday.
    func day(_ date: CivilDate) -> LeaveCalendarDay {
        let location = postings.on(date).location
        return LeaveCalendarDay(
            rules.calendars.holiday(on: date, at: location)?.kind,
            isOff: rules.answer(schedule, on: date, at: location)?.isOff
                ?? rules.calendars.isWeeklyOff(date, at: location))
    }
}
