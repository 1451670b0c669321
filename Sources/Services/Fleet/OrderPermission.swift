import Devices
import Domain
import Storage

/// Who may tell terminals what: what is about the people there is HR’s, the terminal itself the administrator’s.
extension DeviceOrder {
    var permission: Permission {
        switch self {
        // Whoever has rights at a terminal changes its settings there.
        case .changeUser(let change): change.level ?? .user == .user ? .enrolPeople : .changeDevices
        case .readUsers, .listPeople, .readPeople, .writePeople, .addPeople, .sendEmployee, .deleteUser,
            .removeEmployee, .keepFingers, .enrol, .removeFinger:
            .enrolPeople
        case .collect, .readClock, .setClock, .restart, .powerOff, .clearLog, .openDoor, .playVoice, .show,
            .clearDisplay, .readInformation, .readOperations, .readOption, .setOption:
            .changeDevices
        }
    }

    /// With what keeps it within the person's permissions when it is done.
    func asked(by actor: Actor) -> DeviceOrder {
        guard case .changeUser(var change) = self, !actor.grants.holdsForEveryone(.changeDevices) else { return self }
        change.sparesRights = true
        return .changeUser(change)
    }
}

extension FleetRun {
    /// Whether the person may take back what of it has not begun.
    package func isTakenBack(by actor: Actor) -> Bool { (try? actor.requires(toCancel: self)) != nil }

    /// What it takes to ask for all of it. Nobody but an administrator has to do with what a newer program asked for.
    var permissions: Set<Permission> {
        tasks.isEmpty ? [.enrolPeople] : Set(tasks.map { $0.order?.permission ?? .changeDevices })
    }
}

extension Actor {
    /// Also where there is no terminal to be asked.
    /// - Throws: ``ServiceError/notAllowed(actor:_:)``
    func requires(toOrder permissions: Set<Permission>) throws(ServiceError) {
        if permissions.isEmpty { try requires(toOrder: .enrolPeople) }
        for permission in permissions { try requires(toOrder: permission) }
    }

    /// Whoever may tell a terminal everything may tell it about people too.
    func requires(toOrder permission: Permission) throws(ServiceError) {
        if permission == .enrolPeople, grants.holdsForEveryone(.changeDevices) { return }
        try requires(permission)
    }

    /// What others asked for, only an administrator takes back.
    func requires(toCancel run: FleetRun) throws(ServiceError) {
        try requires(toOrder: run.permissions)
        if run.run.askedBy != name { try requires(.changeDevices) }
    }
}
