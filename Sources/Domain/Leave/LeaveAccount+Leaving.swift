/// What became of one type of leave with the end of the employment.
package struct LeaveSettlement: Hashable, Sendable {
    /// What ended before, carried into the last leave year or lapsed.
    package var closings: [LeaveClosing] = []
    /// What a settlement for another last day had taken, given back.
    package var reverted = LeaveAmount.zero
    /// Granted for days after the last one, and taken back.
    package var unearned = LeaveAmount.zero
    /// Of what was taken back, what had been taken as leave already.
    package var owed = LeaveAmount.zero
    package var paidOut = LeaveAmount.zero
    package var forfeited = LeaveAmount.zero

    package init() {}
}

extension LeaveAccount {
    /// - Parameters:
    ///   - lastDay: nil: the employment goes on, and what was settled for an earlier last day is given back.
    ///   - earned: what grants come to by the last day, by their references; the others are earned whole.
    ///   - closings: what ended before the last day.
    mutating func settle(
        leaving lastDay: CivilDate?, earned: [String: LeaveAmount], after closings: [LeaveClosing] = []
    ) -> LeaveSettlement {
        var settlement = LeaveSettlement()
        settlement.closings = closings
        guard type.overdraft != .unlimited else { return settlement }
        let act = lastDay.map(Self.leaving)
        settlement.reverted = revertSettlements(except: act)
        guard let lastDay, let act else { return settlement }
        // A year end may have been booked before anybody knew of the last day.
        settlement.closings += open(
            from: lastDay, LeaveAct(reference: "open:\(lastDay)", reason: "Last day \(lastDay)"))
        if lines(of: act).isEmpty { takeBack(earned, lastDay, act, &settlement) }
        spendRest(lastDay, act, &settlement)
        return settlement
    }

    /// Paid out in the leave year of a day; what leaving paid out is not counted.
    func paidOut(inTheYearOf date: CivilDate) -> LeaveAmount {
        let year = type.leaveYear(of: date)
        return -entries.lazy.filter {
            $0.kind == .encashed && year.contains($0.date) && !$0.act.isLeaving
        }.map(\.amount).total()
    }

    private static func leaving(_ lastDay: CivilDate) -> LeaveAct {
        LeaveAct(reference: "\(LeaveAct.leaving)\(lastDay)", reason: "Last day \(lastDay)")
    }

    private mutating func revertSettlements(except act: LeaveAct?) -> LeaveAmount {
        var reverted = LeaveAmount.zero
        for reference in Set(entries.map(\.act.reference)).sorted()
        where reference.hasPrefix(LeaveAct.leaving) && reference != act?.reference {
            let isOf = { (entry: LeaveEntry) in entry.settles(reference) }
            let parts = taken(where: isOf)
            guard !parts.isEmpty else { continue }
            reverted += parts.map(\.amount).total()
            let act = LeaveAct(reference: reference, reason: "Last day changed")
            owePaidBack(act)
            restore(act, where: isOf)
        }
        return reverted
    }

    /// What a settlement paid of what was owed is owed again, as far as it was not given back since.
    private mutating func owePaidBack(_ act: LeaveAct) {
        guard let owing = lots.first(where: { $0.source == .overdraft }) else { return }
        for lot in lots where lot.number != owing.number {
            let all = entries.filter { $0.lot == lot.number && $0.kind == .settled }
            let own = all.filter { $0.act.reference == act.reference }
            let part = -max(all.map(\.amount).total(), own.map(\.amount).total())
            guard part > .zero, let date = own.last?.date else { continue }
            post(.settled, -part, owing, on: date, act)
            post(.settled, part, lot, on: date, act)
        }
    }

    /// What was not earned goes from the grants it came with, then from whatever else there is; the rest is owed.
    private mutating func takeBack(
        _ earned: [String: LeaveAmount], _ lastDay: CivilDate, _ act: LeaveAct, _ settlement: inout LeaveSettlement
    ) {
        var left = LeaveAmount.zero
        for lot in lots where lot.from <= lastDay {
            guard let part = earned[lot.reference] else { continue }
            let unearned = max(.zero, granted(lot) - part)
            let there = min(unearned, max(.zero, remaining(of: lot)))
            post(.unearned, -there, lot, on: lastDay, act)
            settlement.unearned += unearned
            left += unearned - there
        }
        for lot in takingOrder(on: lastDay) where left > .zero {
            let part = min(left, remaining(of: lot))
            post(.unearned, -part, lot, on: lastDay, act)
            left -= part
        }
        if left > .zero { post(.unearned, -left, overdraftLot(on: lastDay), on: lastDay, act) }
        settlement.owed = left
    }

    private func granted(_ lot: LeaveLot) -> LeaveAmount {
        entries.lazy.filter { $0.lot == lot.number && ($0.kind == .granted || $0.kind == .cut) }.map(\.amount).total()
    }

    /// What is left of any lot pays what is owed, then is paid out as the type says, and what is left then is forfeited.
    private mutating func spendRest(_ lastDay: CivilDate, _ act: LeaveAct, _ settlement: inout LeaveSettlement) {
        var payable = LeaveAmount.zero
        if type.onLeaving == .isPaidOut {
            let most = type.encashment?.most
            payable = most.map { max(.zero, $0 - paidOut(inTheYearOf: lastDay) - paidOut(by: act)) } ?? .most
        }
        let order = lots.filter { $0.source != .overdraft }.sorted { $0.isTaken(before: $1) }
        for lot in order where remaining(of: lot) > .zero {
            settle(from: lot, act)
            let paid = lot.holds(on: lastDay) ? min(payable, remaining(of: lot)) : .zero
            post(.encashed, -paid, lot, on: lastDay, act)
            payable -= paid
            settlement.paidOut += paid
            let rest = remaining(of: lot)
            settlement.forfeited += rest
            post(.forfeited, -rest, lot, on: max(lastDay + 1, lot.from), act)
        }
    }

    private func paidOut(by act: LeaveAct) -> LeaveAmount {
        -lines(of: act).filter { $0.kind == .encashed }.map(\.amount).total()
    }

    /// What was settled for a last day, since it last was given back.
    private func lines(of act: LeaveAct) -> [LeaveEntry] {
        let all = entries.filter { $0.settles(act.reference) }
        return Array(all[((all.lastIndex { $0.kind == .restored } ?? -1) + 1)...])
    }
}

extension LeaveEntry {
    /// Not what was carried because of it.
    fileprivate func settles(_ reference: String) -> Bool {
        act.reference == reference && [.unearned, .encashed, .forfeited, .restored].contains(kind)
    }
}

extension LeaveAct {
    fileprivate static let leaving = "leaving:"
    fileprivate var isLeaving: Bool { reference.hasPrefix(Self.leaving) }
}

// What a grant may add.
extension LeaveAccount {
    /// - Returns: the grant, with what was cut off it.
    mutating func grant(_ grant: LeaveGrant) -> LeaveGrant {
        var grant = grant
        grant.cut = excess(of: grant)
        self.grant(
            grant.amount, .grant, from: grant.from, through: grant.through, carries: true, cutBy: grant.cut,
            LeaveAct(reference: grant.reference, reason: grant.reason))
        return grant
    }

    /// What ended before counts as if it had been closed: whether a grant or a year end is booked first makes no
    /// difference.
    private func excess(of grant: LeaveGrant) -> LeaveAmount {
        guard let most = type.balanceAtMost else { return .zero }
        var then = self
        then.close(through: grant.from - 1, LeaveAct(reference: "preview", reason: ""))
        return grant.amount - min(grant.amount, max(.zero, most - then.balance(on: grant.from)))
    }
}
