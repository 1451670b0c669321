import Domain

/// A point in time as a wall clock showed it.
struct Moment: Hashable, Sendable {
    var local: LocalTime
    /// Seconds added to UTC to get `local`; nil where the clock's zone is not known.
    var offset: Int32?
    /// The day a table is about: its own times are shown without a date, those of the next day as `06:10+1`.
    var day: CivilDate?

    init(_ local: LocalTime, offset: Int32? = nil, on day: CivilDate? = nil) {
        self.local = local
        self.offset = offset
        self.day = day
    }

    init(_ instant: Instant, in zone: ZoneRules) {
        self.init(zone.local(at: instant), offset: zone.offset(at: instant))
    }

    /// To the minute, cut as on a muster roll.
    var text: String {
        if local.impossibleRawTime != nil { return local.description }
        let clock = local.timeOfDay.hoursAndMinutes
        guard let day else { return "\(local.date) \(clock)" }
        let days = local.date - day
        return days == 0 ? clock : clock + (days > 0 ? "+\(days)" : "\(days)")
    }

    /// ISO 8601, with the offset where it is known: `2026-11-22T09:16:05+05:30`. An impossible date has no such form and
    /// is in words.
    var iso: String {
        if local.impossibleRawTime != nil { return local.description }
        let time = Int(local.timeOfDay.secondsSinceMidnight)
        let clock = "\((time / 3600).padded(2)):\((time / 60 % 60).padded(2)):\((time % 60).padded(2))"
        guard let offset else { return "\(local.date)T\(clock)" }
        let minutes = Int(offset.magnitude) / 60
        return "\(local.date)T\(clock)\(offset < 0 ? "-" : "+")\((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
    }
}

extension TimeOfDay {
    /// `09:16`, without seconds.
    var hoursAndMinutes: String {
        let minutes = Int(secondsSinceMidnight) / 60
        return "\((minutes / 60).padded(2)):\((minutes % 60).padded(2))"
    }
}

extension Cell {
    /// Blank where there is none.
    static func moment(_ instant: Instant?, in zone: ZoneRules) -> Cell {
        instant.map { .moment(Moment($0, in: zone)) } ?? .none
    }
}
