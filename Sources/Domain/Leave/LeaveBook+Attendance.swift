// Changes that follow from what days came to. Each brings the ledger to a target, so that asking again changes nothing.
extension LeaveBook {
    /// Brings what a penalty takes to `amount`. What was taken once stays with its type; only what no paid leave covers
    /// looks for a balance again each time. Of a smaller penalty the last that was taken is given back first.
    ///
    /// - Parameters:
    ///   - order: the types it takes from, one after the other, as far as each goes; unpaid ones after the others.
    ///   - act: its reference names the penalty.
    /// - Returns: what no type could give.
    @discardableResult
    package mutating func setPenalty(
        _ amount: LeaveAmount, on date: CivilDate, from order: [ID<LeaveType>], _ act: LeaveAct
    ) throws(LeaveProblems) -> LeaveAmount {
        let (paid, unpaid) = (order.filter { !isUnpaid($0) }, order.filter(isUnpaid))
        var surplus = penalty(act.reference).map(\.amount).total() - amount
        for type in givingBack(paid) { surplus -= try giveBack(surplus, type, on: date, act) }
        var left = amount - penalty(act.reference).filter { !$0.type.isUnpaid }.map(\.amount).total()
        for type in paid { left -= try takePenalty(left, type, on: date, act) }
        let filled = penalty(act.reference).filter(\.type.isUnpaid).map(\.amount).total()
        surplus = filled - left
        for type in types where type.isUnpaid { surplus -= try giveBack(surplus, type.id, on: date, act) }
        left -= min(filled, left)
        for type in unpaid { left -= try takePenalty(left, type, on: date, act) }
        return left
    }

    /// What a penalty has taken, by type.
    package func penalty(_ reference: String) -> [(type: LeaveType, amount: LeaveAmount)] {
        accounts.compactMap { account in
            let taken = -account.entries.lazy.filter { $0.isPenalty(reference) }.map(\.amount).total()
            return taken == .zero ? nil : (account.type, taken)
        }
    }

    /// Brings the time off that work on a rest day earned to `amount`. It can be taken from the next day on.
    ///
    /// - Returns: what was taken of it already and can no longer be taken back.
    @discardableResult
    package mutating func setCompensatory(
        _ type: ID<LeaveType>, _ amount: LeaveAmount, workedOn date: CivilDate
    ) throws(LeaveProblems) -> LeaveAmount {
        let act = LeaveAct(reference: Self.compensatoryReference(date), reason: "Work on \(date)")
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
                .filter { $0.lot == lot.number && $0.act.reference == act.reference }.map(\.amount).total()
            let change = max(amount - earned, -account.unspent(lot))
            account.post(.adjusted, change, lot, on: lot.from, act)
            account.reopen(act)
            return earned + change - amount
        }
    }

    /// Where the time off for that day's work is, or would come: the type that has it already goes before the first of
    /// its kind. Nil: there is no type for it.
    package func compensatoryType(workedOn date: CivilDate) -> LeaveType? {
        let reference = Self.compensatoryReference(date)
        return accounts.first { $0.lot(for: reference) != nil }?.type ?? types.first { $0.kind == .compensatory }
    }

    /// Nil where that day's work has earned nothing.
    package func compensatoryLot(workedOn date: CivilDate) -> LeaveLot? {
        accounts.lazy.compactMap { $0.lot(for: Self.compensatoryReference(date)) }.first
    }

    private static func compensatoryReference(_ date: CivilDate) -> String { "comp-off:\(date)" }

    private func isUnpaid(_ type: ID<LeaveType>) -> Bool { self.type(type)?.isUnpaid ?? false }

    /// Unpaid leave gives back first, then types that are no longer in the order, then the last of it.
    private func givingBack(_ order: [ID<LeaveType>]) -> [ID<LeaveType>] {
        let others = types.filter { !order.contains($0.id) }
        return others.filter(\.isUnpaid).map(\.id) + others.filter { !$0.isUnpaid }.map(\.id) + order.reversed()
    }

    private mutating func takePenalty(
        _ amount: LeaveAmount, _ type: ID<LeaveType>, on date: CivilDate, _ act: LeaveAct
    ) throws(LeaveProblems) -> LeaveAmount {
        try change(type) { account in
            let part = account.coverage(of: amount, on: date).halves
            if part > .zero { account.take(part, on: date, as: .penalty, act) }
            return part
        }
    }

    /// - Returns: how much of `amount` it was.
    private mutating func giveBack(
        _ amount: LeaveAmount, _ type: ID<LeaveType>, on date: CivilDate, _ act: LeaveAct
    ) throws(LeaveProblems) -> LeaveAmount {
        guard amount > .zero else { return .zero }
        return try change(type) { $0.giveBackPenalty(amount, on: date, act) }
    }
}

extension LeaveType {
    /// Nothing of it is paid.
    package var isUnpaid: Bool { paidPercent == 0 }
}

extension LeaveEntry {
    fileprivate func isPenalty(_ reference: String) -> Bool {
        act.reference == reference && (kind == .penalty || kind == .restored)
    }
}

extension LeaveAmount {
    /// Whole half days of it.
    fileprivate var halves: LeaveAmount { LeaveAmount(thousandths: max(0, thousandths) / 500 * 500) }
}

extension LeaveAccount {
    /// Nobody took it: what is left, and what of it lapsed.
    fileprivate func unspent(_ lot: LeaveLot) -> LeaveAmount {
        remaining(of: lot)
            - entries.lazy.filter { $0.lot == lot.number && $0.kind == .lapsed }.map(\.amount).total()
    }

    /// To the lots it came from, the last of them first.
    fileprivate mutating func giveBackPenalty(
        _ amount: LeaveAmount, on date: CivilDate, _ act: LeaveAct
    ) -> LeaveAmount {
        let lines = entries.filter { $0.isPenalty(act.reference) }
        var left = amount
        for lot in lots.reversed() where left > .zero {
            let part = min(left, -lines.lazy.filter { $0.lot == lot.number }.map(\.amount).total())
            guard part > .zero else { continue }
            post(.restored, part, lot, on: date, act)
            left -= part
        }
        guard left < amount else { return .zero }
        takeBackSettlements(act)
        reopen(act)
        return amount - left
    }
}
