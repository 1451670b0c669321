import Domain

/// Writes a calendar as text (RFC 5545, with the names of RFC 7986).
///
/// Moments are written in UTC, not as local time with a zone. Each event is of one date, so that nothing repeats across a change of
/// the clock, and the shift's hours were placed by the company's own zone rules: what a calendar program knows of
/// the zone, perhaps outdated, cannot move them, and the text needs no zone's history of its own. Days are dates without any zone.
struct CalendarWriter {
    /// How often programs are asked to look again. Rosters change by the day; a program that asks each minute learns nothing more.
    static let refresh = "PT1H"

    private let contents: CalendarContents
    private var lines = ContentLines()

    /// - Returns: lines that end with CR LF.
    static func text(of contents: CalendarContents) -> String {
        var writer = CalendarWriter(contents)
        writer.write()
        return writer.lines.text
    }

    private init(_ contents: CalendarContents) { self.contents = contents }

    private mutating func write() {
        lines.add("BEGIN", "VCALENDAR")
        lines.add("VERSION", "2.0")
        lines.add("PRODID", "-//E-Time Tracker//Calendar feeds//EN")
        // No METHOD: it would make an invitation of a calendar that is only read.
        lines.add("CALSCALE", "GREGORIAN")
        lines.add("NAME", text: contents.name)
        lines.add("X-WR-CALNAME", text: contents.name)
        lines.add("REFRESH-INTERVAL;VALUE=DURATION", Self.refresh)
        lines.add("X-PUBLISHED-TTL", Self.refresh)
        for event in contents.events { write(event) }
        lines.add("END", "VCALENDAR")
    }

    private mutating func write(_ event: CalendarEvent) {
        lines.add("BEGIN", "VEVENT")
        lines.add("UID", "\(event.key)@\(contents.company)")
        // Without METHOD this is when the event was changed last. It stays the same from fetch to fetch, so that what is the same is
        // byte for byte the same.
        lines.add("DTSTAMP", Self.utc(event.changedAt ?? contents.asOf))
        if let changed = event.changedAt { lines.add("LAST-MODIFIED", Self.utc(changed)) }
        write(event.time)
        lines.add("SUMMARY", text: event.summary)
        if !event.detail.isEmpty { lines.add("DESCRIPTION", text: event.detail) }
        if !event.place.isEmpty { lines.add("LOCATION", text: event.place) }
        lines.add("STATUS", event.status.rawValue)
        lines.add("TRANSP", event.isBusy ? "OPAQUE" : "TRANSPARENT")
        lines.add("END", "VEVENT")
    }

    private mutating func write(_ time: CalendarEvent.Time) {
        switch time {
        case .days(let days):
            lines.add("DTSTART;VALUE=DATE", Self.date(days.lowerBound))
            // The end is the first day that is not in it any more.
            lines.add("DTEND;VALUE=DATE", Self.date(days.upperBound + 1))
        case .moments(let from, let until):
            lines.add("DTSTART", Self.utc(from))
            lines.add("DTEND", Self.utc(until))
        }
    }

    /// `20261122`
    static func date(_ date: CivilDate) -> String {
        let (year, month, day) = date.components
        return year.padded(4) + month.padded(2) + day.padded(2)
    }

    /// `20261122T033000Z`
    static func utc(_ instant: Instant) -> String {
        let local = ZoneRules.utc.local(at: instant)
        let second = Int(local.timeOfDay.secondsSinceMidnight)
        return date(local.date) + "T" + (second / 3600).padded(2) + (second / 60 % 60).padded(2)
            + (second % 60).padded(2) + "Z"
    }
}
