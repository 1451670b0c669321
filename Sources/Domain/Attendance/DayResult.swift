/// What a day came to. Derived: it can be dropped and worked out again from punches and rules at any time.
///
/// Durations are seconds, of instants; a night across a clock change is as long as it was.
package struct DayResult: Hashable, Sendable {
    package var employee: ID<Employee>
    package var date: CivilDate
    package var status: DayStatus
    /// The shift the day was judged by; nil on a rest day without work and where none is assigned.
    package var shift: ID<Shift>?
    package var firstIn: Instant?
    package var lastOut: Instant?
    /// Seconds added to UTC to show `firstIn` and `lastOut`.
    package var firstInOffset: Int32 = 0
    package var lastOutOffset: Int32 = 0
    /// Presence less deducted breaks.
    package var work: Int32 = 0
    /// Deducted break time and time away between pairs.
    package var breakTime: Int32 = 0
    /// From the shift's start, once beyond the grace.
    package var late: Int32 = 0
    /// To the shift's end, once beyond the grace.
    package var early: Int32 = 0
    package var overtime: Int32 = 0
    /// `overtime` by tier.
    package var overtimeBands = OvertimeBands()
    /// The part of `overtime` that a rule over a week or a longer period booked on this day.
    package var weeklyOvertime: Int32 = 0
    /// What of `overtime` is paid: all of it, unless it has to be approved.
    package var payableOvertime: Int32 = 0
    /// Half days earned instead of overtime: 0, 1 or 2.
    package var compensatoryHalfDays: UInt8 = 0
    /// Leave by halves of the day; both the same is a day of leave.
    package var firstHalfLeave: ID<LeaveType>?
    package var secondHalfLeave: ID<LeaveType>?
    /// Leave by the hour: excused, and no work.
    package var hourlyLeave: Int32 = 0
    /// On duty elsewhere or working from home, as far as punches do not cover it; part of `work`.
    package var dutyTime: Int32 = 0
    /// Half days taken from leave as a penalty that fell due on this day.
    package var penaltyHalfDays: UInt8 = 0
    package var punchCount: UInt16 = 0
    package var flags: DayFlags = []
    /// The named policy it was judged by; nil: the shift's own rules or those that come with the program.
    package var policy: ID<NamedPolicy>?

    /// Halves of the day on leave: 0, 1 or 2.
    package var leaveHalves: Int { (firstHalfLeave == nil ? 0 : 1) + (secondHalfLeave == nil ? 0 : 1) }

    package init(employee: ID<Employee>, date: CivilDate, status: DayStatus, shift: ID<Shift>? = nil) {
        self.employee = employee
        self.date = date
        self.status = status
        self.shift = shift
    }
}

/// The codes HR people read in a muster roll.
package enum DayStatus: UInt8, Hashable, Sendable, CaseIterable {
    /// Outside employment.
    case blank
    case present
    case halfDay
    case absent
    case weeklyOff
    case weeklyOffPresent
    case holiday
    case holidayPresent
    /// No shift is assigned: an exception, never an absence.
    case noShift
    /// Expected, no punch yet, and the shift has not ended.
    case notInYet
    /// On leave all day.
    case onLeave
    /// Present by duty elsewhere alone, without a punch.
    case onDuty
    /// Present by working from home alone, without a punch.
    case workFromHome

    package var code: String {
        switch self {
        case .blank: ""
        case .present: "P"
        case .halfDay: "½P"
        case .absent: "A"
        case .weeklyOff: "WO"
        case .weeklyOffPresent: "WOP"
        case .holiday: "H"
        case .holidayPresent: "HP"
        case .noShift: "NS"
        case .notInYet: "–"
        case .onLeave: "L"
        case .onDuty: "OD"
        case .workFromHome: "WFH"
        }
    }
}

package struct DayFlags: OptionSet, Hashable, Sendable {
    package var rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let missingIn = DayFlags(rawValue: 1 << 0)
    package static let missingOut = DayFlags(rawValue: 1 << 1)
    /// Punches that may still arrive can change this day.
    package static let provisional = DayFlags(rawValue: 1 << 2)
    package static let manualPunch = DayFlags(rawValue: 1 << 3)
    /// A local time that the clock change skipped or repeated was involved.
    package static let clockChange = DayFlags(rawValue: 1 << 4)
    /// A quarantined punch bears this date.
    package static let quarantined = DayFlags(rawValue: 1 << 5)
    /// The person is inside: the last pair is open and the shift's window has not closed.
    package static let inside = DayFlags(rawValue: 1 << 6)
    package static let night = DayFlags(rawValue: 1 << 7)
    /// Presence outside the hours in which it could belong to the shift: shown, not counted.
    package static let outsideWindow = DayFlags(rawValue: 1 << 8)
    /// A rest day between absences, counted as absence.
    package static let sandwich = DayFlags(rawValue: 1 << 9)
    /// Punches on a day of leave.
    package static let leaveConflict = DayFlags(rawValue: 1 << 10)
    package static let halfHoliday = DayFlags(rawValue: 1 << 11)
    /// A holiday that the person chose.
    package static let optionalHoliday = DayFlags(rawValue: 1 << 12)
    package static let onDuty = DayFlags(rawValue: 1 << 13)
    package static let workFromHome = DayFlags(rawValue: 1 << 14)
    package static let coreHoursMissed = DayFlags(rawValue: 1 << 15)
    /// The shift was found by the first punch.
    package static let autoShift = DayFlags(rawValue: 1 << 16)
    package static let rounded = DayFlags(rawValue: 1 << 17)
    package static let overtimeUnapproved = DayFlags(rawValue: 1 << 18)
}
