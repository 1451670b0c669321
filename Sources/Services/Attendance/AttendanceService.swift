package import Domain

/// What the days came to.
package struct AttendanceService: Sendable {
    /// Today's date in the company's zone.
    package func currentDate() async throws -> CivilDate { try waitsForStorage() }

    /// One day of everybody employed on it; the day that goes on is worked out as of now.
    /// - Parameter date: nil: the current date.
    package func today(_ date: CivilDate? = nil, by actor: Actor) async throws -> DaySheet { try waitsForStorage() }

    /// - Parameter employee: nil: everybody.
    package func month(
        _ month: Month, of employee: ID<Employee>? = nil, by actor: Actor
    ) async throws -> MonthSheet { try waitsForStorage() }

    package func explain(
        _ employee: ID<Employee>, on date: CivilDate, by actor: Actor
    ) async throws -> DayExplanation { try waitsForStorage() }

    /// Works out what is marked as touched and has not been worked out yet.
    /// - Returns: how many days that were.
    @discardableResult
    package func recomputePending(
        progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) async throws -> Int { try waitsForStorage() }

    /// Works out every day of everybody in a range again, from the punches.
    /// - Returns: how many days that were.
    @discardableResult
    package func recompute(
        _ days: ClosedRange<CivilDate>, by actor: Actor,
        progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) async throws -> Int { try waitsForStorage() }
}
