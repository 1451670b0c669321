extension PeriodPass {
    /// Rest days beside absences become absences where the policy says so.
    mutating func encloseRestDays() {
        var day = 0
        while day < results.count {
            guard results[day].isRestDay else {
                day += 1
                continue
            }
            var end = day + 1
            while end < results.count, results[end].isRestDay { end += 1 }
            for rest in day..<end where grounds[rest].policy.sandwich.isOn { enclose(rest, in: day..<end) }
            day = end
        }
    }

    private mutating func enclose(_ day: Int, in run: Range<Int>) {
        let policy = grounds[day].policy.sandwich
        let before = neighbour(run.lowerBound - 1)
        let after = neighbour(run.upperBound)
        guard run.count <= Int(policy.longestRun) else {
            note(.noSandwich(before: before?.date, after: after?.date, isLong: true), on: day)
            return
        }
        let absentBefore = before.map { isAbsence($0, policy) } ?? false
        let absentAfter = after.map { isAbsence($0, policy) } ?? false
        if policy.takes(before: absentBefore, after: absentAfter) {
            results[day].status = .absent
            results[day].flags.insert(.sandwich)
            note(
                .sandwich(before: absentBefore ? before?.date : nil, after: absentAfter ? after?.date : nil), on: day)
        } else {
            note(.noSandwich(before: before?.date, after: after?.date, isLong: false), on: day)
        }
        awaitNeighbours(of: day, in: run, policy, absentBefore, absentAfter)
    }

    /// Nil beyond the days read, and outside employment.
    private func neighbour(_ day: Int) -> DayResult? {
        results.indices.contains(day) && results[day].status != .blank ? results[day] : nil
    }

    private func isAbsence(_ result: DayResult, _ policy: SandwichPolicy) -> Bool {
        guard result.status == .absent || result.status == .onLeave else { return false }
        return [result.firstHalfLeave, result.secondHalfLeave].allSatisfy { leave in
            guard let leave else { return result.status == .absent }
            return policy.countsUnpaidLeave && unpaidLeave.contains(leave)
        }
    }

    /// A neighbour that can still change makes the day provisional only if the answer hangs on it.
    private mutating func awaitNeighbours(
        of day: Int, in run: Range<Int>, _ policy: SandwichPolicy, _ absentBefore: Bool, _ absentAfter: Bool
    ) {
        let isBeforeOpen = isOpen(run.lowerBound - 1)
        let isAfterOpen = isOpen(run.upperBound)
        let least = policy.takes(before: absentBefore && !isBeforeOpen, after: absentAfter && !isAfterOpen)
        let most = policy.takes(before: absentBefore || isBeforeOpen, after: absentAfter || isAfterOpen)
        guard least != most else { return }
        let hangsOnAfter = isAfterOpen && (policy.whenAfter || policy.whenBoth)
        wait(day, for: hangsOnAfter ? run.upperBound : run.lowerBound - 1)
    }

    private func isOpen(_ day: Int) -> Bool {
        results.indices.contains(day) && results[day].status != .blank && grounds[day].isOpen
    }
}

extension DayResult {
    /// A day off on which nobody worked.
    var isRestDay: Bool { status == .weeklyOff || status == .holiday }
}

extension SandwichPolicy {
    func takes(before: Bool, after: Bool) -> Bool {
        whenBefore && before || whenAfter && after || whenBoth && before && after
    }
}
