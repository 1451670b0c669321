package import Domain
package import Services

/// What the person at the screen may do. Rooms and buttons ask here, so that nothing is offered that would be refused; the use
/// cases ask again.
package struct Allowed: Hashable, Sendable {
    private let grants: Grants
    /// Whether the person's own time is kept.
    package let isEmployed: Bool

    package init(_ actor: Actor) {
        grants = actor.grants
        isEmployed = actor.employee != nil
    }

    /// Over all, and so over what is the whole company's.
    package func everywhere(_ permission: Permission) -> Bool { grants.holdsForEveryone(permission) }

    /// Over somebody, be it the person alone.
    package func somewhere(_ permission: Permission) -> Bool { !grants.reaches(of: permission).isEmpty }

    /// Over somebody else than the person.
    package func overOthers(_ permission: Permission) -> Bool {
        grants.reaches(of: permission).contains { $0 != .own }
    }

    /// Those that the person may read, in the order of the side bar.
    package var rooms: [RoomName] { RoomName.allCases.filter { $0.isOpen(to: self) } }

    package var addsPeople: Bool { overOthers(.changePeople) }
    package var addsShifts: Bool { everywhere(.changeShifts) }
    /// Adds and changes terminals, and tells them what to do.
    package var changesTerminals: Bool { everywhere(.changeDevices) }
    /// Tells terminals whom they know, with which fingers.
    package var enrolsPeople: Bool { changesTerminals || everywhere(.enrolPeople) }
    package var collects: Bool { everywhere(.collectPunches) }
    package var matchesUsers: Bool { everywhere(.mapDeviceUsers) }
    package var readsConsent: Bool { overOthers(.changePeople) && everywhere(.readPeople) }
    /// Nobody else's days are in the list.
    package var seesOnlySelf: Bool { !overOthers(.readAttendance) }

    /// What of the first steps is the person's to take; nothing for whoever does not see whether they are taken.
    package var firstSteps: [FirstSteps.Step] {
        guard everywhere(.readPeople), everywhere(.readDevices) else { return [] }
        return FirstSteps.Step.allCases.filter(takes)
    }

    /// Whether the step is the person's to take.
    package func takes(_ step: FirstSteps.Step) -> Bool {
        switch step {
        case .shift: addsShifts
        case .employee: addsPeople
        case .terminal: changesTerminals
        case .punches: collects
        }
    }
}

extension RoomName {
    /// Whether its use cases answer the person.
    func isOpen(to allowed: Allowed) -> Bool {
        switch self {
        case .today: allowed.somewhere(.readAttendance)
        case .month: allowed.isEmployed && allowed.somewhere(.readAttendance)
        case .employees: allowed.overOthers(.readPeople)
        case .devices: allowed.everywhere(.readDevices)
        case .accounts: allowed.everywhere(.readAccounts)
        case .journal: allowed.everywhere(.readJournal)
        }
    }
}

extension Session {
    package var allowed: Allowed { Allowed(actor) }
}

extension Grants {
    /// `Administrator, Manager of the department Stores`
    package var words: String { roles.isEmpty ? "No role" : roles.map(\.words).sorted().joined(separator: ", ") }
}
