/// What a swap would come to.
package struct SwapCheck: Hashable, Sendable {
    /// Why it cannot be; empty where it can.
    package var problems: [String]
    /// What it does that a limit only warns of.
    package var warnings: [RosterConflict]
    /// What it writes.
    package var overrides: [RosterOverride]

    package var isPossible: Bool { problems.isEmpty }
}

/// One of two people who exchange days.
package struct SwapSide: Sendable {
    package var person: Employee
    package var leaves: [LeaveOnDay]
    /// Days that nobody changes any more.
    package var lockedDays: Set<CivilDate>

    package init(_ person: Employee, leaves: [LeaveOnDay], lockedDays: Set<CivilDate> = []) {
        self.person = person
        self.leaves = leaves
        self.lockedDays = lockedDays
    }

    fileprivate var name: String { "\(person.name) (\(person.code))" }
}

extension RosterCheck {
    /// Whether two people can exchange what they work on the days of a swap: both are employed, rostered and not on
    /// leave, of one department unless that may differ, and no limit that refuses is broken on either side.
    package func check(
        _ swap: ShiftSwap, _ requester: SwapSide, _ partner: SwapSide, _ roster: Roster
    ) -> SwapCheck {
        var result = SwapCheck(problems: [], warnings: [], overrides: [])
        if swap.requester == swap.partner { result.problems.append("Nobody swaps with himself: name another person.") }
        guard let first = swap.days.first, let last = swap.days.last else {
            result.problems.append("A swap needs at least one day.")
            return result
        }
        let areApart = swap.days.contains { requester.person.department(on: $0) != partner.person.department(on: $0) }
        if areApart, !limits.swapsAcrossDepartments {
            result.problems.append(
                "\(requester.name) and \(partner.name) are of different departments, and swaps across departments are "
                    + "not allowed.")
        }
        let exchange = exchange(swap, requester, partner, roster)
        result.problems += exchange.problems
        result.overrides = exchange.overrides
        guard result.isPossible else { return result }
        let changed = roster.with(exchange.overrides)
        for side in [requester, partner] {
            let new = newConflicts(of: side, from: roster, to: changed, first...last)
            result.problems += new.filter { $0.reaction == .refuse }.map(\.sentence)
            result.warnings += new.filter { $0.reaction == .warn }
        }
        return result
    }

    private func newConflicts(
        of side: SwapSide, from before: Roster, to after: Roster, _ days: ClosedRange<CivilDate>
    ) -> [RosterConflict] {
        let old = Set(conflicts(of: side.person, before.schedule(of: side.person), days: days, leaves: side.leaves))
        return conflicts(of: side.person, after.schedule(of: side.person), days: days, leaves: side.leaves)
            .filter { !old.contains($0) }
    }

    private func exchange(
        _ swap: ShiftSwap, _ requester: SwapSide, _ partner: SwapSide, _ roster: Roster
    ) -> (overrides: [RosterOverride], problems: [String]) {
        var overrides: [RosterOverride] = []
        var problems: [String] = []
        let own = roster.schedule(of: requester.person)
        let other = roster.schedule(of: partner.person)
        var isAnyDifferent = false
        for date in swap.days {
            problems += [(requester, own), (partner, other)].flatMap { problem(of: $0, $1, on: date) }
            guard let mine = rules.answer(own, on: date, at: requester.person.location(on: date)),
                let theirs = rules.answer(other, on: date, at: partner.person.location(on: date))
            else { continue }
            isAnyDifferent = isAnyDifferent || mine.day != theirs.day
            overrides += [
                override(requester, theirs, of: partner, swap), override(partner, mine, of: requester, swap),
            ]
        }
        if problems.isEmpty, !isAnyDifferent {
            problems.append("Both work the same on \(Phrases.list(swap.days)), so there is nothing to swap.")
        }
        return (overrides, problems)
    }

    private func override(
        _ side: SwapSide, _ answer: RosterAnswer, of other: SwapSide, _ swap: ShiftSwap
    ) -> RosterOverride {
        RosterOverride(
            employee: side.person.id, date: answer.date, day: answer.day, reason: "swap with \(other.name)",
            swap: swap.id)
    }

    private func problem(of side: SwapSide, _ schedule: Schedule, on date: CivilDate) -> [String] {
        let day = Phrases.date(date)
        var found: [String] = []
        if !side.person.isEmployed(on: date) {
            found.append("\(side.name) is not employed on \(day).")
        } else if rules.answer(schedule, on: date, at: side.person.location(on: date)) == nil {
            found.append("\(side.name) is not rostered on \(day): there is nothing to exchange.")
        }
        if side.leaves.contains(where: { $0.date == date }) { found.append("\(side.name) is away on \(day).") }
        if side.lockedDays.contains(date) {
            found.append("\(day) of \(side.name) is locked and does not change any more.")
        }
        return found
    }
}
