import Devices
import Domain

/// Gives the records of one reading, in the order in which the terminal stored them, their place in time.
///
/// A terminal tells naive local time. The order of its records decides which of two possible moments is meant in the
/// hour that a clock change repeats.
struct PunchPlacer {
    struct Placed: Hashable {
        var local: LocalTime
        var placement: Placement
        var quarantine: Quarantine?
        /// Which one it is of records that say exactly the same.
        var sequence: UInt16
    }

    private struct Key: Hashable {
        var user: String
        var local: LocalTime
        var state: UInt8
        var verify: UInt8
    }

    /// A wrong zone or a missed clock change puts a clock less than a day ahead. Such punches are shown as they are,
    /// beside the warning about the clock; a date further ahead is no date at all.
    static let toleranceAhead: Int64 = 86_400
    /// Terminals that lost their battery count from 2000; none of this protocol family in service is older than this.
    static let oldest = CivilDate(daysSinceEpoch: 12_784)  // 2005-01-01

    private let zone: ZoneRules
    private let collectedAt: Instant
    private var last: Instant?
    private var seen: [Key: UInt16] = [:]

    init(zone: ZoneRules, collectedAt: Instant) {
        self.zone = zone
        self.collectedAt = collectedAt
    }

    mutating func place(_ record: AttendanceRecord, user: String) -> Placed {
        let (local, exists) = Self.local(of: record)
        var placement = zone.place(local, notBefore: last)
        let quarantine = exists ? quarantine(local, placement.instant) : .impossible
        if quarantine == nil {
            last = placement.instant
        } else {
            placement = zone.place(local)
        }
        let key = Key(user: user, local: local, state: record.state, verify: record.verify)
        let sequence = seen[key, default: 0]
        seen[key] = sequence &+ 1
        return Placed(local: local, placement: placement, quarantine: quarantine, sequence: sequence)
    }

    private func quarantine(_ local: LocalTime, _ instant: Instant) -> Quarantine? {
        if instant - collectedAt > Self.toleranceAhead { return .future }
        return local.date < Self.oldest ? .ancient : nil
    }

    /// A terminal counts 31 days in each month, and years past 2099: 31 February becomes 3 March, so that the record
    /// keeps a place of its own in the ledger.
    /// - Returns: whether the calendar has the day that the terminal named.
    private static func local(of record: AttendanceRecord) -> (LocalTime, exists: Bool) {
        if let time = record.time { return (time, true) }
        let number = Int(record.rawTime / 86_400)
        let (year, month, day) = (2000 + number / 372, number / 31 % 12 + 1, number % 31 + 1)
        let first = CivilDate(year: year, month: month, day: 1) ?? CivilDate(daysSinceEpoch: 0)
        let seconds = Int64(record.rawTime % 86_400)
        let local = LocalTime(seconds: LocalTime(first + (day - 1)).seconds + seconds)
        return (local, CivilDate(year: year, month: month, day: day) != nil)
    }
}
