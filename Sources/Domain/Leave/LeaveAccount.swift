/// The ledger of one person and one type of leave: its lots and its lines. Lines are added and never changed.
package struct LeaveAccount: Sendable {
    package let type: LeaveType
    /// By number: the lot `n` stands at `n - 1`.
    package private(set) var lots: [LeaveLot]
    /// By number.
    package private(set) var entries: [LeaveEntry]
    /// What is left of each lot, days to come included.
    private(set) var remaining: [LeaveAmount]
    /// The lots that ended up to here have been carried forward or have lapsed.
    package private(set) var closedThrough: CivilDate?
    /// From which day a line of a date counts: where the payroll has taken the date's month, from the next open one, so
    /// that no balance of that month changes any more. Nil: from its own date.
    package var firstOpenDay: (@Sendable (CivilDate) -> CivilDate)?
    private let storedLots: Int
    private let storedEntries: Int

    /// - Parameters:
    ///   - lots: by number from 1 without gaps.
    ///   - entries: by number from 1 without gaps, each of one of the lots.
    package init(
        type: LeaveType, lots: [LeaveLot] = [], entries: [LeaveEntry] = [], closedThrough: CivilDate? = nil
    ) {
        self.type = type
        self.lots = lots
        self.entries = entries
        self.closedThrough = closedThrough
        remaining = Array(repeating: .zero, count: lots.count)
        storedLots = lots.count
        storedEntries = entries.count
        for entry in entries { remaining[Int(entry.lot) - 1] += entry.amount }
    }

    /// Written since the account was read.
    package var newLots: ArraySlice<LeaveLot> { lots[storedLots...] }
    package var newEntries: ArraySlice<LeaveEntry> { entries[storedEntries...] }

    package func remaining(of lot: LeaveLot) -> LeaveAmount { remaining[Int(lot.number) - 1] }

    package func lot(for reference: String) -> LeaveLot? { lots.first { $0.reference == reference } }

    package func hasAct(_ reference: String) -> Bool { entries.contains { $0.act.reference == reference } }

    mutating func open(
        _ source: LeaveLot.Source, from: CivilDate, through: CivilDate?, carries: Bool, reference: String
    ) -> LeaveLot {
        let lot = LeaveLot(
            number: Int32(lots.count) + 1, source: source, from: from, through: through, carries: carries,
            reference: reference)
        lots.append(lot)
        remaining.append(.zero)
        return lot
    }

    mutating func post(
        _ kind: LeaveEntry.Kind, _ amount: LeaveAmount, _ lot: LeaveLot, on date: CivilDate, _ act: LeaveAct
    ) {
        guard amount != .zero else { return }
        // The end of a leave year is on its own day, whenever it is booked.
        let isYearEnd = kind == .carried || kind == .lapsed
        entries.append(
            LeaveEntry(
                number: Int32(entries.count) + 1, lot: lot.number, kind: kind, amount: amount,
                date: isYearEnd ? date : firstOpenDay?(date) ?? date, act: act))
        remaining[Int(lot.number) - 1] += amount
    }

    /// From now on what ends up to `date` counts as closed.
    mutating func markClosed(through date: CivilDate) { closedThrough = max(date, closedThrough ?? date) }

    /// From now on what ends after `date` counts as open.
    mutating func markOpen(after date: CivilDate) { closedThrough = closedThrough.map { min(date, $0) } }
}

extension LeaveAccount {
    /// What a person has on a day: of the lots that hold on it, all that counts by then.
    package func balance(on date: CivilDate) -> LeaveAmount {
        var sum = LeaveAmount.zero
        for entry in entries where entry.date <= date && lots[Int(entry.lot) - 1].holds(on: date) {
            sum += entry.amount
        }
        return sum
    }

    /// What each lot that holds on a day has on it.
    package func balances(on date: CivilDate) -> [(lot: LeaveLot, amount: LeaveAmount)] {
        lots.filter { $0.holds(on: date) }.map { lot in
            (lot, entries.lazy.filter { $0.lot == lot.number && $0.date <= date }.map(\.amount).total())
        }
    }

    /// What can still be asked for on a day: leave to come that is booked already is taken off, and what may be owed
    /// is not counted.
    package func available(on date: CivilDate) -> LeaveAmount { max(.zero, spendable(on: date) + debt) }

    /// 0 or less.
    var debt: LeaveAmount {
        lots.lazy.filter { $0.source == .overdraft }.map { remaining(of: $0) }.total()
    }

    func takingOrder(on date: CivilDate) -> [LeaveLot] {
        lots.filter { $0.source != .overdraft && $0.holds(on: date) && spendable($0) > .zero }
            .sorted { $0.isTaken(before: $1) }
    }
}
