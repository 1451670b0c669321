/// All that the engine reads about one person.
package struct EmployeeCase: Sendable {
    package var employee: Employee
    /// What the person works, the roster's layers resolved.
    package var schedule: Schedule
    /// Ascending by instant, then by id, from `RuleBook.punchDaysBefore` days before the first day asked for to
    /// `RuleBook.contextDays` after the last; more does no harm. Sorted on entry where they are not.
    package private(set) var punches: [Punch]
    /// Confirmed leave, ascending by date.
    package var leaves: [LeaveOnDay] = []
    /// Approved work away from the terminals, ascending by date.
    package var outsideWork: [OutsideWork] = []
    /// Optional holidays that the person chose to take.
    package var optionalHolidays: Set<CivilDate> = []
    /// Seconds of overtime approved, by date.
    package var overtimeApprovals: [CivilDate: Int32] = [:]
    /// What was corrected about the punches, for the trace alone: `punches` are as corrected already.
    package var corrections: [CorrectedPunch] = []

    package init(employee: Employee, schedule: Schedule, punches: [Punch]) {
        self.employee = employee
        self.schedule = schedule
        self.punches = punches
        for index in punches.indices.dropFirst() where punches[index].isBefore(punches[index - 1]) {
            self.punches.sort { $0.isBefore($1) }
            return
        }
    }

    /// - Parameter assignments: the person's own; nothing else says what is worked.
    package init(employee: Employee, assignments: [RosterAssignment], punches: [Punch]) {
        self.init(employee: employee, schedule: Schedule(assignments), punches: punches)
    }
}

extension Punch {
    /// The order of reading: by instant, then by ledger row, so that the order of arrival never matters.
    package func isBefore(_ other: Punch) -> Bool {
        instant == other.instant ? id < other.id : instant < other.instant
    }
}

/// What is known about completeness at the moment a day is worked out.
package struct Knowledge: Hashable, Sendable {
    /// Nil: the day is looked at from long after; nothing is still to come.
    package var now: Instant?
    /// All punches up to here have been collected from every terminal the person may use. Nil with a `now`: none have.
    package var completeThrough: Instant?

    package init(now: Instant?, completeThrough: Instant?) {
        self.now = now
        self.completeThrough = completeThrough
    }

    /// Everything is in and over.
    package static let complete = Knowledge(now: nil, completeThrough: nil)
}
