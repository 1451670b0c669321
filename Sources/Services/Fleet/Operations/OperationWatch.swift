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
    private var count: Int?

    /// - Returns: the log where it may have changed since the last look; nil: it is not time, or nothing is new.
    mutating func look(at terminal: any DeviceAdapter, now: Instant) async throws(DeviceError) -> [OperationRecord]? {
        guard terminal.capabilities.contains(.operationLog), Self.isOver(Self.pause, since: lookedAt, now) else {
            return nil
        }
        lookedAt = now
        let held = try await terminal.operationCount()
        guard held != 0, held != count || held == nil || Self.isOver(Self.longest, since: readAt, now) else {
            return nil
        }
        let operations = try await terminal.operations()
        (count, readAt) = (held, now)
        return operations
    }

    /// What was read could not be kept: it is read again at the next look.
    mutating func forget() { (count, readAt) = (nil, nil) }

    /// A clock that went back is no reason to wait.
    private static func isOver(_ pause: Int64, since: Instant?, _ now: Instant) -> Bool {
        guard let since else { return true }
        return now - since >= pause || now < since
    }
}
