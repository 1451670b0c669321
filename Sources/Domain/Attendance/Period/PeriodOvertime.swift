extension PeriodPass {
    /// Work of a day that no rule has paid as overtime or as leave, or turned into time off.
    private func regularWork(_ day: Int) -> Int32 {
        let result = results[day]
        switch result.status {
        // Less work on a rest day than the least earns nothing.
        case .weeklyOff, .holiday, .blank: return 0
        default:
            return result.compensatoryHalfDays > 0
                ? 0 : max(0, result.work - result.overtime - grounds[day].workOnLeave)
        }
    }

    /// From the Nth day worked in a row on, all work is overtime.
    mutating func takeConsecutiveDays() {
        countOpenDays(ofWork: true)
        var run = 0
        for day in results.indices {
            run = results[day].work > 0 ? run + 1 : 0
            let rule = grounds[day].policy.overtime
            let wanted = Int(rule.consecutiveDay)
            guard wanted > 0, regularWork(day) > 0 else { continue }
            let isDue = rule.isConsecutiveDayAlone ? run == wanted : run >= wanted
            if isDue {
                let amount = regularWork(day)
                book(amount, on: day)
                note(.consecutiveDay(run, from: wanted, isAlone: rule.isConsecutiveDayAlone, amount: amount), on: day)
            }
            let before = max(0, day - wanted)..<day
            wait(day, forOpenIn: before, ofWork: true)
            if grounds[day].waitsFor >= 0 { grounds[day].isWorkOpen = true }
        }
    }

    /// Work beyond what a period may hold is overtime: its latest hours, on the days on which they were worked.
    mutating func bookOvertime(_ rule: PeriodOvertimeRule) {
        countOpenDays(ofWork: true)
        addUpWork()
        for day in results.indices {
            let regular = workBefore[day + 1] - workBefore[day]
            guard regular > 0, let (period, above) = grounds[day].policy.overtime.period(rule) else { continue }
            let from = period.first(of: results[day].date)
            let first = position(of: from)
            let work = workBefore[day + 1] - workBefore[first]
            if work > above {
                let amount = Int32(clamping: min(regular, work - above))
                book(amount, on: day)
                note(.overtime(period, from: from, work: work, above: above, amount: amount), on: day)
            }
            wait(day, forOpenIn: first..<day, ofWork: true)
            if grounds[day].waitsFor >= 0 { grounds[day].isWorkOpen = true }
        }
    }

    private mutating func addUpWork() {
        workBefore.removeAll(keepingCapacity: true)
        workBefore.append(0)
        var sum: Int64 = 0
        for day in results.indices {
            sum += Int64(regularWork(day))
            workBefore.append(sum)
        }
    }

    private mutating func book(_ amount: Int32, on day: Int) {
        let before = results[day].overtime
        let tiers = grounds[day].tiers
        let (old, new) = (tiers.bands(of: before), tiers.bands(of: before + amount))
        results[day].overtime += amount
        results[day].weeklyOvertime += amount
        results[day].overtimeBands.first += new.first - old.first
        results[day].overtimeBands.second += new.second - old.second
        results[day].overtimeBands.third += new.third - old.third
        let paid = min(amount, grounds[day].payable)
        grounds[day].payable -= paid
        results[day].payableOvertime += paid
        if paid < amount { results[day].flags.insert(.overtimeUnapproved) }
    }
}

extension PeriodReach {
    /// Some policy has the rule.
    func adds(_ rule: PeriodOvertimeRule) -> Bool {
        periods.contains { period in
            switch (rule, period) {
            case (.week, .week), (.weeks, .weeks), (.month, .month): true
            default: false
            }
        }
    }
}
