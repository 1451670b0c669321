import Domain
import Logging
import Storage

/// What every use case works with.
struct ServiceContext: Sendable {
    let database: any Database
    let now: @Sendable () -> Instant
    let hub: ChangeHub
    let logger: Logger
    /// One recalculation at a time: two would write each other's older results.
    let recalculation: TurnQueue
    let devices: DeviceActivity
    let terminals: Terminals
    var fleet: EventHub<FleetEvent>
    var configuration = ProgramConfiguration.environment()
    let passwords = PasswordWork()

    /// Who changes a record now, for the journal.
    func stamp(_ actor: Actor) -> Stamp { actor.stamp(at: now()) }

    /// Reads what concerns people, with those over whom the actor may read it.
    func reading<T: Sendable>(
        _ permission: Permission, by actor: Actor,
        _ body: @Sendable (any SQLConnection, PeopleInReach) throws -> T
    ) async throws -> T {
        // Nobody who may not at all waits for the database.
        try actor.requiresSome(permission)
        let now = now()
        return try await database.read { db in try body(db, PeopleInReach(actor, permission, db, now: now)) }
    }
}
