package import Domain

/// What somebody wants of one or more terminals: `Set all clocks`. It is done when each of its tasks is.
package struct DeviceRun: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<DeviceRun>
    /// For people.
    package var title: String
    package var askedAt: Instant
    package var askedBy: String
}

/// One thing to be done at one terminal, by whoever collects from it.
package struct DeviceTask: Hashable, Sendable, Identifiable {
    package enum State: UInt8, Hashable, Sendable, CaseIterable {
        case waiting, running, done, failed, cancelled

        package var hasEnded: Bool { self != .waiting && self != .running }
    }

    package var id: Domain.ID<DeviceTask>
    package var run: Domain.ID<DeviceRun>
    package var device: Domain.ID<Device>
    /// JSON; what it means is the affair of the use cases.
    package var order: String
    package var state: State
    /// How often it was begun.
    package var attempts: Int
    /// It is not begun before.
    package var dueAt: Instant
    package var startedAt: Instant?
    package var endedAt: Instant?
    /// What came of it, or why the last attempt failed: JSON or a sentence, as the use cases wrote it.
    package var outcome: String?
}
