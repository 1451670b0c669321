/// All leave of one person: an account for each type, and what was asked for.
///
/// A book is read whole, changed by rules alone, and what is new in its accounts is stored.
package struct LeaveBook: Sendable {
    package private(set) var employee: Employee
    /// In the order of the types.
    package internal(set) var accounts: [LeaveAccount]
    package private(set) var requests: [LeaveRequest]

    package init(employee: Employee, accounts: [LeaveAccount], requests: [LeaveRequest] = []) {
        self.employee = employee
        self.accounts = accounts
        self.requests = requests
    }

    package var types: [LeaveType] { accounts.map(\.type) }

    package func account(_ type: ID<LeaveType>) -> LeaveAccount? { accounts.first { $0.type.id == type } }

    package func type(_ id: ID<LeaveType>) -> LeaveType? { account(id)?.type }

    /// Nil: the employment goes on.
    package mutating func setLastDay(_ date: CivilDate?) { employee.left = date }

    /// Adds the request, or puts it in the place of itself.
    package mutating func keep(_ request: LeaveRequest) {
        guard let index = requests.firstIndex(where: { $0.id == request.id }) else { return requests.append(request) }
        requests[index] = request
    }

    mutating func change<T>(
        _ type: ID<LeaveType>, _ body: (inout LeaveAccount) throws(LeaveProblems) -> T
    ) throws(LeaveProblems) -> T {
        guard let index = accounts.firstIndex(where: { $0.type.id == type }) else {
            throw LeaveProblems(.type, "There is no such type of leave.")
        }
        return try body(&accounts[index])
    }
}

// What falls due by the types' own rules.
extension LeaveBook {
    /// What falls due by `date` and was not granted yet. Nothing is changed: this is the preview of ``book(_:_:)``.
    package func due(
        _ type: LeaveType, through date: CivilDate, worked: (ClosedRange<CivilDate>) -> LeaveAmount
    ) -> [LeaveGrant] {
        guard let account = account(type.id) else { return [] }
        let known = Set(account.lots.map(\.reference))
        return type.grants(for: employee, through: date, worked: worked).filter { !known.contains($0.reference) }
    }

    /// Grants what fell due; what was granted before is not granted again.
    /// - Returns: what was granted now, with what the type's limit cut off it.
    @discardableResult
    package mutating func book(
        _ grants: [LeaveGrant], of type: ID<LeaveType>
    ) throws(LeaveProblems) -> [LeaveGrant] {
        try change(type) { account in
            grants.filter { account.lot(for: $0.reference) == nil }.map { account.grant($0) }
        }
    }

    /// Ends every lot up to `date`: its rest is carried forward or lapses. On a copy of the book it is a preview.
    @discardableResult
    package mutating func close(
        _ type: ID<LeaveType>, through date: CivilDate
    ) throws(LeaveProblems) -> [LeaveClosing] {
        // Of whoever leaves, what there is on the last day is not carried: see settle.
        let date = min(date, employee.left.map { $0 - 1 } ?? date)
        let act = LeaveAct(reference: "close:\(date)", reason: "End of \(date)")
        return try change(type) { $0.close(through: date, act) }
    }

    /// Ends a type of leave with the employment: what is left is paid out or forfeited, what was granted for days after
    /// the last one is taken back, and owed where it was taken. Where the last day is another than it was, or none, what
    /// was settled for it is given back first. Twice is once; on a copy of the book it is a preview.
    @discardableResult
    package mutating func settle(_ type: ID<LeaveType>) throws(LeaveProblems) -> LeaveSettlement {
        guard let left = employee.left else { return try change(type) { $0.settle(leaving: nil, earned: [:]) } }
        let closings = try close(type, through: left - 1)
        let person = employee
        return try change(type) { account in
            account.settle(
                leaving: left, earned: account.type.earned(by: person, leaving: left), after: closings)
        }
    }

    /// What a person will have on a day if all goes on by the rules: what is booked, what falls due until then, and
    /// what ends until then, be it the employment.
    package func projected(
        _ type: LeaveType, on date: CivilDate, worked: (ClosedRange<CivilDate>) -> LeaveAmount
    ) throws(LeaveProblems) -> LeaveAmount {
        var book = self
        let grants = due(type, through: date, worked: worked)
        let account = account(type.id)
        let firstEnd = account?.closedThrough.map { $0 + 1 } ?? account?.lots.compactMap(\.through).min()
        var year = type.leaveYear(of: [firstEnd, grants.first?.from, date].compactMap { $0 }.min() ?? date)
        // Year by year, because what is left of one year is carried into the next.
        while year.upperBound < date {
            try book.book(grants.filter { $0.from <= year.upperBound }, of: type.id)
            try book.close(type.id, through: year.upperBound)
            year = type.leaveYear(of: year.upperBound + 1)
        }
        try book.book(grants, of: type.id)
        if let left = employee.left, left < date { try book.settle(type.id) }
        return book.account(type.id)?.balance(on: date) ?? .zero
    }
}
