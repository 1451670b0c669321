/// Whether anybody is at the screen: since when nothing was typed or moved, and what follows from that.
package struct IdleWatch {
    /// In minutes; 0: never.
    package static let choices = [5, 15, 30, 0]
    package static let standard = 15

    /// Minutes without input after which the screen is locked; 0: never.
    package var minutes: Int
    private var since: ContinuousClock.Instant

    /// - Parameter now: a clock that goes on while the computer sleeps.
    package init(minutes: Int, now: ContinuousClock.Instant) {
        self.minutes = minutes
        since = now
    }

    package mutating func input(at now: ContinuousClock.Instant) { since = now }

    package func isLeft(at now: ContinuousClock.Instant) -> Bool {
        minutes > 0 && now - since >= .seconds(minutes * 60)
    }

    /// `After 15 minutes`
    package static func words(for minutes: Int) -> String {
        minutes == 0 ? "Never" : "After \(minutes) minutes"
    }
}
