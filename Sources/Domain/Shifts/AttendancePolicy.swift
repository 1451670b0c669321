/// The parameters a day is judged by. All durations are seconds; 0 switches a threshold off.
///
/// Defaults are those of the field's most used system (eTimeTrackLite), so that a company moving over sees its figures.
package struct AttendancePolicy: Hashable, Sendable {
    package enum Pairing: UInt8, Hashable, Sendable {
        /// Work is the sum of every in–out pair.
        case everyPair
        /// Work is last out minus first in.
        case firstLast
    }

    /// How a day with a punch missing is judged.
    package enum MissingPunch: UInt8, Hashable, Sendable {
        /// By the time of the complete pairs alone.
        case countPairs
        case halfDay
        case absent
    }

    /// A punch closer than this to the previous kept one is a double; exactly this far apart is kept.
    package var duplicateWindow: Int32 = 5 * 60
    /// How long before the shift's start presence can belong to it.
    package var opensBefore: Int32 = 120 * 60
    /// How long after the shift's end presence can belong to it; nil: until the next shift opens.
    package var closesAfter: Int32?
    package var lateGrace: Int32 = 15 * 60
    package var earlyGrace: Int32 = 15 * 60
    package var halfDayBelow: Int32 = 240 * 60
    package var absentBelow: Int32 = 120 * 60
    /// A pair longer than this is two missing punches, not a day of work.
    package var longestPresence: Int32 = 16 * 3600
    package var pairing: Pairing = .everyPair
    package var missingPunch: MissingPunch = .countPairs
    package var overtime = OvertimePolicy()
    package var period = PeriodPolicy()

    package init() {}
}

package struct OvertimePolicy: Hashable, Sendable {
    package enum Formula: UInt8, Hashable, Sendable {
        case none
        /// Last out minus the shift's end.
        case afterShiftEnd
        /// Work minus the shift's own work.
        case beyondShiftHours
        /// Early coming plus late going.
        case earlyPlusLate
    }

    package enum RestDayWork: UInt8, Hashable, Sendable {
        case overtime
        /// Half a day below the half-day threshold, else one; exclusive with overtime.
        case compensatoryOff
    }

    package var formula: Formula = .afterShiftEnd
    /// Less than this is none at all; exactly this counts whole.
    package var minimum: Int32 = 30 * 60
    /// 0: no cap.
    package var maximum: Int32 = 0
    /// False: presence before the shift's start earns nothing.
    package var countsEarlyComing = false
    package var countsLateGoing = true
    package var restDayWork: RestDayWork = .overtime

    package init() {}
}
