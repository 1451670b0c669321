/// How a day is judged whose IN or OUT is missing.
package struct MissingPunchPolicy: Hashable, Sendable {
    package enum Verdict: UInt8, Hashable, Sendable {
        /// By the time of the complete pairs alone.
        case countPairs
        case halfDay
        case absent
        /// As if the person had come late, or left early, by a fixed time.
        case minutes
    }

    package var arrival: Verdict = .countPairs
    package var leaving: Verdict = .countPairs
    /// A missing IN stands this long after the shift's start, where `arrival` is `.minutes`.
    package var lateBy: Int32 = 60 * 60
    /// A missing OUT stands this long before the shift's end, where `leaving` is `.minutes`.
    package var earlyBy: Int32 = 60 * 60

    package init() {}

    /// The same verdict on either punch.
    package init(_ verdict: Verdict) {
        (arrival, leaving) = (verdict, verdict)
    }
}
