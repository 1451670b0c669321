/// How late and early are measured, and what they do to the day. Seconds; 0 switches a limit off.
package struct LatenessPolicy: Hashable, Sendable {
    /// True: late counts from the end of the grace, early to its beginning. False: from the shift's start and to its end.
    package var deductsGrace = false
    /// Later than this is half a day; exactly this is not.
    package var halfDayIfLate: Int32 = 0
    package var absentIfLate: Int32 = 0
    package var halfDayIfEarly: Int32 = 0
    package var absentIfEarly: Int32 = 0

    package init() {}
}
