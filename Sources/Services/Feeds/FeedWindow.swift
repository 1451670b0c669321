import Domain

/// Which days a calendar shows. It is fetched as a whole each time, so that each day more is sent to everybody again and again.
enum FeedWindow {
    /// Whoever compares a calendar with the last pay slip finds its month in it: no month is longer.
    static let daysBack = 31
    /// Leave is planned and rotations are written for half a year; what lies further ahead will change before it comes.
    static let daysAhead = 180
    /// People of a team whose shifts are shown. Beyond, nobody finds anything in a calendar, and its half year of shifts is larger
    /// than calendar programs take.
    static let mostPeopleWithShifts = 100

    static func days(around today: CivilDate) -> ClosedRange<CivilDate> { today - daysBack...today + daysAhead }
}
