/// A kind of leave that a company grants, with all its rules: sick, vacation, emergency.
package struct LeaveType: Hashable, Sendable, Identifiable {
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        case sick, vacation, emergency, urgent, compensatory, other
    }

    package var id: Domain.ID<LeaveType>
    /// Short, as it stands in a muster roll: `CL`.
    package var code: String
    package var name: String
    package var kind: Kind
    /// 0 for leave without pay, 100 for full pay.
    package var paidPercent: Int32 = 100
    package var request = LeaveRequestRules()
    package var restDays = LeaveRestDays()
    package var overdraft: LeaveOverdraft = .none
    /// Where what the balance does not cover may go, if the person agrees: leave without pay.
    package var excess: Domain.ID<LeaveType>?
    /// The day on which the leave year begins.
    package var yearStart: MonthDay = .newYear
    package var grant: LeaveGrantRule = .none
    /// Nothing falls due before this day, so that a type added today does not grant for years long past.
    package var grantsFrom: CivilDate
    /// Who joins in the course of a leave year gets the part of it that is left.
    package var isProrated = true
    package var rounding: LeaveRounding = .halfDays
    /// What would bring the balance beyond it is cut off a grant; nil: no limit.
    package var balanceAtMost: LeaveAmount?
    /// Who leaves in the course of a leave year has earned the part of it until then.
    package var isProratedOnLeaving = false
    package var onLeaving: LeaveOnLeaving = .lapses
    package var carry = LeaveCarry()
    package var encashment: LeaveEncashment?
    /// How long a day off earned by work on a rest day can be taken, from the day after; nil: for ever.
    package var compensatoryDays: Int32?

    package init(
        id: Domain.ID<LeaveType>, code: String, name: String, kind: Kind = .other,
        grantsFrom: CivilDate = CivilDate(daysSinceEpoch: 0)
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.kind = kind
        self.grantsFrom = grantsFrom
    }

    /// By the year or the month: who leaves early has not earned all of it.
    package var isGrantedForATime: Bool {
        switch grant {
        case .yearly, .monthly: true
        case .none, .perDaysWorked: false
        }
    }

    package func leaveYear(of date: CivilDate) -> ClosedRange<CivilDate> { yearStart.year(of: date) }
}

/// Which requests are allowed. 0 and nil set no limit.
package struct LeaveRequestRules: Hashable, Sendable {
    package var allowsHalfDays = true
    /// Seconds of work that make one day of leave; nil: hours cannot be asked for.
    package var hoursADay: Int32?
    /// Days between asking and the first day of leave.
    package var noticeDays: Int32 = 0
    /// Days in one run, with the requests that adjoin it.
    package var longestRun: LeaveAmount?
    /// A longer run needs a document, such as a doctor's note.
    package var documentAfter: LeaveAmount?
    /// Days of employment before the first day of leave.
    package var serviceDays: Int32 = 0
    /// Working days from joining before the first day of leave.
    package var serviceWorkingDays: Int32 = 0
    /// Nil: whoever it may be.
    package var gender: Gender?
    /// Types that it may not adjoin, on either side, with rest days between them or not.
    package var mayNotAdjoin: Set<ID<LeaveType>> = []

    package init() {}
}

/// Which rest days are days of leave (the sandwich rule).
package struct LeaveRestDays: Hashable, Sendable {
    /// Weekly offs between two days of the same request.
    package var countsWeeklyOffs = false
    /// Holidays between two days of the same request.
    package var countsHolidays = false
    /// Rest days just before the first working day, and just after the last, as far as the request spans them.
    package var countsBefore = false
    package var countsAfter = false

    package init() {}
}

/// How far below zero a balance may go.
package enum LeaveOverdraft: Hashable, Sendable {
    case none
    /// So many days are owed at most; the next grant pays them back.
    case upTo(LeaveAmount)
    /// No balance is kept, only what was taken: leave without pay.
    case unlimited
}

package enum LeaveGrantRule: Hashable, Sendable {
    package enum MonthlyOn: UInt8, Hashable, Sendable, CaseIterable {
        case firstDay, lastDay
        /// The day of the month on which the person joined, or the last of a shorter month.
        case joiningDay
    }

    /// By hand, or by work on rest days.
    case none
    /// All of it on the first day of the leave year.
    case yearly(LeaveAmount)
    /// A twelfth of the year's days each month. With the true-up the last month brings the year to its exact total,
    /// whatever rounding did before.
    case monthly(yearly: LeaveAmount, on: MonthlyOn, trueUp: Bool)
    /// One day for each so many days worked in a leave year, granted as the next one begins to whoever worked at least
    /// so many.
    case perDaysWorked(one: Int32, atLeast: Int32)
}

/// What becomes of the rest as a leave year ends.
package struct LeaveCarry: Hashable, Sendable {
    package enum Expiry: Hashable, Sendable {
        /// With the new leave year, and what is left is carried again.
        case yearEnd
        /// So many days into the new leave year; the rest lapses.
        case days(Int32)
        /// On that day of the new leave year; the rest lapses.
        case day(MonthDay)
    }

    /// 0: nothing is carried. Nil: all of it.
    package var cap: LeaveAmount? = .zero
    package var expiry: Expiry = .yearEnd

    package init() {}

    package init(cap: LeaveAmount?, expiry: Expiry = .yearEnd) {
        self.cap = cap
        self.expiry = expiry
    }
}

/// What becomes of the rest as an employment ends.
package enum LeaveOnLeaving: UInt8, Hashable, Sendable, CaseIterable {
    case lapses
    /// As much as may be paid out in a leave year; the rest lapses.
    case isPaidOut
}

/// Leave paid out instead of taken.
package struct LeaveEncashment: Hashable, Sendable {
    /// In one leave year; nil: no limit.
    package var most: LeaveAmount?
    /// What must be left to be taken.
    package var keeps: LeaveAmount

    package init(most: LeaveAmount?, keeps: LeaveAmount = .zero) {
        self.most = most
        self.keeps = keeps
    }
}
