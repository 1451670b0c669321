/// What becomes of the rest of one lot as it ends.
package struct LeaveClosing: Hashable, Sendable {
    package var lot: LeaveLot
    /// Into the new leave year; negative where more was carried before than there was.
    package var carried: LeaveAmount
    package var lapsed: LeaveAmount
    /// The carried part can be taken on these days.
    package var days: ClosedRange<CivilDate>?
}

extension LeaveAccount {
    /// Carries forward and lets lapse what is left of the lots that ended up to `date`. What was closed before is
    /// brought to what it must be now; where nothing changed nothing is written.
    @discardableResult
    mutating func close(through date: CivilDate, _ act: LeaveAct) -> [LeaveClosing] {
        var closings: [LeaveClosing] = []
        // A carried lot may itself have ended by then: lots that the closing opens are looked at in their turn.
        var ends = Set<CivilDate>()
        while let end = lots.compactMap(\.through).filter({ $0 <= date && !ends.contains($0) }).min() {
            ends.insert(end)
            closings += closeYear(ending: end, act)
            closings += closeExpired(on: end, act)
        }
        markClosed(through: date)
        return closings
    }

    /// Takes back what was carried or lapsed of the lots that ended on `date` or after it, as far as it is still there.
    mutating func open(from date: CivilDate, _ act: LeaveAct) -> [LeaveClosing] {
        var closings: [LeaveClosing] = []
        for end in Set(lots.compactMap(\.through)).sorted(by: >) where end >= date {
            let days = carryLot(after: end).flatMap { lot in lot.through.map { lot.from...$0 } }
            var kept = carryLot(after: end).map { max(.zero, remaining(of: $0)) } ?? .zero
            for lot in lots where lot.through == end && lot.source != .overdraft {
                let (back, lapsed) = (max(.zero, min(kept, carried([lot]))), lapsed([lot]))
                kept -= back
                post(.carried, back, lot, on: end + 1, act)
                post(.lapsed, lapsed, lot, on: end + 1, act)
                if let to = carryLot(after: end) { post(.carried, -back, to, on: to.from, act) }
                guard back != .zero || lapsed != .zero else { continue }
                closings.append(LeaveClosing(lot: lot, carried: -back, lapsed: -lapsed, days: days))
            }
        }
        markOpen(after: date - 1)
        return closings
    }

    /// Brings closed lots that an act touched to what they must be now.
    mutating func reopen(_ act: LeaveAct) {
        guard let closedThrough else { return }
        close(through: closedThrough, act)
    }

    /// What a lot can still give. Of a lot that was closed, what lapsed of it or was carried and is still there.
    func spendable(_ lot: LeaveLot) -> LeaveAmount {
        guard let end = closedEnd(of: lot) else { return remaining(of: lot) }
        return min(unused(lot), pool(ending: end))
    }

    /// Of all lots that hold on the day.
    func spendable(on date: CivilDate) -> LeaveAmount {
        let held = lots.filter { $0.source != .overdraft && $0.holds(on: date) }
        let open = held.filter { closedEnd(of: $0) == nil }.map { remaining(of: $0) }.total()
        let closed = Dictionary(grouping: held) { closedEnd(of: $0) }.compactMap { end, lots in
            end.map { min(lots.map(unused).total(), pool(ending: $0)) }
        }
        return open + closed.total()
    }

    /// Nil for a lot that is open, and for one that lapsed for good.
    private func closedEnd(of lot: LeaveLot) -> CivilDate? {
        guard let end = lot.through, let closedThrough, end <= closedThrough, lot.carries else { return nil }
        return end
    }

    /// Before its end took anything from it.
    private func unused(_ lot: LeaveLot) -> LeaveAmount { remaining(of: lot) + carried([lot]) + lapsed([lot]) }

    /// What the lots of a closed leave year can give back together.
    private func pool(ending end: CivilDate) -> LeaveAmount {
        let group = yearLots(ending: end)
        let kept = carryLot(after: end).map { max(.zero, remaining(of: $0)) } ?? .zero
        return lapsed(group) + min(carried(group), kept) + group.map { remaining(of: $0) }.total()
    }

    private func yearLots(ending end: CivilDate) -> [LeaveLot] {
        lots.filter { $0.through == end && $0.carries && $0.source != .overdraft }
    }

    private func carryLot(after end: CivilDate) -> LeaveLot? { lot(for: Self.carryReference(end)) }

    private static func carryReference(_ end: CivilDate) -> String { "carry:\(end + 1)" }

    private func carried(_ lots: [LeaveLot]) -> LeaveAmount { closed(lots, .carried) }
    private func lapsed(_ lots: [LeaveLot]) -> LeaveAmount { closed(lots, .lapsed) }

    /// What went out of these lots at their end. A carried lot's own first line came in, not out.
    private func closed(_ lots: [LeaveLot], _ kind: LeaveEntry.Kind) -> LeaveAmount {
        let numbers = Set(lots.map(\.number))
        return -entries.lazy.filter { entry in
            entry.kind == kind && numbers.contains(entry.lot) && entry.date != self.lots[Int(entry.lot) - 1].from
        }.map(\.amount).total()
    }

    private mutating func closeExpired(on end: CivilDate, _ act: LeaveAct) -> [LeaveClosing] {
        lots.filter { $0.through == end && !$0.carries }.compactMap { lot in
            let rest = remaining(of: lot)
            guard rest != .zero else { return nil }
            post(.lapsed, -rest, lot, on: end + 1, act)
            return LeaveClosing(lot: lot, carried: .zero, lapsed: rest)
        }
    }

    /// Carries from the lots of a leave year up to the cap; the older lots go first.
    private mutating func closeYear(ending end: CivilDate, _ act: LeaveAct) -> [LeaveClosing] {
        let group = yearLots(ending: end)
        let (before, rest) = (carried(group), group.map { remaining(of: $0) }.total())
        guard group.contains(where: { remaining(of: $0) != .zero }) else { return [] }
        var left = carryTarget(unused: before + lapsed(group) + rest, before: before, isMore: rest >= .zero)
        let days = carryDays(after: end)
        var closings: [LeaveClosing] = []
        for lot in group {
            let there = unused(lot)
            let part = min(max(.zero, there), left)
            left -= part
            let closing = LeaveClosing(
                lot: lot, carried: part - carried([lot]), lapsed: there - part - lapsed([lot]), days: days)
            post(.carried, -closing.carried, lot, on: end + 1, act)
            post(.lapsed, -closing.lapsed, lot, on: end + 1, act)
            if closing.carried != .zero || closing.lapsed != .zero { closings.append(closing) }
        }
        receive(closings.map(\.carried).total(), after: end, days, act)
        return closings
    }

    /// What was carried once stays carried, whatever the type says today, as long as it is there.
    private func carryTarget(unused: LeaveAmount, before: LeaveAmount, isMore: Bool) -> LeaveAmount {
        let most = type.carry.cap.map { min($0, unused) } ?? unused
        return isMore ? max(before, most) : min(before, unused)
    }

    private mutating func receive(
        _ amount: LeaveAmount, after end: CivilDate, _ days: ClosedRange<CivilDate>, _ act: LeaveAct
    ) {
        guard amount != .zero else { return }
        let lot =
            carryLot(after: end)
            ?? open(
                .carryForward, from: days.lowerBound, through: days.upperBound, carries: type.carry.expiry == .yearEnd,
                reference: Self.carryReference(end))
        post(.carried, amount, lot, on: lot.from, act)
    }

    private func carryDays(after end: CivilDate) -> ClosedRange<CivilDate> {
        let first = end + 1
        let last = type.leaveYear(of: first).upperBound
        return switch type.carry.expiry {
        case .yearEnd: first...last
        case .days(let count): first...max(first, first + Int(count) - 1)
        case .day(let day): first...day.first(from: first)
        }
    }
}
