package import Domain

/// Whether everything of a terminal is in, as the bottom line of a screen says it.
package struct DeviceCompleteness: Hashable, Sendable, Identifiable {
    package var id: ID<Device>
    package var name: String
    /// All its punches up to this wall clock, in its zone, are in; nil: nothing has been collected.
    package var completeThrough: LocalTime?
    /// The same moment, whatever the zone.
    package var completeInstant: Instant?
    /// False: the last try to reach it failed.
    package var isReachable: Bool

    package init(
        id: ID<Device>, name: String, completeThrough: LocalTime?, completeInstant: Instant?, isReachable: Bool
    ) {
        self.id = id
        self.name = name
        self.completeThrough = completeThrough
        self.completeInstant = completeInstant
        self.isReachable = isReachable
    }
}

/// One day of everybody employed on it.
package struct DaySheet: Hashable, Sendable {
    package var date: CivilDate
    /// The day is going on: rows were worked out as of `asOf`, and change as it passes.
    package var isLive: Bool
    /// The wall clock in the company's zone when the sheet was made.
    package var asOf: LocalTime
    /// By employee code.
    package var rows: [DayRow]
    package var completeness: [DeviceCompleteness]
    /// The earliest of the terminals' watermarks, on the company's wall clock: everything up to here is in.
    /// Nil where a terminal has never been collected, or there is none.
    package var completeThrough: LocalTime?

    package init(
        date: CivilDate, isLive: Bool, asOf: LocalTime, rows: [DayRow], completeness: [DeviceCompleteness],
        completeThrough: LocalTime?
    ) {
        self.date = date
        self.isLive = isLive
        self.asOf = asOf
        self.rows = rows
        self.completeness = completeness
        self.completeThrough = completeThrough
    }

    package func count(_ group: DayGroup) -> Int { rows.count { $0.groups.contains(group) } }

    /// One number a group, in the order in which a screen shows them.
    package var counts: [(group: DayGroup, count: Int)] { DayGroup.allCases.map { ($0, count($0)) } }
}
