import Devices
package import Domain
import Storage

/// A line of a terminal's own log of what was changed at it, for people.
package struct OperationLine: Hashable, Sendable, Identifiable {
    /// Its place among those that were asked for.
    package var id: Int
    /// By the terminal's clock.
    package var local: LocalTime
    /// The terminals' number of what was done.
    package var number: Int
    package var title: String
    /// The terminal's own number of who did it; empty: nobody who has one.
    package var user: String
    /// What else the terminal wrote, as it wrote it; the meaning depends on the number.
    package var details: String
    /// Whether punches or their times may not be what they were before.
    package var touchesPunches: Bool

    init(_ operation: DeviceOperation, id: Int) {
        let kind = TerminalOperation(operation.operation)
        self.id = id
        local = operation.local
        number = Int(kind.number)
        title = kind.title
        user = operation.user
        let values = operation.parameters.split(separator: " ")
        details = values.allSatisfy { $0 == "0" } ? "" : values.joined(separator: " ")
        touchesPunches = kind.touchesPunches
    }
}

extension FleetService {
    /// What was changed at a terminal by its own log, as far as it was read or pushed; the newest first.
    package func operations(
        of device: ID<Device>, limit: Int = 200, by actor: Actor
    ) async throws -> [OperationLine] {
        try actor.requires(.readPeople)
        return try await context.database.read { db in
            try DeviceOperationStore(db).all(of: device, limit: limit).enumerated()
                .map { OperationLine($1, id: $0) }
        }
    }
}
