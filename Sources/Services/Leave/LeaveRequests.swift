import Domain
import Storage

/// What becomes of requests for leave, within one transaction: whoever approves them calls these in the transaction of
/// the approval.
struct LeaveRequests {
    private let db: any SQLConnection
    private let stamp: Stamp
    private let rules: CompanyRules

    init(_ db: any SQLConnection, by stamp: Stamp) throws {
        self.db = db
        self.stamp = stamp
        rules = try CompanyRules(db, now: stamp.at)
    }

    /// What the request would come to. Nothing is stored.
    /// - Throws: ``ServiceError/invalid(_:)`` with all that speaks against it.
    func plan(_ request: LeaveRequest) throws -> LeavePlan {
        let (book, day) = try read(request)
        return try LeaveProblems.asRefusal { () throws(LeaveProblems) in try book.plan(request, day) }
    }

    /// Keeps a request that can be granted, and has it wait for approval.
    /// - Throws: as ``plan(_:)``
    func submit(_ request: LeaveRequest) throws -> LeaveRequest {
        _ = try plan(request)
        var pending = request
        pending.status = .pending
        return try LeaveRequestStore(db).insert(pending, by: stamp)
    }

    /// Takes the days from the lots and tells the day engine.
    /// - Throws: as ``plan(_:)``, since the balance may have gone since it was submitted.
    @discardableResult
    func confirm(_ id: ID<LeaveRequest>) throws -> LeavePlan {
        let request = try find(id, being: .pending, "confirmed")
        var (book, day) = try read(request)
        let plan: LeavePlan
        do { plan = try book.confirm(request, day) } catch { throw error.refusal }
        try LeaveBooks(db).save(book, by: stamp)
        try set(request, .confirmed)
        try LeaveDayStore(db).insert(plan.days.map { stored($0, request.id) }, of: request.employee)
        try mark(request)
        return plan
    }

    func reject(_ id: ID<LeaveRequest>) throws { try set(find(id, being: .pending, "rejected"), .rejected) }

    /// The person takes back what was not decided yet.
    func withdraw(_ id: ID<LeaveRequest>) throws { try set(find(id, being: .pending, "withdrawn"), .withdrawn) }

    /// Gives the days of confirmed leave back to the lots they came from.
    func cancel(_ id: ID<LeaveRequest>) throws {
        let request = try find(id, being: .confirmed, "cancelled")
        var (book, _) = try read(request)
        do { try book.cancel(id) } catch { throw error.refusal }
        try LeaveBooks(db).save(book, by: stamp)
        try set(request, .cancelled)
        try LeaveDayStore(db).remove(id, of: request.employee)
        // What was given back may be time off that is no longer earned.
        for date in try DayBookingStore(db).overtaken(of: request.employee) {
            try PendingDayStore(db).mark(request.employee, date...date)
        }
        try mark(request)
    }

    private func read(_ request: LeaveRequest) throws -> (LeaveBook, (CivilDate) -> LeaveCalendarDay) {
        guard let employee = try EmployeeStore(db).find(request.employee) else {
            throw StorageError.notFound("employee \(request.employee.rawValue)")
        }
        let calendar = try LeaveCalendar(db, rules.book, of: employee)
        return (try LeaveBooks(db).book(of: employee), calendar.day)
    }

    private func find(
        _ id: ID<LeaveRequest>, being status: LeaveRequest.Status, _ deed: String
    ) throws -> LeaveRequest {
        guard let request = try LeaveRequestStore(db).find(id) else {
            throw ServiceError.unknownLeaveRequest(id.rawValue)
        }
        guard request.status == status else {
            throw ServiceError.leaveRequestIs(id.rawValue, request.status, deed: deed)
        }
        return request
    }

    private func set(_ request: LeaveRequest, _ status: LeaveRequest.Status) throws {
        var changed = request
        changed.status = status
        try LeaveRequestStore(db).update(changed, by: stamp)
    }

    /// A run of leave may reach over the rest days around it (the sandwich of the days' own rules).
    private func mark(_ request: LeaveRequest) throws {
        try DayMarks(db, now: stamp.at).mark(request.employee, from: request.first, through: request.last)
    }

    private func stored(_ day: LeaveDay, _ request: ID<LeaveRequest>) -> StoredLeaveDay {
        StoredLeaveDay(
            request: request,
            leave: LeaveOnDay(date: day.date, portion: portion(day), type: day.type, countsRestDays: day.isRestDay),
            amount: day.amount)
    }

    private func portion(_ day: LeaveDay) -> DayPortion {
        switch day.part {
        case .full: return .full
        case .firstHalf: return .firstHalf
        case .secondHalf: return .secondHalf
        case .hours(let hours):
            let first = LocalTime(day.date, hours.from)
            let last = LocalTime(seconds: first.seconds + Int64(hours.seconds))
            let zone = rules.book.zone
            return .hours(zone.place(first).instant, zone.place(last).instant)
        }
    }
}
