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
            book.keep(other, spending: book.spend(other, day))
        }
        guard let plan = book.spend(request, day) else { throw LeaveProblems([check.nothing]) }
        if let problem = check.shortage(plan, in: book) { throw LeaveProblems([problem]) }
        return plan
    }

    /// Takes the request's days from the lots.
    /// - Throws: as ``plan(_:_:)``, with nothing changed.
    @discardableResult
    package mutating func confirm(
        _ request: LeaveRequest, _ day: @escaping (CivilDate) -> LeaveCalendarDay
    ) throws(LeaveProblems) -> LeavePlan {
        let planned = try plan(request, day)
        // Less than planned where leave beside it still waits: whoever is confirmed last takes the days between.
        let taken = spend(request, day)
        keep(request, spending: taken)
        return taken ?? planned
    }

    private mutating func keep(_ request: LeaveRequest, spending plan: LeavePlan?) {
        guard plan != nil else { return }
        var confirmed = request
        confirmed.status = .confirmed
        keep(confirmed)
    }

    /// What is asked for of a type and not decided yet.
    package func pending(
        _ type: ID<LeaveType>, _ day: @escaping (CivilDate) -> LeaveCalendarDay
    ) -> LeaveAmount {
        var book = self
        return requests.filter { $0.status == .pending && $0.type == type }.map { request in
            let plan = book.spend(request, day)
            book.keep(request, spending: plan)
            return plan?.total ?? .zero
        }.total()
    }

    /// Takes day by day what the lots of the day give, the rest days between it and confirmed leave that adjoins it
    /// among them: whoever closes a gap takes it. What the lots do not give goes to the type for the excess.
    /// - Returns: nil where there is no day of leave in it.
    private mutating func spend(
        _ request: LeaveRequest, _ day: @escaping (CivilDate) -> LeaveCalendarDay
    ) -> LeavePlan? {
        guard let index = accounts.firstIndex(where: { $0.type.id == request.type }) else { return nil }
        let type = accounts[index].type
        let excess = accounts.firstIndex { $0.type.id == type.excess }
        let count = LeaveDayCount(type: type, day: day)
        let own = count.days(of: request).map { ($0, LeaveAct(request, type)) }
        guard !own.isEmpty else { return nil }
        var plan = LeavePlan(days: [], covered: .zero, excess: .zero)
        for (day, act) in (own + bridges(of: request, count)).sorted(by: { $0.0.date < $1.0.date }) {
            let covered = day.covered(by: accounts[index].coverage(of: day.amount, on: day.date), type)
            if covered > .zero { accounts[index].take(covered, on: day.date, act) }
            if covered < day.amount, let excess { accounts[excess].take(day.amount - covered, on: day.date, act) }
            plan.days += day.split(covered: covered, excess: type.excess)
            plan.covered += covered
            plan.excess += day.amount - covered
        }
        return plan
    }

    private func bridges(of request: LeaveRequest, _ count: LeaveDayCount) -> [(LeaveDay, LeaveAct)] {
        requests.filter { $0.status == .confirmed && $0.type == request.type && $0.id != request.id }.flatMap { other in
            let days = count.bridge(from: other, to: request) + count.bridge(from: request, to: other)
            return days.map { ($0, LeaveAct(request.id, bridgingTo: other.id, on: $0.date)) }
        }
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
