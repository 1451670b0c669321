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

    /// One day of everybody in reach who is employed on it; the day that goes on is worked out as of now.
    /// - Parameter date: nil: the current date.
    package func today(_ date: CivilDate? = nil, by actor: Actor) async throws -> DaySheet {
        let now = context.now()
        return try await context.reading(.readAttendance, by: actor) { try DaySheet($0, date, of: $1, now: now) }
    }

    /// - Parameter employee: nil: everybody in reach who is employed in the month.
    package func month(
        _ month: Month, of employee: ID<Employee>? = nil, by actor: Actor
    ) async throws -> MonthSheet {
        let now = context.now()
        return try await context.reading(.readAttendance, by: actor) { db, people in
            if let employee { try people.require(employee) }
            return try MonthSheet(db, month, of: employee, within: people, now: now)
        }
    }

    package func explain(
        _ employee: ID<Employee>, on date: CivilDate, by actor: Actor
    ) async throws -> DayExplanation {
        let now = context.now()
        return try await context.reading(.readAttendance, by: actor) { db, people in
            try people.require(employee)
            return try DayExplanation(
                db, employee, date, now: now, tellingStrangers: actor.grants.holdsForEveryone(.readPeople))
        }
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
        return try await recompute(days, progress)
    }

    func recompute(
        _ days: ClosedRange<CivilDate>, _ progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) async throws -> Int {
        try await context.recalculation.turn {
            let done = try await RangeRecalculation(context: context, days: days).run(progress)
            return done + (try await PendingRecalculation(context: context).run(nil))
        }
    }
}
