/// Whether a terminal's clock went back, told from the order in which the terminal stored the punches of one reading.
///
/// A clock that is set back shows a stretch of time once more and goes on from there, which happens now and then. Where the
/// same hours come again and again, or more than one punch in twenty stands behind a later one, the log is not kept in order of
/// time, as after a backup was put together or data was made up: then its order tells nothing of a clock.
package struct ClockTrace: Sendable {
    /// The time went back between two punches that stand side by side.
    package struct Step: Hashable, Sendable {
        /// The last one before.
        package var punch: ID<Punch>
        package var from: Instant
        package var to: Instant

        /// In seconds.
        package var back: Int64 { from - to }
    }

    /// Seconds; setting a clock right takes more, and two readers on one line less.
    package static let tolerance: Int64 = 60
    /// Punches, at least, for each step but the first.
    package static let punchesPerStep = 20
    /// How often a stretch may come again: somebody who sets a clock may set it twice.
    package static let repetitions = 2

    private var last: (punch: ID<Punch>, at: Instant)?
    private var count = 0
    private var steps: [Step] = []

    package init() {}

    /// The next one whose time can be believed.
    package mutating func add(_ punch: ID<Punch>, at instant: Instant) {
        count += 1
        if let last, last.at - instant > Self.tolerance {
            steps.append(Step(punch: last.punch, from: last.at, to: instant))
        }
        last = (punch, instant)
    }

    /// Each time that the clock went back; empty for a log that is not kept in order of time.
    package var setBack: [Step] { isInOrder ? steps : [] }

    private var isInOrder: Bool {
        guard steps.count > 1 else { return true }
        return steps.count <= 1 + count / Self.punchesPerStep && depth <= Self.repetitions
    }

    /// How many of the repeated stretches hold the same moment, at most.
    private var depth: Int {
        let ends = steps.flatMap { [(at: $0.to, change: 1), (at: $0.from, change: -1)] }
        // What only touches is not the same moment.
        let ordered = ends.sorted { ($0.at, $0.change) < ($1.at, $1.change) }
        var (open, most) = (0, 0)
        for end in ordered {
            open += end.change
            most = max(most, open)
        }
        return most
    }
}
