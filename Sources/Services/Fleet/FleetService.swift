import Domain
import Foundation
import Storage

/// The terminals together: collecting from all of them all the time, and what is asked of several at once.
package struct FleetService: Sendable {
    let context: ServiceContext

    package func settings(by actor: Actor) async throws -> FleetSettings {
        try actor.requires(.readDevices)
        return try await context.database.read { try FleetSettings($0) }
    }

    /// - Throws: ``ServiceError/invalid(_:)``
    package func set(_ settings: FleetSettings, by actor: Actor) async throws {
        try actor.requires(.changeDevices)
        let checked = try settings.checked()
        let stamp = context.stamp(actor)
        try await context.database.write { try checked.save($0, by: stamp) }
        context.hub.send(.devices)
    }

    /// What happens from now on in collectors of this program.
    package func events() -> AsyncStream<FleetEvent> { context.fleet.subscribe() }

    /// Made ready; nothing is collected until it runs.
    ///
    /// - Parameters:
    ///   - settings: instead of those that are stored, which it follows otherwise.
    ///   - folder: where punches wait while the database is away; nil: the user's own.
    package func collector(
        _ settings: FleetSettings? = nil, spool folder: String? = nil, clock: any Clock<Duration> = ContinuousClock(),
        by actor: Actor
    ) async throws -> Collector {
        try actor.requires(.collectPunches)
        let stored = try await context.database.read { try FleetSettings($0) }
        let follows = settings == nil
        let settings = try settings?.checked() ?? stored
        let identity = try await context.databaseIdentity()
        return Collector(
            CollectorTools(
                context, settings, followsStored: follows, spool: folder ?? Self.spoolFolder(of: identity),
                clock: clock))
    }

    /// This program ends: no other need wait for a terminal that it had.
    package func letGo() async throws {
        try await context.database.write { try LeaseStore($0).releaseAll(of: ProcessIdentity.own.description) }
    }

    static func spoolFolder(of identity: String) -> String {
        UserFolder.state.appendingPathComponent("etime/spool/\(identity)").path
    }
}

extension ServiceContext {
    /// What tells this company's database from others, wherever it moves.
    func databaseIdentity() async throws -> String {
        if let known = try await database.read({ try SettingStore($0).value(.databaseIdentity) }) { return known }
        let stamp = stamp(.system)
        return try await database.write { db in
            let settings = SettingStore(db)
            if let known = try settings.value(.databaseIdentity) { return known }
            let new = UUID().uuidString.lowercased()
            try settings.set(.databaseIdentity, new, by: stamp)
            return new
        }
    }
}

extension SettingName {
    /// Random; it stays with the company when it moves to another database.
    static let databaseIdentity = SettingName(rawValue: "database.identity")
}
