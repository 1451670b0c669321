import Devices
import Domain
import Storage

extension PeopleWork {
    /// Whose the users are stands in the list of the terminal's users, also before anybody has punched.
    func note(_ users: [WrittenUser]) async throws {
        let stamp = context.stamp(CollectorTools.actor)
        try await context.database.write { db in
            for user in users { try note(user, db, stamp) }
        }
    }

    private func note(_ written: WrittenUser, _ db: any SQLConnection, _ stamp: Stamp) throws {
        let (user, store) = (written.user.description, DeviceUserStore(db))
        let before = try store.find(record.id, user)
        if written.name != nil || before == nil { try store.note(name: written.name ?? "", of: user, on: record.id) }
        if before?.holders.isEmpty ?? true { try DeviceUserLinks(db, by: stamp).claim([user], on: record.id) }
        guard let person = written.person, let known = try store.find(record.id, user) else { return }
        let shown = try (DeviceStore(db).find(record.id) ?? record).shown(at: stamp.at)
        if try isAnother(person, than: known, called: before?.name ?? "", at: shown, db) {
            try giveOn(known, to: person.employee, at: shown, db, stamp)
        }
    }

    private func isAnother(
        _ person: PersonSign, than user: DeviceUserRecord, called name: String, at now: LocalTime,
        _ db: any SQLConnection
    ) throws -> Bool {
        let holding = user.holders.holder(at: now)
        if let employee = person.employee { return holding?.employee != employee }
        guard let holder = try holding.flatMap({ try EmployeeStore(db).find($0.employee) }) else { return false }
        return ![name, holder.name].contains { !PersonName.isNone($0) && PersonName.isAlike($0, person.name) }
    }

    /// What was punched before stays whose it was, and what is somebody's from a later day on stays theirs.
    private func giveOn(
        _ user: DeviceUserRecord, to next: ID<Employee>?, at now: LocalTime, _ db: any SQLConnection, _ stamp: Stamp
    ) throws {
        let later = user.holders.compactMap(\.time.from).filter { $0 > now }.min()
        let holders = user.holders.giving(HeldTime(from: now, until: later), to: next)
        try DeviceUserStore(db).hold([(user.deviceUser, holders)], on: record.id, by: stamp)
    }
}

/// A user as written to a terminal.
struct WrittenUser: Sendable {
    var user: DeviceUserID
    /// Nil: as it is known.
    var name: String?
    /// Who it is from now on, where whoever writes it knows that.
    var person: PersonSign?
}

/// Who somebody at a terminal is, beside the number, which two people may have on two terminals.
struct PersonSign: Sendable {
    var name: String
    /// Nil for whom the company does not know.
    var employee: ID<Employee>?
}
