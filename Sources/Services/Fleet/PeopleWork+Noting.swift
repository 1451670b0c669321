import Devices
import Domain
import Storage

extension PeopleWork {
    /// Whose the user is stands in the list of the terminal's users, also before anybody has punched.
    /// - Parameter name: nil: as it is known.
    /// - Parameter person: who it is from now on, where whoever writes it knows that.
    func note(_ user: DeviceUserID, name: String?, of person: PersonSign? = nil) async throws {
        let (user, stamp) = (user.description, context.stamp(CollectorTools.actor))
        try await context.database.write { db in
            let store = DeviceUserStore(db)
            let before = try store.find(record.id, user)
            if name != nil || before == nil { try store.note(name: name ?? "", of: user, on: record.id) }
            if before?.holders.isEmpty ?? true { try DeviceUserLinks(db, by: stamp).claim([user], on: record.id) }
            guard let person, let known = try store.find(record.id, user) else { return }
            let shown = try (DeviceStore(db).find(record.id) ?? record).shown(at: stamp.at)
            if try isAnother(person, than: known, called: before?.name ?? "", at: shown, db) {
                try giveOn(known, to: person.employee, at: shown, db, stamp)
            }
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
