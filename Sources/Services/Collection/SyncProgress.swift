package import Domain
import Foundation

/// Where a collection stands.
package enum SyncProgress: Hashable, Sendable {
    case connecting
    /// Punches read; the total is the terminal's own count of what is new.
    case reading(Int, of: Int)
    case storing(Int)
    /// Days worked out.
    case computing(Int, of: Int)
    case finished(SyncReport)
}

/// What one collection brought.
package struct SyncReport: Hashable, Sendable, Codable {
    package var device: ID<Device>
    package var deviceName: String
    /// Punches that were not in the ledger before.
    package var newPunches: Int
    /// Punches that the terminal sent again.
    package var knownPunches: Int
    /// New punches whose time cannot be believed.
    package var quarantined: Int
    /// Punches the terminal holds.
    package var onTerminal: Int
    /// False: only what was new since the last time was asked for.
    package var wasFullRead: Bool
    /// People on the terminal whom no employee has claimed and who have punched.
    package var unknownUsers: Int
    package var daysComputed: Int
    package var completeThrough: Instant?
    /// Seconds by which the terminal's clock is ahead.
    package var clockDrift: Int32
    /// Nil: the log goes on as it was left.
    package var logChange: LogChange?
    /// Set where the terminal's counter contradicts its log and that was accepted.
    package var acceptedCount: AcceptedCount?
    /// What somebody should know beside the figures, one or two sentences each, for people.
    package var notes: [String] = []

    package init(device: ID<Device>, deviceName: String) {
        self.device = device
        self.deviceName = deviceName
        newPunches = 0
        knownPunches = 0
        quarantined = 0
        onTerminal = 0
        wasFullRead = false
        unknownUsers = 0
        daysComputed = 0
        clockDrift = 0
    }
}

extension SyncReport {
    /// Takes in what the next part of the same log brought.
    mutating func add(_ next: SyncReport) {
        newPunches += next.newPunches
        knownPunches += next.knownPunches
        quarantined += next.quarantined
        (onTerminal, unknownUsers, completeThrough) = (next.onTerminal, next.unknownUsers, next.completeThrough)
        clockDrift = next.clockDrift
        logChange = logChange ?? next.logChange
        acceptedCount = acceptedCount ?? next.acceptedCount
        notes += next.notes.filter { !notes.contains($0) }
    }
}

extension SyncReport: CustomStringConvertible {
    package var description: String {
        var parts = [
            "\(newPunches) new \(newPunches == 1 ? "punch" : "punches") from \(deviceName), "
                + "\(daysComputed) \(daysComputed == 1 ? "day" : "days") worked out"
        ]
        if quarantined > 0 { parts.append(doubtful) }
        if unknownUsers > 0 {
            parts.append("\(unknownUsers) unknown \(unknownUsers == 1 ? "user waits" : "users wait") in the inbox")
        }
        return ([parts.joined(separator: "; ") + "."] + notes).joined(separator: " ")
    }
}

extension SyncReport {
    /// As the outcome of a task that another program did.
    init?(stored text: String) {
        guard let report = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else { return nil }
        self = report
    }

    var stored: String? { (try? JSONEncoder().encode(self)).map { String(decoding: $0, as: UTF8.self) } }

    /// What it brought, without the days: those are worked out beside a collection that goes on.
    package var arrival: String {
        let punches = "\(newPunches) new \(newPunches == 1 ? "punch" : "punches") from \(deviceName)."
        return ([punches] + (quarantined > 0 ? [doubtful + "."] : []) + notes).joined(separator: " ")
    }

    private var doubtful: String {
        "\(quarantined) with a date that cannot be right \(quarantined == 1 ? "is" : "are") in quarantine"
    }
}
