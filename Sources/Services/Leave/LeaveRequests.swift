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
        if let first = plan.days.first?.date, let last = plan.days.last?.date {
            try mark(request.employee, first...last)
        }
        return plan
    }

    func reject(_ id: ID<LeaveRequest>) throws { try set(find(id, being: .pending, "rejected"), .rejected) }

    /// The person takes back what was not decided yet.
    func withdraw(_ id: ID<LeaveRequest>) throws { try set(find(id, being: .pending, "withdrawn"), .withdrawn) }

    /// Gives the days of confirmed leave back to the lots they came from.
    func cancel(_ id: ID<LeaveRequest>) throws {
        let request = try find(id, being: .confirmed, "cancelled")
        var (book, _) = try read(request)
        let back: [LeaveGivenBack]
        do { back = try book.cancel(id) } catch { throw error.refusal }
        try LeaveBooks(db).save(book, by: stamp)
        try set(request, .cancelled)
        try LeaveDayStore(db).remove(id, of: request.employee)
        try remove(back, of: request)
        try mark(request.employee, request.first...request.last)
    }

    /// What would be left of confirmed leave without some of its days.
    /// - Throws: ``ServiceError/invalid(_:)`` with what speaks against it.
    func shortened(_ id: ID<LeaveRequest>, by days: ClosedRange<CivilDate>) throws -> [LeaveRequest] {
        let (book, day) = try read(try find(id, being: .confirmed, "shortened"))
        return try LeaveProblems.asRefusal { () throws(LeaveProblems) in try book.shortened(id, by: days, day) }
    }

    /// Gives some days of confirmed leave back to the lots they came from.
    ///
    /// - Parameter approval: by which it is decided; a part after the days becomes a request of its own, decided by it.
    /// - Throws: as ``shortened(_:by:)``
    func shorten(_ id: ID<LeaveRequest>, by days: ClosedRange<CivilDate>, _ approval: ID<ApprovalRequest>?) throws {
        let request = try find(id, being: .confirmed, "shortened")
        var (book, day) = try read(request)
        var (back, parts): ([LeaveGivenBack], [LeaveRequest]) = ([], try shortened(id, by: days))
        if parts.count == 2 {
            parts[1].approval = approval
            parts[1] = try LeaveRequestStore(db).insert(parts[1], by: stamp)
        }
        let later = parts[parts.count - 1].id
        do { back = try book.shorten(id, by: days, later: later, day) } catch { throw error.refusal }
        try LeaveBooks(db).save(book, by: stamp)
        try LeaveRequestStore(db).update(parts[0], by: stamp)
        try remove(back, of: request)
        if parts.count == 2 {
            try LeaveDayStore(db).move(from: id, to: parts[1].id, after: days.upperBound, of: request.employee)
        }
    }

    private func remove(_ back: [LeaveGivenBack], of request: LeaveRequest) throws {
        for part in back {
            try LeaveDayStore(db).remove(part.request, of: request.employee, on: part.dates)
            guard let first = part.dates.first, let last = part.dates.last else { continue }
            try mark(request.employee, first...last)
        }
        // What was given back may be time off that is no longer earned.
        for date in try DayBookingStore(db).overtaken(of: request.employee) {
            try PendingDayStore(db).mark(request.employee, date...date)
        }
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
    private func mark(_ employee: ID<Employee>, _ days: ClosedRange<CivilDate>) throws {
        try DayMarks(db, now: stamp.at).mark(employee, from: days.lowerBound, through: days.upperBound)
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
