/// How times are rounded once late and early are decided. The punches themselves stay as they are.
package struct RoundingPolicy: Hashable, Sendable {
    /// Of the first IN and the last OUT, on the wall clock.
    package var arrival = Rounding()
    package var leaving = Rounding()
    /// Of the day's work.
    package var work = Rounding()
    /// Arrival and leaving at most this far from the shift's start and end stand there exactly; 0: off.
    package var snap: Int32 = 0
    /// Work never begins before the shift's start.
    package var startsWithShift = false

    package init() {}
}

/// Whole units of time.
package struct Rounding: Hashable, Sendable {
    package enum Direction: UInt8, Hashable, Sendable {
        case down, up
        /// Half a unit goes up.
        case nearest
        /// A rest of `cutoff` or more goes up.
        case cutoff
    }

    /// Seconds; 0: no rounding.
    package var unit: Int32 = 0
    package var direction: Direction = .down
    /// Seconds, where the direction is `.cutoff`.
    package var cutoff: Int32 = 0

    package init() {}

    package init(_ unit: Int32, _ direction: Direction, cutoff: Int32 = 0) {
        (self.unit, self.direction, self.cutoff) = (unit, direction, cutoff)
    }

    /// - Parameter seconds: of any sign; a time on the wall clock or a length.
    func round(_ seconds: Int64) -> Int64 {
        guard unit > 0 else { return seconds }
        let unit = Int64(unit)
        let rest = seconds - seconds.flooredQuotient(by: unit) * unit
        let goesUp =
            switch direction {
            case .down: false
            case .up: rest > 0
            case .nearest: rest * 2 >= unit
            case .cutoff: rest >= Int64(max(1, cutoff))
            }
        return seconds - rest + (goesUp ? unit : 0)
    }
}
