package import Domain
package import Storage

/// A calendar that somebody wants an address for.
package struct FeedDraft: Hashable, Sendable {
    /// As calendar programs show it; empty: the usual one.
    package var name: String
    package var view: FeedView
    /// The last day on which the address is answered; nil: until it is revoked.
    package var lastDay: CivilDate?

    package init(_ view: FeedView, name: String = "", lastDay: CivilDate? = nil) {
        self.view = view
        self.name = name
        self.lastDay = lastDay
    }

    static let longestName = 100

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    func check(for actor: Actor, today: CivilDate) throws(ServiceError) {
        var problems: [FieldProblem] = []
        if name.trimmed.utf16.count > Self.longestName || !name.trimmed.isSeen {
            let sentence = "A calendar’s name has at most \(Self.longestName) characters that can be seen."
            problems.append(FieldProblem(field: "name", sentence: sentence))
        }
        if let lastDay, lastDay < today {
            let sentence = "The last day, \(lastDay), is over; name today or a later day."
            problems.append(FieldProblem(field: "lastDay", sentence: sentence))
        }
        if let sentence = viewProblem(for: actor) {
            problems.append(FieldProblem(field: "shows", sentence: sentence))
        }
        guard problems.isEmpty else { throw .invalid(problems) }
    }

    private func viewProblem(for actor: Actor) -> String? {
        switch view.kind {
        case .own where actor.employee == nil:
            "This account is nobody’s whose time is kept, so it has no shifts and no leave; ask for the team’s calendar."
        case .team where actor.grants.reaches(of: .readLeave).isSubset(of: [.own]):
            "You may read nobody’s leave but your own, so a team’s calendar would be empty; ask for your own."
        case .own, .team: nil
        }
    }
}

/// A feed that was made, with its address.
package struct NewCalendarFeed: Hashable, Sendable {
    /// `/calendar/ec_….ics`, at the server: shown now and never again.
    package var path: Secret
    package var feed: CalendarFeed
}

package struct CalendarFeedEntry: Hashable, Sendable {
    package var feed: CalendarFeed
    package var accountName: String
    /// Neither revoked nor over, and the token that made it holds.
    package var isLive: Bool

    package init(feed: CalendarFeed, accountName: String, isLive: Bool) {
        self.feed = feed
        self.accountName = accountName
        self.isLive = isLive
    }
}
