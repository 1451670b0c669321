import Domain

/// An entry of a calendar, before it is text.
struct CalendarEvent: Hashable, Sendable {
    enum Time: Hashable, Sendable {
        /// Whole days, the last one included.
        case days(ClosedRange<CivilDate>)
        /// The end is exclusive.
        case moments(from: Instant, until: Instant)
    }

    /// As RFC 5545 writes it.
    enum Status: String, Hashable, Sendable {
        case confirmed = "CONFIRMED"
        case tentative = "TENTATIVE"
    }

    /// By what programs know it again at the next fetch, whatever has changed of it; unique within the company.
    var key: String
    var time: Time
    var summary: String
    /// Empty: none.
    var detail = ""
    /// Empty: none.
    var place = ""
    var status = Status.confirmed
    /// Whoever plans by the calendar is not free meanwhile.
    var isBusy = false
    /// Nil where nobody wrote it down.
    var changedAt: Instant?
}

/// All that a calendar holds.
struct CalendarContents: Hashable, Sendable {
    var name: String
    var events: [CalendarEvent]
    /// Tells the company from others in what events are known by.
    var company: String
    /// When what has no time of its own is said to have been changed last.
    var asOf: Instant
}
