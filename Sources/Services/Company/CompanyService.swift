import Domain
import Storage

/// What holds for the whole company.
package struct CompanySettings: Hashable, Sendable {
    package var name: String
    /// The IANA name of the zone by which days begin and end.
    package var zone: String
    package var sessions: SessionRules

    package init(name: String, zone: String, sessions: SessionRules = .standard) {
        self.name = name
        self.zone = zone
        self.sessions = sessions
    }
}

package struct CompanyService: Sendable {
    let context: ServiceContext

    package func settings() async throws -> CompanySettings {
        try await context.database.read { try SettingStore($0).company() }
    }

    /// A new zone moves the borders of all days: each is worked out again.
    package func update(_ settings: CompanySettings, by actor: Actor) async throws {
        try actor.requires(.changeCompany)
        guard SystemZones.rules(of: settings.zone) != nil else { throw ServiceError.unknownZone(settings.zone) }
        guard settings.sessions.problems.isEmpty else { throw ServiceError.invalid(settings.sessions.problems) }
        let stamp = context.stamp(actor)
        try await context.database.write { db in
            let store = SettingStore(db)
            let before = try store.company()
            try store.set(.companyName, settings.name.trimmed, by: stamp)
            try store.set(.timeZone, settings.zone, by: stamp)
            if before.sessions != settings.sessions { try store.set(settings.sessions, by: stamp) }
            if before.zone != settings.zone { try DayMarks(db, now: stamp.at).markEverything() }
        }
        context.hub.send(.company)
        try await AttendanceService(context: context).recomputeTouched()
    }
}
