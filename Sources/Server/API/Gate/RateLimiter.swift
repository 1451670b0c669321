import Synchronization

/// Lets each caller ask so often on average, and some more at once.
final class RateLimiter: Sendable {
    private struct Bucket {
        var left: Double
        var at: ContinuousClock.Instant
    }

    /// Callers that are remembered; beyond, those that have not asked for long are forgotten.
    private static let capacity = 10_000

    private let rate: Double
    private let burst: Double
    private let buckets = Mutex<[String: Bucket]>([:])

    init(rate: Double, burst: Double) {
        self.rate = rate
        self.burst = max(1, burst)
    }

    /// - Throws: ``ProblemDocument`` where the caller asks too often.
    func admit(_ caller: String) throws {
        guard let wait = wait(of: caller) else { return }
        throw ProblemDocument(
            429, "too-many-requests", "Too many requests", "Ask less often; the next one is taken in \(wait) s.",
            retryAfter: wait)
    }

    /// - Returns: seconds until the next one is let in; nil: this one is.
    func wait(of caller: String, at now: ContinuousClock.Instant = .now) -> Int64? {
        guard rate > 0 else { return nil }
        return buckets.withLock { buckets in
            var bucket = buckets[caller] ?? Bucket(left: burst, at: now)
            bucket.left = min(burst, bucket.left + (now - bucket.at) / .seconds(1) * rate)
            bucket.at = now
            if buckets.count >= Self.capacity, buckets[caller] == nil { forgetIdle(&buckets, now) }
            guard bucket.left >= 1 else {
                buckets[caller] = bucket
                return Int64(((1 - bucket.left) / rate).rounded(.up))
            }
            bucket.left -= 1
            buckets[caller] = bucket
            return nil
        }
    }

    /// Whoever could ask `burst` times again is as good as new.
    private func forgetIdle(_ buckets: inout [String: Bucket], _ now: ContinuousClock.Instant) {
        buckets = buckets.filter { $0.value.left + (now - $0.value.at) / .seconds(1) * rate < burst }
        if buckets.count >= Self.capacity { buckets.removeAll() }
    }
}
