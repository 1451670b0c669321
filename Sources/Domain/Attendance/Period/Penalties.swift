extension PeriodPass {
    /// Each Nth late (or early) day of a month costs half a day or a whole one, on its own date.
    mutating func countPenalties(isLate: Bool) {
        guard let start = results.first?.date else { return }
        countOpenDays(ofWork: false)
        var (first, nextMonth) = (0, WorkPeriod.month.last(of: start) + 1)
        var counted = 0
        var inARow = 0
        for day in results.indices {
            if results[day].date == nextMonth {
                (first, nextMonth) = (day, WorkPeriod.month.last(of: nextMonth) + 1)
                (counted, inARow) = (0, 0)
            }
            guard (isLate ? results[day].late : results[day].early) > 0 else {
                if results[day].endsARow { inARow = 0 }
                continue
            }
            (counted, inARow) = (counted + 1, inARow + 1)
            let rule = isLate ? grounds[day].policy.late : grounds[day].policy.early
            guard rule.isOn else { continue }
            charge(rule, count: rule.isConsecutive ? inARow : counted, isLate: isLate, on: day)
            wait(day, forOpenIn: first..<day, ofWork: false)
        }
    }

    private mutating func charge(_ rule: PenaltyPolicy, count: Int, isLate: Bool, on day: Int) {
        guard count.isMultiple(of: Int(rule.every)) else {
            note(.noPenalty(isLate: isLate, count: count, policy: rule), on: day)
            return
        }
        switch rule.effect {
        case .leave: results[day].penaltyHalfDays += rule.halfDays
        case .day: results[day].status = results[day].status.less(rule.halfDays)
        }
        note(.penalty(isLate: isLate, count: count, policy: rule), on: day)
    }
}

extension DayResult {
    /// A working day on which the person was not late stands between two on which he was; a rest day, leave or a day
    /// that nobody was expected on does not.
    fileprivate var endsARow: Bool {
        switch status {
        case .present, .halfDay, .absent: !flags.contains(.sandwich)
        case .onDuty, .workFromHome: true
        case .blank, .weeklyOff, .weeklyOffPresent, .holiday, .holidayPresent, .noShift, .notInYet, .onLeave: false
        }
    }
}

extension DayStatus {
    /// A worked day, less half days.
    fileprivate func less(_ halfDays: UInt8) -> DayStatus {
        switch self {
        case .present: halfDays > 1 ? .absent : .halfDay
        case .halfDay: .absent
        default: self
        }
    }
}
