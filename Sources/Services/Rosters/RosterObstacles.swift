import Domain
import Storage

/// What else stands on the days of a roster.
struct RosterObstacles {
    /// No limit looks further than the days in a row.
    private static let reach = 32

    private let db: any SQLConnection

    init(_ db: any SQLConnection) { self.db = db }

    /// Confirmed leave on the days and on those around them that a limit looks at.
    func leaves(of person: Employee, around days: ClosedRange<CivilDate>) throws -> [LeaveOnDay] {
        var found: [LeaveOnDay] = []
        let around = (days.lowerBound - Self.reach)...(days.upperBound + Self.reach)
        try LeaveDayStore(db).each(in: person.id...person.id, around) { found.append($1.leave) }
        return found
    }

    /// Days that nobody changes any more.
    func lockedDays(of person: Employee, in days: [CivilDate]) throws -> Set<CivilDate> {
        let locks = try PeriodLocks(db)
        return Set(days.filter { locks.isLocked(person.id, $0) })
    }
}
