// Changes that somebody decides.
extension LeaveBook {
    /// Adds days by hand, as a lot of their own, or takes some away, first to expire first.
    ///
    /// - Parameters:
    ///   - through: the last day on which added days can be taken; nil: the end of the leave year.
    ///   - reference: unique within the account.
    package mutating func adjust(
        _ type: ID<LeaveType>, by amount: LeaveAmount, on date: CivilDate, through: CivilDate? = nil, _ act: LeaveAct
    ) throws(LeaveProblems) {
        guard amount != .zero else { throw LeaveProblems(.amount, "Nothing is changed by 0 days.") }
        if act.reason.isEmpty { throw LeaveProblems(.reason, "Say why the balance is changed.") }
        try requireEmployed(on: date)
        try change(type) { account throws(LeaveProblems) in
            guard amount.isNegative else {
                let last = through ?? account.type.leaveYear(of: date).upperBound
                guard last >= date else {
                    throw LeaveProblems(.last, "The days would end on \(last), before they begin on \(date).")
                }
                return account.grant(
                    amount, .byHand, from: date, through: last, carries: through == nil, as: .adjusted, act)
            }
            let there = account.available(on: date)
            guard -amount <= there || account.type.overdraft == .unlimited else {
                throw LeaveProblems(
                    .amount, "\(account.type.name) has \(there.inWords) on \(date), so \(-amount) cannot be taken away."
                )
            }
            account.take(-amount, on: date, as: .adjusted, act)
        }
    }

    /// Pays days out instead of having them taken.
    package mutating func encash(
        _ type: ID<LeaveType>, _ amount: LeaveAmount, on date: CivilDate, _ act: LeaveAct
    ) throws(LeaveProblems) {
        try change(type) { account throws(LeaveProblems) in
            guard let rule = account.type.encashment else {
                throw LeaveProblems(.type, "\(account.type.name) is not paid out.")
            }
            guard amount > .zero else { throw LeaveProblems(.amount, "Say how many days are paid out.") }
            let free = max(.zero, account.available(on: date) - rule.keeps)
            guard amount <= free else {
                throw LeaveProblems(
                    .amount,
                    "\(free.inWords) of \(account.type.name) can be paid out on \(date)"
                        + (rule.keeps > .zero ? ", because \(rule.keeps.inWords) must be left." : "."))
            }
            let paid = account.paidOut(inTheYearOf: date)
            if let most = rule.most, paid + amount > most {
                throw LeaveProblems(
                    .amount,
                    "At most \(most.inWords) of \(account.type.name) are paid out in a leave year, and \(paid) "
                        + "are already.")
            }
            account.take(amount, on: date, as: .encashed, act)
        }
    }

    private func requireEmployed(on date: CivilDate) throws(LeaveProblems) {
        guard !employee.isEmployed(on: date) else { return }
        throw LeaveProblems(.employee, "\(employee.name) is not employed on \(date).")
    }
}
