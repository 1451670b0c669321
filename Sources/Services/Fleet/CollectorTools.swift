import Domain
import Storage

/// What the parts of a collector work with.
struct CollectorTools: Sendable {
    let context: ServiceContext
    let settings: FleetSettings
    let intake: Intake
    let slots: ConnectionSlots
    /// Rings when days are to be worked out.
    let daysBell = Bell()
    /// Rings when something was put into the spool.
    let spoolBell = Bell()
    let clock: any Clock<Duration>

    /// - Parameter spool: the folder in which punches wait while the database is away.
    init(_ context: ServiceContext, _ settings: FleetSettings, spool: String, clock: any Clock<Duration>) {
        self.context = context
        self.settings = settings
        self.clock = clock
        intake = Intake(context: context, spool: Spool(folder: spool))
        slots = ConnectionSlots(settings.maxConcurrentDevices)
    }

    static let actor = Actor(name: "collector", isAdministrator: true)

    func tell(_ event: FleetEvent) { context.fleet.send(event) }
}
