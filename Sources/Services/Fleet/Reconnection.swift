import SeededRandom

/// When a terminal that failed is tried again: soon, then later and later, and after several failures in a row only now
/// and then, where it keeps its punches meanwhile. Each pause has some chance in it, so that fifty terminals behind one
/// switch do not come back at once.
struct Reconnection: Sendable {
    /// What a terminal is taken for.
    enum State: Hashable, Sendable {
        case well
        /// So many failures in a row.
        case failing(Int)
        /// It is left alone but for a try now and then.
        case dead
    }

    static let first = Duration.seconds(1)
    static let longest = Duration.seconds(60)
    /// Between two tries at one that counts as dead: a restart takes a minute or two, and is no reason to stay away for
    /// longer.
    static let rests = [15, 30, 60, 120, 300].map { Duration.seconds($0) }
    /// Between two tries where each moment counts; with its chance no more than five seconds.
    static let longestUrgent = Duration.seconds(4)

    /// As it is set now.
    var maxRetryAttempts: Int
    private let isUrgent: Bool
    private var failures = 0

    /// - Parameter isUrgent: whether what happens until the next try is lost.
    init(maxRetryAttempts: Int, isUrgent: Bool = false) {
        self.maxRetryAttempts = maxRetryAttempts
        self.isUrgent = isUrgent
    }

    var state: State {
        failures == 0 ? .well : failures < maxRetryAttempts ? .failing(failures) : .dead
    }

    mutating func succeeded() { failures = 0 }

    /// - Returns: how long to wait before the next try.
    mutating func failed(_ chance: inout some RandomNumberGenerator) -> Duration {
        failures += 1
        return pause * Double.random(in: 0.75...1.25, using: &chance)
    }

    private var pause: Duration {
        let growing = min(isUrgent ? Self.longestUrgent : Self.longest, Self.first * (1 << min(failures - 1, 10)))
        guard state == .dead, !isUrgent else { return growing }
        return max(growing, Self.rests[min(failures - maxRetryAttempts, Self.rests.count - 1)])
    }
}
