import Domain
import Storage

/// What else stands on the days of a roster.
struct RosterObstacles {
    private let db: any SQLConnection

    init(_ db: any SQLConnection) { self.db = db }

    /// Confirmed leave on the days and on those around them that a limit looks at.
    func leaves(of person: Employee, around days: ClosedRange<CivilDate>) throws -> [LeaveOnDay] {
        []
    }

    /// Days that nobody changes any more.
    func lockedDays(of person: Employee, in days: [CivilDate]) throws -> Set<CivilDate> {
        []
    }
}
