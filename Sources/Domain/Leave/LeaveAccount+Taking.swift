extension LeaveAccount {
    /// How much of `amount` can be taken on a day, with what may be owed.
    func coverage(of amount: LeaveAmount, on date: CivilDate) -> LeaveAmount {
        switch type.overdraft {
        case .unlimited: amount
        case .none: min(amount, available(on: date))
        case .upTo(let limit): min(amount, max(.zero, spendable(on: date) + debt + limit))
        }
    }

    /// Takes from the lots that hold on the day, first to expire first, and owes the rest.
    ///
    /// - Parameter amount: no more than ``coverage(of:on:)`` says.
    mutating func take(
        _ amount: LeaveAmount, on date: CivilDate, as kind: LeaveEntry.Kind = .taken, _ act: LeaveAct
    ) {
        var left = amount
        for lot in takingOrder(on: date) where left > .zero {
            let part = min(left, spendable(lot))
            post(kind, -part, lot, on: date, act)
            left -= part
        }
        if left > .zero { post(kind, -left, overdraftLot(on: date), on: date, act) }
        reopen(act)
    }

    /// Gives back to the very lots what an act or a request took from them.
    ///
    /// - Parameter isOf: which lines are given back, those that gave some back already among them.
    mutating func restore(_ act: LeaveAct, where isOf: (LeaveEntry) -> Bool) {
        for part in taken(where: isOf) { post(.restored, part.amount, lots[Int(part.lot) - 1], on: part.date, act) }
        takeBackSettlements(act)
        reopen(act)
    }

    /// Has what was taken from each lot on each day be taken by another act. No balance changes.
    mutating func move(to other: LeaveAct, where isOf: (LeaveEntry) -> Bool) {
        guard let act = entries.first(where: isOf)?.act else { return }
        for part in taken(where: isOf) {
            let lot = lots[Int(part.lot) - 1]
            post(.restored, part.amount, lot, on: part.date, act)
            post(.taken, -part.amount, lot, on: part.date, other)
        }
    }

    /// What such lines took and did not give back, by lot and day.
    func taken(
        where isOf: (LeaveEntry) -> Bool
    ) -> [(lot: Int32, date: CivilDate, amount: LeaveAmount)] {
        var taken: [(lot: Int32, date: CivilDate, amount: LeaveAmount)] = []
        for entry in entries where isOf(entry) {
            if let index = taken.firstIndex(where: { $0.lot == entry.lot && $0.date == entry.date }) {
                taken[index].amount -= entry.amount
            } else {
                taken.append((entry.lot, entry.date, -entry.amount))
            }
        }
        return taken.filter { $0.amount != .zero }
    }

    /// Adds days as a lot of their own. What is owed is paid back from them first.
    ///
    /// - Parameter cut: of the amount, what is taken away again at once.
    mutating func grant(
        _ amount: LeaveAmount, _ source: LeaveLot.Source, from: CivilDate, through: CivilDate?, carries: Bool,
        as kind: LeaveEntry.Kind = .granted, cutBy cut: LeaveAmount = .zero, _ act: LeaveAct
    ) {
        let lot = open(source, from: from, through: through, carries: carries, reference: act.reference)
        post(kind, amount, lot, on: from, act)
        post(.cut, -cut, lot, on: from, act)
        settle(from: lot, act)
        reopen(act)
    }

    mutating func overdraftLot(on date: CivilDate) -> LeaveLot {
        if let lot = lots.first(where: { $0.source == .overdraft }) { return lot }
        // Before every day there is, so that an earlier day of leave can be owed later.
        return open(
            .overdraft, from: CivilDate(daysSinceEpoch: .min / 2), through: nil, carries: false, reference: "overdraft")
    }

    /// Pays back what is owed, if the lot could have been taken on the days on which it was.
    mutating func settle(from lot: LeaveLot, _ act: LeaveAct) {
        guard let owing = lots.first(where: { $0.source == .overdraft }), type.overdraft != .unlimited else { return }
        let last = entries.lazy.filter { $0.lot == owing.number && $0.amount.isNegative }.map(\.date).max() ?? lot.from
        let part = min(-remaining(of: owing), remaining(of: lot))
        guard part > .zero, lot.through.map({ $0 >= last }) ?? true else { return }
        let date = max(lot.from, last)
        post(.settled, -part, lot, on: date, act)
        post(.settled, part, owing, on: date, act)
    }

    /// Days given back that a grant had paid for already go to that grant, the latest first.
    mutating func takeBackSettlements(_ act: LeaveAct) {
        guard let owing = lots.first(where: { $0.source == .overdraft }) else { return }
        for lot in lots.reversed() where lot.number != owing.number {
            let surplus = remaining(of: owing)
            guard surplus > .zero else { return }
            let settled = entries.filter { $0.lot == lot.number && $0.kind == .settled }
            let part = min(surplus, -settled.map(\.amount).total())
            guard part > .zero, let date = settled.map(\.date).max() else { continue }
            post(.settled, -part, owing, on: date, act)
            post(.settled, part, lot, on: date, act)
        }
    }
}
