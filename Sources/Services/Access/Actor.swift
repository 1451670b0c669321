/// The person on whose behalf a use case runs. It stands in the journal beside everything that person changed.
package struct Actor: Hashable, Sendable {
    /// As it is written into the journal.
    package var name: String
    package var isAdministrator: Bool

    package init(name: String, isAdministrator: Bool) {
        self.name = name
        self.isAdministrator = isAdministrator
    }

    /// Whoever sits at this computer: there are no accounts yet, so the system's own user name says who it was.
    package static func localAdministrator(named userName: String = systemUserName()) -> Actor {
        Actor(name: userName, isAdministrator: true)
    }

    /// The program itself: recomputation after a start, work that nobody asked for by hand.
    package static let system = Actor(name: "system", isAdministrator: true)
}
