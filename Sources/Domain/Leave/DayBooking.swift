/// What a day has been booked as in the ledger of leave.
package struct DayBooking: Hashable, Sendable {
    package var employee: ID<Employee>
    package var date: CivilDate
    /// Half days that the day's penalty takes.
    package var penaltyHalfDays: Int
    /// What of the penalty no paid leave covers.
    package var unpaid: LeaveAmount
    /// Half days of time off that the rules give for the day's work.
    package var earnedHalfDays: Int
    /// Half days of time off that somebody approved by request. They count where the rules give less.
    package var grantedHalfDays: Int
    /// Time off that was taken and is no longer earned.
    package var overtaken: LeaveAmount

    package init(
        employee: ID<Employee>, date: CivilDate, penaltyHalfDays: Int = 0, unpaid: LeaveAmount = .zero,
        earnedHalfDays: Int = 0, grantedHalfDays: Int = 0, overtaken: LeaveAmount = .zero
    ) {
        self.employee = employee
        self.date = date
        self.penaltyHalfDays = penaltyHalfDays
        self.unpaid = unpaid
        self.earnedHalfDays = earnedHalfDays
        self.grantedHalfDays = grantedHalfDays
        self.overtaken = overtaken
    }

    /// Nothing is booked and nothing missing.
    package var isEmpty: Bool { self == DayBooking(employee: employee, date: date) }

    /// Something could not be booked, and is tried again whenever the day is worked out.
    package var isShort: Bool { unpaid > .zero || overtaken > .zero }

    /// By this the ledger knows the day's penalty.
    package var penaltyReference: String { "penalty:\(date)" }

    /// The time off that the day is worth: by the rules, or by request, never both.
    ///
    /// - Parameter day: what it came to. Time off by request needs work on a rest day that is not paid as overtime.
    package func timeOff(for day: DayResult) -> Int {
        max(earnedHalfDays, grantCounts(on: day) ? grantedHalfDays : 0)
    }

    package func grantCounts(on day: DayResult) -> Bool {
        (day.status == .weeklyOffPresent || day.status == .holidayPresent) && day.payableOvertime == 0
    }
}

extension LeaveAmount {
    package init(halfDays: Int) { self.init(thousandths: Int64(halfDays) * 500) }

    /// `½ day`, `1 day`, `1½ days`; other fractions as ``inWords``.
    package var halfDayWords: String {
        guard thousandths > 0, thousandths % 500 == 0 else { return inWords }
        let whole = thousandths / 1000
        let text = (whole == 0 ? "" : "\(whole)") + (thousandths % 1000 == 0 ? "" : "½")
        return "\(text) \(thousandths > 1000 ? "days" : "day")"
    }
}
