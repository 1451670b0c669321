package import Devices
package import Domain
import Storage

extension FleetService {
    /// Where a reader's cable can end on this computer.
    package static var serialPorts: [SerialPortInfo] { SerialPorts.list() }

    /// As ``DeviceConnection/computer`` calls the one that this program runs on.
    package static var thisComputer: String { ProcessIdentity.own.host }

    /// What came from the terminal as punches and could not be read; oldest first.
    package func unreadableLines(of device: ID<Device>, by actor: Actor) async throws -> [UnreadableText] {
        try actor.requires(.readDevices)
        return try await context.database.read { db in
            try UnreadableLineStore(db).all(of: device).map {
                UnreadableText(id: $0.id.rawValue, receivedAt: $0.receivedAt, line: $0.line, reason: $0.reason)
            }
        }
    }
}

/// A line that nobody could read as a punch.
package struct UnreadableText: Hashable, Sendable, Identifiable {
    package var id: Int64
    package var receivedAt: Instant
    package var line: String
    /// For people.
    package var reason: String
}
