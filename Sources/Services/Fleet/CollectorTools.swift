import Domain
import Storage

/// What the parts of a collector work with.
struct CollectorTools: Sendable {
    let context: ServiceContext
    let settings: FleetSettings
    let intake: Intake
    let slots: ConnectionSlots
    /// Rings when days are to be worked out.
    let daysBell: Bell
    /// Rings when something was put into the spool.
    let spoolBell: Bell
    let clock: any Clock<Duration>

    static let actor = Actor(name: "collector", isAdministrator: true)

    func tell(_ event: FleetEvent) { context.fleet.send(event) }
}
