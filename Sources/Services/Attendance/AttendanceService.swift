package import Domain
import Logging
import Storage

/// What the days came to.
package struct AttendanceService: Sendable {
    let context: ServiceContext

    /// Today's date in the company's zone.
    package func currentDate() async throws -> CivilDate {
        let now = context.now()
        return try await context.database.read { try SettingStore($0).companyZone().local(at: now).date }
    }

    /// One day of everybody employed on it; the day that goes on is worked out as of now.
    /// - Parameter date: nil: the current date.
    package func today(_ date: CivilDate? = nil, by actor: Actor) async throws -> DaySheet {
        try actor.requires(.readAttendance)
        let now = context.now()
        return try await context.database.read { try DaySheet($0, date, now: now) }
    }

    /// - Parameter employee: nil: everybody employed in the month.
    package func month(
        _ month: Month, of employee: ID<Employee>? = nil, by actor: Actor
    ) async throws -> MonthSheet {
        try actor.requires(.readAttendance)
        let now = context.now()
        return try await context.database.read { try MonthSheet($0, month, of: employee, now: now) }
    }

    package func explain(
        _ employee: ID<Employee>, on date: CivilDate, by actor: Actor
    ) async throws -> DayExplanation {
        try actor.requires(.readAttendance)
        let now = context.now()
        return try await context.database.read { try DayExplanation($0, employee, date, now: now) }
    }

    /// Works out what is marked as touched and has not been worked out yet.
    /// - Returns: how many days that were.
    @discardableResult
    package func recomputePending(
        progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) async throws -> Int {
        try await context.recalculation.turn { try await PendingRecalculation(context: context).run(progress) }
    }

    /// The same after a change that is stored: where the database goes away meanwhile, or whoever wants it does not wait, the
    /// change is not said to have failed. The days stay marked, and whoever works out days next takes them along.
    /// - Returns: how many days that were; 0 where they wait.
    @discardableResult
    func recomputeTouched(
        progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) async throws -> Int {
        do {
            return try await recomputePending(progress: progress)
        } catch is CancellationError {
            return 0
        } catch  where error.isDatabaseAway {
            context.logger.warning("Days wait to be worked out", metadata: ["why": "\(error)"])
            return 0
        }
    }

    /// Works out every day of everybody in a range again, from the punches.
    /// - Returns: how many days that were.
    @discardableResult
    package func recompute(
        _ days: ClosedRange<CivilDate>, by actor: Actor,
        progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) async throws -> Int {
        try actor.requires(.recalculateAttendance)
        return try await context.recalculation.turn {
            let done = try await RangeRecalculation(context: context, days: days).run(progress)
            return done + (try await PendingRecalculation(context: context).run(nil))
        }
    }
}
