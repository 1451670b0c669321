package import Domain
package import Storage

/// What a calendar is to show.
package struct FeedView: Hashable, Sendable {
    package var kind: CalendarFeed.Kind
    /// Of a team's: their shifts too. One's own always has them.
    package var hasShifts: Bool
    /// Whose it is instead of one's own.
    package var person: ID<Employee>?

    package init(_ kind: CalendarFeed.Kind, hasShifts: Bool = false, of person: ID<Employee>? = nil) {
        self.kind = kind
        self.hasShifts = kind == .own || hasShifts
        self.person = person
    }

    init(_ feed: CalendarFeed) { self.init(feed.kind, hasShifts: feed.hasShifts) }

    /// As a calendar is called that nobody has given a name.
    var usualName: String {
        switch kind {
        case .own: "Shifts and leave"
        case .team: hasShifts ? "The team’s shifts and leave" : "The team’s leave"
        }
    }
}
