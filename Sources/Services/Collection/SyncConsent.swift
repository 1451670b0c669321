import Devices

/// What a collection takes although it would refuse it, because somebody has looked at the terminal and said so. The
/// journal keeps who.
package struct SyncConsent: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// The log as it is, though the terminal's own counter says otherwise.
    package static let count = SyncConsent(rawValue: 1)
    /// The terminal that answers, though it has another serial number than the one that was read before.
    package static let terminal = SyncConsent(rawValue: 2)

    /// What the collection that ended with `error` would have needed; nil where accepting something does not help.
    package init?(liftingRefusal error: any Error) {
        switch error {
        case ServiceError.otherTerminal: self = .terminal
        case DeviceError.countMismatch: self = .count
        case ServiceError.notDone(_, .some(let consent)): self = consent
        default: return nil
        }
    }
}

/// A log that was taken although the terminal's counter contradicts it.
package struct AcceptedCount: Hashable, Sendable, Codable {
    /// What the terminal counts.
    package var counted: Int
    /// What its log holds.
    package var read: Int

    package init(counted: Int, read: Int) {
        self.counted = counted
        self.read = read
    }

    /// Punches that the terminal counts and does not send.
    package var missing: Int { max(0, counted - read) }
}

struct AcceptedCountSentence {
    var device: String
    var count: AcceptedCount
    /// Up to when everything is in, on the terminal's wall clock.
    var completeThrough: String?

    var text: String {
        let what =
            "\(device) counts \(Count.punches(count.counted)) but holds \(count.read); these were taken, as accepted."
        guard count.missing > 0 else { return what + " None is missing: it holds more than it counts." }
        let days = completeThrough.map { "days after \($0)" } ?? "all days"
        return what + " \(count.missing) may be missing, so \(days) stay provisional until the counter is right again; "
            + "make a backup on the terminal, then clear its log."
    }
}
