/// What a request comes to: the days of leave, each of the type that it is taken from.
package struct LeavePlan: Hashable, Sendable {
    package var days: [LeaveDay]
    /// Of the type asked for.
    package var covered: LeaveAmount
    /// Of the type to which the excess goes.
    package var excess: LeaveAmount

    package var total: LeaveAmount { covered + excess }
}

extension LeaveBook {
    /// What the request would come to now. Nothing is changed.
    ///
    /// - Parameter day: what a date is for this person; asked for days around the request too.
    /// - Throws: all that speaks against it.
    package func plan(
        _ request: LeaveRequest, _ day: @escaping (CivilDate) -> LeaveCalendarDay
    ) throws(LeaveProblems) -> LeavePlan {
        guard let type = type(request.type) else {
            throw LeaveProblems(.type, "There is no such type of leave.")
        }
        let check = LeaveRequestCheck(book: self, request: request, type: type, day: day)
        let problems = check.problems()
        if !problems.isEmpty { throw LeaveProblems(problems) }
        var book = self
        // Days that others wait for are as good as taken: two requests must not both count on the last day.
        for other in requests where other.status == .pending && other.id != request.id {
            _ = book.spend(other, day)
        }
        guard let plan = book.spend(request, day) else {
            throw LeaveProblems(.days, "All of these days are rest days; no leave is needed.")
        }
        if let problem = check.shortage(plan, in: book) { throw LeaveProblems([problem]) }
        return plan
    }

    /// Takes the request's days from the lots.
    /// - Throws: as ``plan(_:_:)``, with nothing changed.
    @discardableResult
    package mutating func confirm(
        _ request: LeaveRequest, _ day: @escaping (CivilDate) -> LeaveCalendarDay
    ) throws(LeaveProblems) -> LeavePlan {
        _ = try plan(request, day)
        guard let plan = spend(request, day) else {
            throw LeaveProblems(.days, "All of these days are rest days; no leave is needed.")
        }
        var confirmed = request
        confirmed.status = .confirmed
        keep(confirmed)
        return plan
    }

    /// What is asked for of a type and not decided yet.
    package func pending(
        _ type: ID<LeaveType>, _ day: @escaping (CivilDate) -> LeaveCalendarDay
    ) -> LeaveAmount {
        guard let type = self.type(type) else { return .zero }
        let count = LeaveDayCount(type: type, day: day)
        return requests.filter { $0.status == .pending && $0.type == type.id }.flatMap(count.days).map(\.amount).total()
    }

    /// Gives a confirmed request's days back to the lots they came from.
    package mutating func cancel(_ id: ID<LeaveRequest>) throws(LeaveProblems) {
        guard var request = requests.first(where: { $0.id == id }), request.status == .confirmed else {
            throw LeaveProblems(.type, "Only confirmed leave can be cancelled.")
        }
        let act = LeaveAct(reference: "request:\(id.rawValue):cancelled", reason: "Leave cancelled", request: id)
        func isOf(_ entry: LeaveEntry) -> Bool {
            entry.act.request == id && (entry.kind == .taken || entry.kind == .restored)
        }
        for account in accounts where account.entries.contains(where: isOf) {
            try change(account.type.id) { $0.restore(act, where: isOf) }
        }
        request.status = .cancelled
        keep(request)
    }

    /// Takes day by day what the lots of the day give. What they do not give goes to the type for the excess.
    /// - Returns: nil where there is no day of leave in it.
    private mutating func spend(
        _ request: LeaveRequest, _ day: @escaping (CivilDate) -> LeaveCalendarDay
    ) -> LeavePlan? {
        guard let index = accounts.firstIndex(where: { $0.type.id == request.type }) else { return nil }
        let type = accounts[index].type
        let excess = accounts.firstIndex { $0.type.id == type.excess }
        let act = LeaveAct(
            reference: "request:\(request.id.rawValue)", reason: request.reason.isEmpty ? type.name : request.reason,
            request: request.id)
        var plan = LeavePlan(days: [], covered: .zero, excess: .zero)
        for day in LeaveDayCount(type: type, day: day).days(of: request) {
            let covered = day.covered(by: accounts[index].coverage(of: day.amount, on: day.date), type)
            if covered > .zero { accounts[index].take(covered, on: day.date, act) }
            if covered < day.amount, let excess { accounts[excess].take(day.amount - covered, on: day.date, act) }
            plan.days += day.split(covered: covered, excess: type.excess)
            plan.covered += covered
            plan.excess += day.amount - covered
        }
        return plan.days.isEmpty ? nil : plan
    }
}

extension LeaveDay {
    /// A whole day may be half covered; less than that is not covered at all.
    fileprivate func covered(by there: LeaveAmount, _ type: LeaveType) -> LeaveAmount {
        if there >= amount { return amount }
        let isDivisible = part == .full && amount == .day && type.request.allowsHalfDays
        return isDivisible && there >= .half ? .half : .zero
    }

    fileprivate func split(covered: LeaveAmount, excess: ID<LeaveType>?) -> [LeaveDay] {
        if covered == amount { return [self] }
        let other = excess ?? type
        if covered == .zero {
            return [LeaveDay(date: date, part: part, type: other, amount: amount, isRestDay: isRestDay)]
        }
        return [
            LeaveDay(date: date, part: .firstHalf, type: type, amount: covered, isRestDay: isRestDay),
            LeaveDay(date: date, part: .secondHalf, type: other, amount: amount - covered, isRestDay: isRestDay),
        ]
    }
}
