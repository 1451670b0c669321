import SeededRandom

/// When a terminal that failed is tried again: soon, then later and later, and after several failures in a row only now
/// and then. Each pause has some chance in it, so that fifty terminals behind one switch do not come back at once.
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
    /// Between two tries at one that counts as dead.
    static let rest = Duration.seconds(300)

    private let maxRetryAttempts: Int
    private var failures = 0

    init(maxRetryAttempts: Int) { self.maxRetryAttempts = maxRetryAttempts }

    var state: State {
        failures == 0 ? .well : failures < maxRetryAttempts ? .failing(failures) : .dead
    }

    mutating func succeeded() { failures = 0 }

    /// - Returns: how long to wait before the next try.
    mutating func failed(_ chance: inout some RandomNumberGenerator) -> Duration {
        failures += 1
        let pause = state == .dead ? Self.rest : min(Self.longest, Self.first * (1 << min(failures - 1, 10)))
        return pause * Double.random(in: 0.75...1.25, using: &chance)
    }
}
