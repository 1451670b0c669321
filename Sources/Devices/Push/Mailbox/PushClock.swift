/// The time that a mailbox goes by; tests move their own.
package struct PushClock: Sendable {
    /// Since any moment, never backwards.
    package var now: @Sendable () -> Duration
    /// Throws when the task is cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void

    package init(
        now: @escaping @Sendable () -> Duration, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    package static let continuous: PushClock = {
        let start = ContinuousClock.now
        return PushClock(now: { start.duration(to: .now) }, sleep: { try await Task.sleep(for: $0) })
    }()
}
