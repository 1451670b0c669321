/// What a wall clock and a calendar show, without saying where: a terminal's punch time.
package struct LocalTime: Hashable, Comparable, Sendable, Codable {
    /// Seconds since 1970-01-01 00:00:00 on that same wall clock.
    package var seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    package init(_ date: CivilDate, _ time: TimeOfDay = TimeOfDay(0, 0)) {
        seconds = Int64(date.daysSinceEpoch) * 86_400 + Int64(time.secondsSinceMidnight)
    }

    /// The place of a terminal's raw time that names no date (31 February): one that no real date can have, before all of
    /// them, so that it is never taken for another punch.
    package init(impossible rawTime: UInt32) {
        seconds = -Int64(rawTime) - 1
    }

    /// What the terminal stored, where that is no date.
    package var impossibleRawTime: UInt32? { seconds < 0 ? UInt32(exactly: -(seconds + 1)) : nil }

    /// Reads `2026-11-22 09:00:30`, with a blank or a `T` between date and time; the seconds may be left out.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(omittingEmptySubsequences: false) { $0 == " " || $0 == "T" }
        guard parts.count == 2, let date = CivilDate(parts[0]), let time = TimeOfDay(parts[1]) else { return nil }
        self.init(date, time)
    }

    package var date: CivilDate {
        CivilDate(daysSinceEpoch: Int32(truncatingIfNeeded: seconds.flooredQuotient(by: 86_400)))
    }

    package var timeOfDay: TimeOfDay {
        TimeOfDay(secondsSinceMidnight: Int32(seconds - seconds.flooredQuotient(by: 86_400) * 86_400))
    }

    package static func < (a: LocalTime, b: LocalTime) -> Bool { a.seconds < b.seconds }
}

extension LocalTime: CustomStringConvertible {
    /// `2026-11-22 09:00:30`, always with seconds; `impossible date (0x…)` where the terminal stored none.
    package var description: String {
        if let raw = impossibleRawTime { return "impossible date (0x\(String(raw, radix: 16)))" }
        let total = Int(timeOfDay.secondsSinceMidnight)
        return "\(date) \((total / 3600).padded(2)):\((total / 60 % 60).padded(2)):\((total % 60).padded(2))"
    }
}

/// A point in time, in whole seconds since 1970-01-01 00:00:00 UTC. Durations are differences of instants.
package struct Instant: Hashable, Comparable, Sendable, Codable {
    package var seconds: Int64

    package init(seconds: Int64) {
        self.seconds = seconds
    }

    package static func < (a: Instant, b: Instant) -> Bool { a.seconds < b.seconds }
    package static func + (instant: Instant, seconds: Int64) -> Instant { Instant(seconds: instant.seconds + seconds) }
    package static func - (a: Instant, b: Instant) -> Int64 { a.seconds - b.seconds }
}

extension Int64 {
    func flooredQuotient(by divisor: Int64) -> Int64 {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
