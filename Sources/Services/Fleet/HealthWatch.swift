import Devices
import Domain
import Storage

/// Asks a connected terminal now and then how full it is, and how long it takes to say so.
struct HealthWatch {
    struct Reading: Hashable {
        /// Of one question and its answer.
        var latency: Duration
        var sizes: FreeSizes
        /// By which way the terminal was reached, where that is not its first.
        var detour: String?
    }

    private static let pause: Int64 = 900

    private var lookedAt: Instant?

    /// - Returns: nil: it is not time yet.
    mutating func look(
        at terminal: any DeviceAdapter, now: Instant, _ clock: any Clock<Duration>
    ) async throws -> Reading? {
        guard now.isDue(Self.pause, after: lookedAt) else { return nil }
        lookedAt = now
        var sizes = FreeSizes()
        let latency = try await clock.measure { sizes = try await terminal.sizes() }
        return Reading(latency: latency, sizes: sizes, detour: terminal.detour)
    }
}

extension DeviceHealth {
    mutating func note(_ reading: HealthWatch.Reading) {
        let sizes = reading.sizes
        latency = Int(reading.latency / .microseconds(1))
        detour = reading.detour
        users = sizes.users.map(Int.init) ?? users
        userCapacity = sizes.userCapacity.map(Int.init) ?? userCapacity
        fingerprints = sizes.fingerprints.map(Int.init) ?? fingerprints
        fingerprintCapacity = sizes.fingerprintCapacity.map(Int.init) ?? fingerprintCapacity
    }
}
