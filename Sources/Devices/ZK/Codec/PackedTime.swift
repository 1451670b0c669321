package import Domain

/// A terminal's clock in 32 bits: seconds of the day plus 86,400 times a day number in which every month
/// has 31 days. Local wall clock, 2000-01-01 to 2099-12-31, no zone, no daylight-saving mark.
package struct PackedTime: RawRepresentable, Hashable, Sendable {
    package var rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    /// Nil outside the years 2000 to 2099, which the format cannot hold.
    package init?(_ local: LocalTime) {
        let (year, month, day) = local.date.components
        guard (2000...2099).contains(year) else { return nil }
        let days = ((year - 2000) * 12 + month - 1) * 31 + day - 1
        rawValue = UInt32(days * 86_400 + Int(local.timeOfDay.secondsSinceMidnight))
    }

    /// Nil for a day that the calendar does not have: 31 February, or a year past 2099.
    package var local: LocalTime? {
        Self.date(dayNumber: rawValue / 86_400).map {
            LocalTime(seconds: Int64($0.daysSinceEpoch) * 86_400 + Int64(rawValue % 86_400))
        }
    }

    static func date(dayNumber: UInt32) -> CivilDate? {
        guard dayNumber < 100 * 372 else { return nil }
        return CivilDate(
            year: 2000 + Int(dayNumber / 372), month: Int(dayNumber / 31 % 12) + 1, day: Int(dayNumber % 31) + 1)
    }
}

/// Decodes many times in a row: rows of a log come in time order, so that the date of the one before is
/// nearly always the date of the next.
struct PackedTimeDecoder {
    private var dayNumber = UInt32.max
    private var midnight: LocalTime?

    mutating func local(_ raw: UInt32) -> LocalTime? {
        let number = raw / 86_400
        if number != dayNumber {
            dayNumber = number
            midnight = PackedTime.date(dayNumber: number).map { LocalTime($0) }
        }
        guard var time = midnight else { return nil }
        time.seconds &+= Int64(raw &- number &* 86_400)
        return time
    }
}
