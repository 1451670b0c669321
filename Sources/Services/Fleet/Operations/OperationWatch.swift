import Devices
import Domain
import Storage

/// Reads a connected terminal's operation log now and then, where it has changed.
struct OperationWatch {
    private static let pause: Int64 = 900
    /// One that is full and drops its oldest line for each new one is as long as before.
    private static let longest: Int64 = 86_400

    private var lookedAt: Instant?
    private var readAt: Instant?
    private var count: UInt32?

    /// - Returns: the log where it may have changed since the last look; nil: it is not time, or nothing is new.
    mutating func look(at terminal: any DeviceAdapter, now: Instant) async throws(DeviceError) -> [OperationRecord]? {
        guard terminal.capabilities.contains(.operationLog), now.isDue(Self.pause, after: lookedAt) else {
            return nil
        }
        lookedAt = now
        let held = try await terminal.sizes().operations
        guard held != 0, held != count || held == nil || now.isDue(Self.longest, after: readAt) else {
            return nil
        }
        let operations = try await terminal.operations()
        (count, readAt) = (held, now)
        return operations
    }

    /// What was read could not be kept: it is read again at the next look.
    mutating func forget() { (count, readAt) = (nil, nil) }
}
