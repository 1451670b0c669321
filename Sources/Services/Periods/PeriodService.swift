package import Domain
package import Storage

/// Months closed for the payroll. A locked day never changes; what arrives later is listed as signed differences for the
/// next open month.
package struct PeriodService: Sendable {
    let context: ServiceContext

    /// The latest month first; which months are closed is no secret.
    package func list(by actor: Actor) async throws -> [PeriodLock] {
        try actor.requiresSome(.readAttendance)
        return try await context.database.read { try PeriodLockStore($0).all() }
    }

    package func isLocked(_ employee: ID<Employee>, _ date: CivilDate) async throws -> Bool {
        try await context.database.read { try PeriodLocks($0).isLocked(employee, date) }
    }

    /// What is in the way of locking a month.
    package func obstacles(_ month: Month, _ scope: Scope = .company, by actor: Actor) async throws -> [PeriodObstacle]
    {
        let now = context.now()
        return try await context.reading(.readAttendance, by: actor) { db, people in
            try people.require(scope, for: actor)
            return try PeriodClosing(db, month, scope, now: now).obstacles()
        }
    }

    /// Locks a month of the company, a location or a department. What was open until now is fixed as carried into it.
    ///
    /// - Parameter reason: why it is locked although days are open; without one such days are refused.
    /// - Throws: ``ServiceError/periodNotSettled(_:_:)`` with the days, ``ServiceError/periodRefused(_:)``.
    @discardableResult
    package func lock(
        _ month: Month, _ scope: Scope = .company, despite reason: String = "", by actor: Actor
    ) async throws -> PeriodLock {
        try await context.reading(.lockPeriods, by: actor) { try $1.require(scope, for: actor) }
        // Days that nobody has looked at yet are settled like the others.
        _ = try await AttendanceService(context: context).recompute(month.days)
        let stamp = context.stamp(actor.because(reason))
        let lock = try await context.database.write { db in
            // Who may was asked before the days were worked out; meanwhile it may have been taken away.
            try PeopleInReach(actor, .lockPeriods, db, now: stamp.at).require(scope, for: actor)
            let closing = try PeriodClosing(db, month, scope, now: stamp.at)
            return try closing.lock(despite: reason.trimmed, by: stamp)
        }
        context.hub.send(.days(month.days))
        return lock
    }

    /// Opens a month again and works it out from what there is now.
    /// - Throws: ``ServiceError/periodRefused(_:)`` without a reason, or while a later locked month has taken a
    ///   difference of this one.
    package func unlock(_ month: Month, _ scope: Scope = .company, because reason: String, by actor: Actor) async throws
    {
        try actor.requiresSome(.lockPeriods)
        let stamp = context.stamp(actor.because(reason))
        try await context.database.write { db in
            try PeopleInReach(actor, .lockPeriods, db, now: stamp.at).require(scope, for: actor)
            try PeriodClosing(db, month, scope, now: stamp.at).unlock(because: reason.trimmed, by: stamp)
        }
        context.hub.send(.days(month.days))
        try await AttendanceService(context: context).recomputeTouched()
    }

    /// Differences of locked days, by employee code and date.
    /// - Parameter month: only those that are due in it: open ones that come next, or fixed ones that it took. Nil: all.
    package func adjustments(_ month: Month? = nil, by actor: Actor) async throws -> [PeriodAdjustment] {
        try await context.reading(.readAttendance, by: actor) { db, people in
            let employees = try EmployeeStore(db).byID()
            let locks = try PeriodLocks(db)
            return try DayAdjustmentStore(db).all().compactMap { adjustment in
                guard people.contains(adjustment.employee), let employee = employees[adjustment.employee] else {
                    return nil
                }
                let due = adjustment.carriedInto ?? locks.nextOpenMonth(employee.id, after: adjustment.date)
                return PeriodAdjustment(employee: employee, adjustment: adjustment, due: Month(of: due))
            }.filter { month == nil || $0.due == month }.sorted {
                ($0.employee.code, $0.adjustment.date, $0.due) < ($1.employee.code, $1.adjustment.date, $1.due)
            }
        }
    }
}

/// A difference with the month in whose payroll it belongs.
package struct PeriodAdjustment: Hashable, Sendable {
    package var employee: Employee
    package var adjustment: DayAdjustment
    /// The locked month that took it, or the next open one.
    package var due: Month
}
