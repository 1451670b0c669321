import Domain
import Foundation
import Storage
import Synchronization

/// What the parts of a collector work with.
struct CollectorTools: Sendable {
    let context: ServiceContext
    private let live: LiveFleetSettings
    /// Whether a running collector follows what is stored; else it was told otherwise.
    let followsStored: Bool
    let intake: Intake
    let slots: ConnectionSlots
    /// Rings when days are to be worked out.
    let daysBell = Bell()
    /// Rings when something was put into the spool.
    let spoolBell = Bell()
    let clock: any Clock<Duration>

    /// - Parameter spool: the folder in which punches wait while the database is away.
    init(
        _ context: ServiceContext, _ settings: FleetSettings, followsStored: Bool = false, spool: String,
        clock: any Clock<Duration>
    ) {
        self.context = context
        self.followsStored = followsStored
        self.clock = clock
        live = LiveFleetSettings(settings)
        intake = Intake(context: context, spool: Spool(folder: spool))
        slots = ConnectionSlots(settings.maxConcurrentDevices)
    }

    /// As they are now.
    var settings: FleetSettings { live.value.withLock { $0 } }

    func follow(_ stored: FleetSettings) async {
        guard followsStored, stored != settings else { return }
        live.value.withLock { $0 = stored }
        await slots.resize(stored.maxConcurrentDevices)
    }

    /// Nobody can take a lease while the database is away.
    /// - Throws: ``StorageError/leaseLost(_:)``
    func check(_ lease: Lease) async throws {
        do { try await context.database.read { try LeaseStore($0).check(lease) } } catch  where error.isDatabaseAway {}
    }

    static let actor = Actor.collector.from("collector on \(ProcessInfo.processInfo.hostName)")

    func tell(_ event: FleetEvent) { context.fleet.send(event) }
}

private final class LiveFleetSettings: Sendable {
    let value: Mutex<FleetSettings>

    init(_ settings: FleetSettings) { value = Mutex(settings) }
}
