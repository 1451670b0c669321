package import Domain
import Storage

/// A user of a terminal as far as the database knows it: whom the terminal has told of, and who has punched there.
package struct KnownUser: Hashable, Sendable, Identifiable {
    /// The terminal's own number.
    package var user: String
    /// As the terminal calls the person; empty where it has said nothing.
    package var name: String
    /// Whose it is until further notice; nil: nobody's.
    package var employee: String?
    /// By the terminal's clock; nil: none, or none whose time could be believed.
    package var lastPunch: LocalTime?

    package var id: String { user }

    package init(user: String, name: String, employee: String? = nil, lastPunch: LocalTime? = nil) {
        self.user = user
        self.name = name
        self.employee = employee
        self.lastPunch = lastPunch
    }
}

extension DeviceService {
    /// The terminal itself is not asked; whom it has removed stays, for the sake of the punches. By number.
    package func users(of id: ID<Device>, by actor: Actor) async throws -> [KnownUser] {
        try actor.requires(.readDevices)
        return try await context.database.read { db in
            let zone = try DeviceStore(db).existing(id).zoneRules
            let people = try EmployeeStore(db).byID()
            return try DeviceUserStore(db).all(of: id).map { user in
                KnownUser(
                    user: user.deviceUser, name: user.name, employee: user.employee.flatMap { people[$0]?.name },
                    lastPunch: user.lastPunch.flatMap { $0.seconds < 0 ? nil : zone.local(at: $0) })
            }.sorted { ($0.user.count, $0.user) < ($1.user.count, $1.user) }
        }
    }
}
