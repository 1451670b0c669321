package import Domain
import Foundation

/// Moments as RFC 3339 writes them.
package enum Moment {
    /// `2026-11-22T03:30:00Z`
    package static func text(_ instant: Instant) -> String {
        let local = ZoneRules.utc.local(at: instant)
        return "\(local.date)T\(local.timeOfDay.full)Z"
    }

    /// On a wall clock that is so many seconds ahead of UTC: `2026-11-22T09:00:00+05:30`.
    package static func text(_ local: LocalTime, offset: Int32) -> String {
        let (sign, ahead) = (offset < 0 ? "-" : "+", abs(offset) / 60)
        let (hours, minutes) = (ahead / 60, ahead % 60)
        return "\(local.date)T\(local.timeOfDay.full)\(sign)\(two(hours)):\(two(minutes))"
    }

    /// On a wall clock whose zone nobody says: `2026-11-22T09:00:00`; nil where it showed no date.
    static func wall(_ local: LocalTime?) -> String? {
        guard let local, local.impossibleRawTime == nil else { return nil }
        return "\(local.date)T\(local.timeOfDay.full)"
    }

    /// Nil for what is no moment; parts of a second are left out.
    package static func read(_ text: String) -> Instant? {
        // The style takes 25:00 for an hour of the next day.
        let day = text.prefix(10)
        let clock = text.dropFirst(11).prefix(8)
        guard text.utf8.count <= 40, CivilDate(day) != nil, clock.count == 8, TimeOfDay(clock) != nil else {
            return nil
        }
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: text.contains("."))
        guard let date = try? style.parse(text), abs(date.timeIntervalSince1970) < 253_402_300_800 else { return nil }
        return Instant(seconds: Int64(date.timeIntervalSince1970.rounded(.down)))
    }

    static func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

extension TimeOfDay {
    /// `09:00:00`
    fileprivate var full: String {
        let seconds = secondsSinceMidnight
        return "\(Moment.two(seconds / 3600)):\(Moment.two(seconds / 60 % 60)):\(Moment.two(seconds % 60))"
    }
}
