import NIOCore

/// How long one conversation may take altogether: some patience, and time for the bytes that have come at a rate
/// that no terminal in service stays below. What a peer only announces buys it no time.
struct TimeAllowance: Sendable {
    enum Verdict: Sendable {
        case inTime
        /// Told once: there is still time to end cleanly.
        case overdue
        /// The peer does not let the end come either.
        case hopeless
    }

    static let slowestBytesPerSecond = 4096

    private let patience: Duration
    private let least: Duration
    private let started: NIODeadline
    /// All that ever came, also what had to be thrown away and read again.
    private var moved = 0
    private var received = 0
    private var overdueSince: NIODeadline?

    init(patience: Duration, least: Duration = .zero, from started: NIODeadline) {
        self.patience = patience
        self.least = least
        self.started = started
    }

    mutating func judge(_ progress: ReadProgress?, at now: NIODeadline) -> Verdict {
        count(progress?.received ?? 0)
        if let overdueSince { return now - overdueSince > TimeAmount(patience * 4) ? .hopeless : .inTime }
        let transfer = Duration.seconds(moved / Self.slowestBytesPerSecond)
        guard now - started > TimeAmount(max(patience * 30, least) + transfer) else { return .inTime }
        overdueSince = now
        return .overdue
    }

    private mutating func count(_ received: Int) {
        moved += max(0, received - self.received)
        self.received = received
    }
}
