/// The parameters a day is judged by. All durations are seconds; 0 switches a threshold off.
///
/// Defaults are those of the field's most used system (eTimeTrackLite), so that a company moving over sees its figures.
/// Each has a name and a written form: `PolicyParameter.all`.
package struct AttendancePolicy: Hashable, Sendable {
    package enum Pairing: UInt8, Hashable, Sendable {
        /// Work is the sum of every in–out pair.
        case everyPair
        /// Work is last out minus first in.
        case firstLast
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
    /// Presence that ends later than this after the date's first IN is not counted on the date.
    package var longestDay: Int32 = 86_400
    /// On a day without a shift, how long after midnight it begins: who is there at night without one is not cut in two.
    package var dayChange: Int32 = 0
    package var pairing: Pairing = .everyPair
    package var missing = MissingPunchPolicy()
    package var lateness = LatenessPolicy()
    package var flexible = FlexiblePolicy()
    package var breaks = BreakPolicy()
    package var rounding = RoundingPolicy()
    package var overtime = OvertimePolicy()
    package var period = PeriodPolicy()

    package init() {}
}
