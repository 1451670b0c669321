package import Domain

/// Somebody whose punches belong to nobody: no employee has claimed the user, or whoever had it was not employed then.
/// Nothing of theirs is dropped; it waits here.
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
    /// Those that wait; others of the same user may be somebody's.
    package var punchCount: Int
    /// Where it names no date, `LocalTime.impossibleRawTime` is what the terminal stored.
    package var firstPunch: LocalTime?
    package var lastPunch: LocalTime?
    /// Why they wait, as part of a sentence: `after Asha Verma left on 2026-10-31`.
    package var reason: String

    package init(
        id: ID, deviceName: String, name: String, punchCount: Int, firstPunch: LocalTime?, lastPunch: LocalTime?,
        reason: String
    ) {
        self.id = id
        self.deviceName = deviceName
        self.name = name
        self.punchCount = punchCount
        self.firstPunch = firstPunch
        self.lastPunch = lastPunch
        self.reason = reason
    }
}

/// Which of a user's punches a mapping is about.
package enum MappedTime: Hashable, Sendable {
    /// Those that wait, and those to come for as long as nobody else has the user.
    case waiting
    /// From the first day to the last, both included; nil: from the beginning, until further notice.
    case days(from: CivilDate?, through: CivilDate?)
    /// All, whoever had them: a number that was mistyped.
    case all
}

/// What a mapping brought to light.
package struct MappingReport: Hashable, Sendable {
    package var employee: String
    /// Punches that came to the employee.
    package var punches: Int
    package var daysComputed: Int
    /// What else it did, one sentence each.
    package var notes: [String]
    /// Users whom nobody had ever had: releasing them makes all as it was.
    package var firstGiven: [UnknownUser.ID]

    package init(
        employee: String, punches: Int, daysComputed: Int, notes: [String] = [], firstGiven: [UnknownUser.ID] = []
    ) {
        self.employee = employee
        self.punches = punches
        self.daysComputed = daysComputed
        self.notes = notes
        self.firstGiven = firstGiven
    }
}

extension MappingReport {
    /// Of one employee's.
    init(joining reports: [MappingReport]) {
        self.init(
            employee: reports.first?.employee ?? "", punches: reports.reduce(0) { $0 + $1.punches }, daysComputed: 0,
            notes: reports.flatMap(\.notes), firstGiven: reports.flatMap(\.firstGiven))
    }
}
