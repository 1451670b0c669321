package import Domain
package import Foundation

/// A terminal's wall clock: the true one, set wrong by `offset` and running wrong by `drift`.
package struct TerminalClock: Sendable {
    /// Seconds since 1970 on the true wall clock of the place, as `LocalTime` counts them, with fractions.
    package var truth: @Sendable () -> Double
    /// Seconds ahead of the truth.
    package var offset: Double
    /// Seconds gained per million seconds.
    package var driftPartsPerMillion: Double
    private var setAt: Double

    package init(
        offset: Double = 0, driftPartsPerMillion: Double = 0,
        truth: @escaping @Sendable () -> Double = TerminalClock.hostWallClock
    ) {
        self.truth = truth
        self.offset = offset
        self.driftPartsPerMillion = driftPartsPerMillion
        setAt = truth()
    }

    /// The host's wall clock, in the host's zone.
    package static let hostWallClock: @Sendable () -> Double = wallClock(in: .current)

    package static func wallClock(in zone: TimeZone) -> @Sendable () -> Double {
        {
            let now = Date()
            return now.timeIntervalSince1970 + Double(zone.secondsFromGMT(for: now))
        }
    }

    /// A clock that stands still at `time`, for results that must not depend on when they are computed.
    package static func standing(at time: LocalTime) -> TerminalClock {
        TerminalClock(truth: { Double(time.seconds) })
    }

    package var now: LocalTime {
        let truth = truth()
        let gained = (truth - setAt) * driftPartsPerMillion / 1_000_000
        return LocalTime(seconds: Int64((truth + offset + gained).rounded(.down)))
    }

    /// As SET_TIME does: the clock shows `time` now, and drifts away again from here.
    package mutating func set(to time: LocalTime) {
        setAt = truth()
        offset = Double(time.seconds) - setAt
    }
}
