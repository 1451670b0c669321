import NIOCore

/// How long one conversation may take altogether: some patience, and time for the bytes that it is about at a rate
/// that no terminal in service stays below.
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
    private let started: NIODeadline
    /// The most that was ever announced, at most one table of the largest size.
    private var total = 0
    private var overdueSince: NIODeadline?

    init(patience: Duration, from started: NIODeadline = .now()) {
        self.patience = patience
        self.started = started
    }

    mutating func judge(_ progress: ReadProgress?, at now: NIODeadline) -> Verdict {
        total = min(Transfer.maximumSize, max(total, progress?.total ?? 0))
        if let overdueSince { return now - overdueSince > TimeAmount(patience * 4) ? .hopeless : .inTime }
        let transfer = Duration.seconds(total / Self.slowestBytesPerSecond)
        guard now - started > TimeAmount(patience * 30 + transfer) else { return .inTime }
        overdueSince = now
        return .overdue
    }
}
