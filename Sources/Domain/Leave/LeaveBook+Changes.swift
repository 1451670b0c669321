// Changes that somebody decides, and those that follow from attendance.
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
            let year = account.type.leaveYear(of: date)
            let paid = -account.entries.lazy.filter { $0.kind == .encashed && year.contains($0.date) }
                .map(\.amount).total()
            if let most = rule.most, paid + amount > most {
                throw LeaveProblems(
                    .amount,
                    "At most \(most.inWords) of \(account.type.name) are paid out in a leave year, and \(paid) "
                        + "are already.")
            }
            account.take(amount, on: date, as: .encashed, act)
        }
    }

    /// Brings what a penalty takes to `amount`, however often it is asked for: a penalty that is worked out again takes
    /// nothing twice, and one that no longer holds gives back to the very lots.
    ///
    /// - Parameters:
    ///   - order: the types it takes from, one after the other, as far as each goes.
    ///   - act: its reference names the penalty.
    /// - Returns: what no type could give.
    @discardableResult
    package mutating func setPenalty(
        _ amount: LeaveAmount, on date: CivilDate, from order: [ID<LeaveType>], _ act: LeaveAct
    ) throws(LeaveProblems) -> LeaveAmount {
        func isOf(_ entry: LeaveEntry) -> Bool {
            entry.act.reference == act.reference && (entry.kind == .penalty || entry.kind == .restored)
        }
        let lines = accounts.flatMap(\.entries).filter(isOf)
        let dates = Set(lines.lazy.filter { $0.kind == .penalty }.map(\.date))
        if -lines.map(\.amount).total() == amount, amount == .zero || dates == [date] { return .zero }
        for account in accounts where account.entries.contains(where: isOf) {
            try change(account.type.id) { $0.restore(act, where: isOf) }
        }
        var left = amount
        for type in order where left > .zero {
            left -= try change(type) { account in
                let part = account.coverage(of: left, on: date).halves
                if part > .zero { account.take(part, on: date, as: .penalty, act) }
                return part
            }
        }
        return left
    }

    /// Brings the time off that work on a rest day earned to `amount`, however often it is asked for. It can be taken
    /// from the next day on.
    ///
    /// - Returns: what was taken of it already and can no longer be taken back.
    @discardableResult
    package mutating func setCompensatory(
        _ type: ID<LeaveType>, _ amount: LeaveAmount, workedOn date: CivilDate
    ) throws(LeaveProblems) -> LeaveAmount {
        let act = LeaveAct(reference: "comp-off:\(date)", reason: "Work on \(date)")
        return try change(type) { account in
            guard let lot = account.lot(for: act.reference) else {
                guard amount > .zero else { return .zero }
                account.grant(
                    amount, .compensatory, from: date + 1,
                    through: account.type.compensatoryDays.map { date + Int($0) },
                    carries: false, act)
                return .zero
            }
            let earned = account.entries.lazy
                .filter { $0.lot == lot.number && ($0.kind == .granted || $0.kind == .adjusted) }.map(\.amount).total()
            let change = max(amount - earned, -account.unspent(lot))
            account.post(.adjusted, change, lot, on: lot.from, act)
            account.reopen(act)
            return earned + change - amount
        }
    }

    private func requireEmployed(on date: CivilDate) throws(LeaveProblems) {
        guard !employee.isEmployed(on: date) else { return }
        throw LeaveProblems(.employee, "\(employee.name) is not employed on \(date).")
    }
}

extension LeaveAmount {
    /// Whole half days of it.
    var halves: LeaveAmount { LeaveAmount(thousandths: max(0, thousandths) / 500 * 500) }
}

extension LeaveAccount {
    /// Nobody took it: what is left, and what of it lapsed.
    fileprivate func unspent(_ lot: LeaveLot) -> LeaveAmount {
        remaining(of: lot)
            - entries.lazy.filter { $0.lot == lot.number && $0.kind == .lapsed }.map(\.amount).total()
    }
}
