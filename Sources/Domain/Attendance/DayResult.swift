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
    /// Half days earned instead of overtime: 0, 1 or 2.
    package var compensatoryHalfDays: UInt8 = 0
    package var punchCount: UInt16 = 0
    package var flags: DayFlags = []

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
}
