package import Domain

/// A month of the calendar.
package struct Month: Hashable, Comparable, Sendable {
    package var year: Int
    /// 1 ... 12
    package var month: Int

    package init(of date: CivilDate) {
        let parts = date.components
        (year, month) = (parts.year, parts.month)
    }

    /// Reads `2026-11`; nil for what is no month.
    package init?(_ text: some StringProtocol) {
        guard let first = CivilDate(text + "-01") else { return nil }
        self.init(of: first)
    }

    package var days: ClosedRange<CivilDate> {
        let first = CivilDate(year: year, month: month, day: 1) ?? CivilDate(daysSinceEpoch: 0)
        return first...(first + (CivilDate.length(ofMonth: month, year: year) - 1))
    }

    package static func < (a: Month, b: Month) -> Bool { (a.year, a.month) < (b.year, b.month) }
}

extension Month: CustomStringConvertible {
    package var description: String { "\(year.padded(4))-\(month.padded(2))" }
}

/// What a month came to for one person. Days are counted in halves, so that two half days are exactly one day.
package struct MonthTotals: Hashable, Sendable {
    package var presentHalves = 0
    package var absentHalves = 0
    package var leaveHalves = 0
    package var weeklyOffs = 0
    package var holidays = 0
    package var lateDays = 0
    package var toLookAt = 0
    /// Seconds.
    package var work = 0
    package var late = 0
    package var early = 0
    package var overtime = 0
    package var compensatoryHalves = 0
    /// Taken from leave as a penalty, and what of it no paid leave covered.
    package var penaltyHalves = 0
    package var unpaidPenaltyHalves = 0

    package init(_ results: some Sequence<DayResult>) {
        for result in results { add(result) }
    }

    private mutating func add(_ result: DayResult) {
        let leave = result.leaveHalves
        leaveHalves += leave
        switch result.status {
        case .present, .onDuty, .workFromHome: presentHalves += 2 - leave
        case .halfDay: (presentHalves, absentHalves) = (presentHalves + 1, absentHalves + max(0, 1 - leave))
        case .absent: absentHalves += 2 - leave
        case .weeklyOff, .weeklyOffPresent: weeklyOffs += 1
        case .holiday, .holidayPresent: holidays += 1
        case .blank, .noShift, .notInYet, .onLeave: break
        }
        if result.late > 0 { lateDays += 1 }
        work += Int(result.work)
        late += Int(result.late)
        early += Int(result.early)
        overtime += Int(result.overtime)
        compensatoryHalves += Int(result.compensatoryHalfDays)
        penaltyHalves += Int(result.penaltyHalfDays)
        if result.status == .noShift || !result.flags.isDisjoint(with: [.missingIn, .missingOut, .quarantined]) {
            toLookAt += 1
        }
    }
}

/// One person's month.
package struct MonthRow: Hashable, Sendable, Identifiable {
    package var employee: Employee
    /// One a day of the month, in order; nil where the day is outside employment or has not been worked out.
    package var days: [DayResult?]
    package var totals: MonthTotals

    package init(employee: Employee, days: [DayResult?], unpaidPenaltyHalves: Int = 0) {
        self.employee = employee
        self.days = days
        totals = MonthTotals(days.lazy.compactMap { $0 })
        totals.unpaidPenaltyHalves = unpaidPenaltyHalves
    }

    package var id: ID<Employee> { employee.id }
}

/// A month of one person or of everybody: the muster roll.
package struct MonthSheet: Hashable, Sendable {
    package var month: Month
    /// By employee code.
    package var rows: [MonthRow]
    /// Shift codes, for the shifts the days name.
    package var shiftCodes: [ID<Shift>: String]
    /// Codes of leave types, for the statuses.
    package var leaveCodes: [ID<LeaveType>: String]

    package init(month: Month, rows: [MonthRow], shiftCodes: [ID<Shift>: String], leaveCodes: [ID<LeaveType>: String]) {
        self.month = month
        self.rows = rows
        self.shiftCodes = shiftCodes
        self.leaveCodes = leaveCodes
    }
}
