import Devices
import Domain
import Storage

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

    /// A wrong zone or a missed clock change puts a clock less than a day ahead. Such punches are shown as they are,
    /// beside the warning about the clock; a date further ahead is no date at all.
    static let toleranceAhead: Int64 = 86_400
    /// Terminals that lost their battery count from 2000; none of this protocol family in service is older than this.
    static let oldest = CivilDate(daysSinceEpoch: 12_784)  // 2005-01-01

    private let zone: ZoneRules
    private let collectedAt: Instant
    private var last: Instant?
    private var numbering = RecordNumbering()

    /// - Parameter before: the punches that the ledger has of the second at which the part to be placed goes on; empty
    ///   for a whole log.
    /// - Parameter others: those of other seconds that the part shows once more, as after a clock was set back.
    init(
        zone: ZoneRules, collectedAt: Instant, after before: [PunchOfSecond] = [], besides others: [PunchOfSecond] = []
    ) {
        self.zone = zone
        self.collectedAt = collectedAt
        for punch in before {
            if punch.isBelievable { last = max(last ?? punch.instant, punch.instant) }
            _ = numbering.number(.init(punch))
        }
        for punch in others { _ = numbering.number(.init(punch)) }
    }

    mutating func place(_ record: AttendanceRecord, user: String) -> Placed {
        let local: LocalTime
        let placement: Placement
        let quarantine: Quarantine?
        if let named = Self.local(of: record) {
            local = named
            (placement, quarantine) = place(local)
        } else {
            local = LocalTime(impossible: record.rawTime)
            placement = Placement(instant: Instant(seconds: local.seconds), offset: 0, kind: .exact)
            quarantine = .impossible
        }
        let key = RecordNumbering.Key(user: user, local: local, state: record.state, verify: record.verify)
        return Placed(
            local: local, placement: placement, quarantine: quarantine, sequence: numbering.number(key))
    }

    /// Goes past a record of which nothing else is asked than that others stand behind it.
    mutating func pass(_ record: AttendanceRecord) {
        if let local = Self.local(of: record) { _ = place(local) }
    }

    /// What a time of the terminal's clock means that stands behind those placed before.
    mutating func place(_ local: LocalTime) -> (Placement, Quarantine?) {
        let ordered = zone.place(local, notBefore: last)
        if let quarantine = quarantine(local, ordered.instant) { return (zone.place(local), quarantine) }
        last = ordered.instant
        return (ordered, nil)
    }

    private func quarantine(_ local: LocalTime, _ instant: Instant) -> Quarantine? {
        if instant - collectedAt > Self.toleranceAhead { return .future }
        return local.date < Self.oldest ? .ancient : nil
    }

    /// The second under which a record is kept.
    static func shown(_ record: AttendanceRecord) -> LocalTime {
        local(of: record) ?? LocalTime(impossible: record.rawTime)
    }

    /// A terminal counts 31 days in each month, and years past 2099.
    /// - Returns: nil where the calendar does not have the day that the terminal named.
    static func local(of record: AttendanceRecord) -> LocalTime? {
        if let time = record.time { return time }
        let number = Int(record.rawTime / 86_400)
        let (year, month, day) = (2000 + number / 372, number / 31 % 12 + 1, number % 31 + 1)
        return CivilDate(year: year, month: month, day: day).map {
            LocalTime(seconds: LocalTime($0).seconds + Int64(record.rawTime % 86_400))
        }
    }
}

extension PunchKey {
    /// The first of those that say the same.
    init(_ record: AttendanceRecord) {
        self.init(
            deviceUser: TerminalUsers.user(of: record), local: PunchPlacer.shown(record), state: record.state,
            verify: record.verify, sequence: 0)
    }
}
