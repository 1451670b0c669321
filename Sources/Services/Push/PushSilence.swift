import Devices
import Domain
import Storage

/// A terminal that calls by itself and has stopped doing so.
struct PushSilence: Hashable {
    /// Seconds: ten of the pauses between two calls, and long enough for a terminal that starts again.
    static let limit = max(300, 10 * PushHandshake.standardDelay.components.seconds)

    let device: String
    /// Nil where it never called.
    let since: LocalTime?

    /// Nil where it has called lately, or is none that calls.
    /// - Parameter expected: From when on one that never called should have; nil: it need not have called yet.
    init?(_ record: DeviceRecord, at now: Instant, expected: Instant? = nil) {
        guard record.family == .push, record.retiredAt == nil, let last = record.contact.lastSeen ?? expected,
            now - last >= Self.limit
        else { return nil }
        device = record.name
        since = record.contact.lastSeen.map { (SystemZones.rules(of: record.zone) ?? .utc).local(at: $0) }
    }

    var sentence: String {
        let remedy =
            "look whether it is on and has its network, whether the server's address in its menu is right, and whether "
            + "“etime collect --push PORT” runs there."
        guard let since else { return "\(device) has never called: " + remedy }
        return "\(device) was not heard since \(since.toTheMinute): " + remedy
    }
}
