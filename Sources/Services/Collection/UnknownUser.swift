package import Domain

/// Somebody who has punched and whom no employee has claimed. Nothing of theirs is dropped; it waits here.
package struct UnknownUser: Hashable, Sendable, Identifiable {
    package struct ID: Hashable, Sendable {
        package var device: Domain.ID<Device>
        package var user: String

        package init(device: Domain.ID<Device>, user: String) {
            self.device = device
            self.user = user
        }
    }

    package var id: ID
    package var deviceName: String
    /// As the terminal calls the person; empty where it names nobody.
    package var name: String
    package var punchCount: Int
    /// Where it names no date, `LocalTime.impossibleRawTime` is what the terminal stored.
    package var firstPunch: LocalTime?
    package var lastPunch: LocalTime?

    package init(
        id: ID, deviceName: String, name: String, punchCount: Int, firstPunch: LocalTime?, lastPunch: LocalTime?
    ) {
        self.id = id
        self.deviceName = deviceName
        self.name = name
        self.punchCount = punchCount
        self.firstPunch = firstPunch
        self.lastPunch = lastPunch
    }
}

/// What a mapping brought to light.
package struct MappingReport: Hashable, Sendable {
    package var employee: String
    /// Punches that belong to the employee now.
    package var punches: Int
    package var daysComputed: Int

    package init(employee: String, punches: Int, daysComputed: Int) {
        self.employee = employee
        self.punches = punches
        self.daysComputed = daysComputed
    }
}
