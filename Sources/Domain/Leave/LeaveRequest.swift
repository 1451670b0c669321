/// What a person asks for: some days, halves at either end, or some hours of one day.
package struct LeaveRequest: Hashable, Sendable, Identifiable {
    package enum Status: UInt8, Hashable, Sendable, CaseIterable {
        /// Waits for approval; it takes nothing from the balance yet, but nobody else may count on the days.
        case pending
        case confirmed
        case rejected
        /// Taken back by the person before it was decided.
        case withdrawn
        /// Taken back after it was confirmed.
        case cancelled
    }

    package var id: Domain.ID<LeaveRequest>
    package var employee: Domain.ID<Employee>
    package var type: Domain.ID<LeaveType>
    package var first: CivilDate
    package var last: CivilDate
    /// The first half of the first day is worked.
    package var startsAtNoon = false
    /// The second half of the last day is worked.
    package var endsAtNoon = false
    /// Some hours of the first day, which is then the only one.
    package var hours: LeaveHours?
    package var reason = ""
    /// Where the document is, or what it is; empty for none.
    package var document = ""
    /// What the balance does not cover may be leave without pay.
    package var acceptsExcess = false
    /// The day on which it was asked for.
    package var asked: CivilDate
    package var status: Status = .pending
    /// The request by which it is decided; nil: it was not submitted.
    package var approval: Domain.ID<ApprovalRequest>?

    package init(
        id: Domain.ID<LeaveRequest>, employee: Domain.ID<Employee>, type: Domain.ID<LeaveType>, first: CivilDate,
        last: CivilDate, asked: CivilDate
    ) {
        self.id = id
        self.employee = employee
        self.type = type
        self.first = first
        self.last = last
        self.asked = asked
    }

    /// It takes days, or will once it is approved.
    package var isLive: Bool { status == .pending || status == .confirmed }
}

package struct LeaveHours: Hashable, Sendable {
    package var from: TimeOfDay
    /// Not later than `from` means the next day, as in a night shift.
    package var to: TimeOfDay

    package init(from: TimeOfDay, to: TimeOfDay) {
        self.from = from
        self.to = to
    }

    package var seconds: Int32 {
        let length = to.secondsSinceMidnight - from.secondsSinceMidnight
        return length > 0 ? length : length + 86_400
    }

    func overlaps(_ other: LeaveHours) -> Bool {
        let (start, otherStart) = (from.secondsSinceMidnight, other.from.secondsSinceMidnight)
        return start < otherStart + other.seconds && otherStart < start + seconds
    }
}

/// What a date is for the person who asks.
package enum LeaveCalendarDay: UInt8, Hashable, Sendable {
    case working
    /// Half the day is a holiday: leave takes the other half.
    case firstHalfHoliday, secondHalfHoliday
    case weeklyOff
    case holiday

    /// An optional holiday is a working day: whoever keeps it needs no leave.
    package init(_ holiday: Holiday.Kind?, isOff: @autoclosure () -> Bool) {
        if holiday == .full {
            self = .holiday
        } else if isOff() {
            self = .weeklyOff
        } else {
            self = holiday == .firstHalf ? .firstHalfHoliday : holiday == .secondHalf ? .secondHalfHoliday : .working
        }
    }

    var isRest: Bool { self == .weeklyOff || self == .holiday }
}

/// One day of a request: how much of which type it takes.
package struct LeaveDay: Hashable, Sendable {
    package enum Part: Hashable, Sendable {
        case full, firstHalf, secondHalf
        case hours(LeaveHours)
    }

    package var date: CivilDate
    package var part: Part
    package var type: ID<LeaveType>
    package var amount: LeaveAmount
    /// A weekly off or a holiday that counts by the type's rules.
    package var isRestDay: Bool

    package init(
        date: CivilDate, part: Part, type: ID<LeaveType>, amount: LeaveAmount, isRestDay: Bool = false
    ) {
        self.date = date
        self.part = part
        self.type = type
        self.amount = amount
        self.isRestDay = isRestDay
    }
}
