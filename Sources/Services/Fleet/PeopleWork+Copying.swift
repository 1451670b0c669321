import Devices
import Domain
import Storage

extension PeopleWork {
    /// Seconds for the terminal that is copied from.
    private static let longestWait: Int64 = 900

    /// - Returns: the parcels, sealed, as text.
    func read(_ users: [String]) async throws -> String {
        let vault = try await Vault.open(context)
        let wanted = Set(users.map { DeviceUserID($0) })
        let profiles = try await terminal.profiles().filter { wanted.contains($0.userID) }
        try check(wanted, profiles)
        let owners = try await owners(of: profiles)
        let agreeing = terminal.capabilities.contains(.templates) ? try await agreeingUsers() : nil
        var parcels: [PersonParcel] = []
        for profile in profiles {
            let owner = owners[profile.userID]
            var parcel = PersonParcel(profile: profile, fingers: [], employee: owner?.rawValue)
            if let employee = agreeing?[profile.userID], employee == owner {
                parcel.fingers = try await terminal.templates(of: profile.userID)
            }
            parcels.append(parcel)
        }
        return try SealedParcels(parcels, vault).stored
    }

    /// A mistyped number copies nobody.
    private func check(_ wanted: Set<DeviceUserID>, _ found: [UserProfile]) throws {
        let missing = wanted.subtracting(found.map(\.userID)).map(\.description).sorted()
        if !missing.isEmpty {
            throw ServiceError.notCopied("\(record.name) has no user \(missing.joined(separator: ", "))")
        }
    }

    /// Who the users are, where the terminal does not call them otherwise.
    /// - Throws: ``ServiceError/notCopied(_:)`` where somebody among them has left: they are let in nowhere any more.
    private func owners(of profiles: [UserProfile]) async throws -> [DeviceUserID: ID<Employee>] {
        let now = context.now()
        let (owners, gone) = try await context.database.read { db in
            let match = try PersonMatch(db, on: record.id, at: now)
            let found = try profiles.compactMap { profile in
                try match.owner(of: profile.userID.description, called: profile.name).map { (profile.userID, $0.id) }
            }
            return (Dictionary(found) { first, _ in first }, try FingerConsent.gone(db, at: now))
        }
        if let one = profiles.first(where: { owners[$0.userID].map(gone.contains) ?? false }) {
            throw ServiceError.notCopied("user \(one.userID), \(one.name), has left the company")
        }
        return owners
    }

    /// What another terminal's task has read, in place of what is here under the same numbers.
    func write(from task: ID<DeviceTask>) async throws -> String {
        let parcels = try await parcels(of: task)
        let others = try await others(than: parcels)
        var done = CopyCount()
        for parcel in parcels {
            let user = parcel.profile.userID
            // Their fingers, card and password must not become somebody else's.
            if others.contains(user) { try await terminal.delete(user) }
            try await write(parcel, &done)
        }
        return done.sentence
    }

    /// Of what another terminal's task has read whoever is not known here. Who is known here stays as they are; fingers that
    /// are lacking come where it is the same person.
    func add(from task: ID<DeviceTask>) async throws -> String {
        let parcels = try await parcels(of: task)
        let (known, holders) = (try await known(), try await holders())
        var done = CopyCount()
        for parcel in parcels {
            let user = parcel.profile.userID
            guard let there = known[user] else {
                try await write(parcel, &done)
                continue
            }
            guard parcel.isPerson(there, holders[user.description]) else {
                done.others += 1
                continue
            }
            try await addFingers(of: parcel, &done)
        }
        return done.sentence
    }

    /// The numbers under which the terminal certainly has somebody else.
    private func others(than parcels: [PersonParcel]) async throws -> Set<DeviceUserID> {
        let (known, now) = (try await known(), context.now())
        return try await context.database.read { db in
            let match = try PersonMatch(db, on: record.id, at: now)
            let others = try parcels.filter { parcel in
                guard let there = known[parcel.profile.userID] else { return false }
                return try match.isAnother(there, than: parcel)
            }
            return Set(others.map(\.profile.userID))
        }
    }

    private func known() async throws -> [DeviceUserID: UserProfile] {
        Dictionary(try await terminal.profiles().map { ($0.userID, $0) }) { first, _ in first }
    }

    private func write(_ parcel: PersonParcel, _ done: inout CopyCount) async throws {
        try await terminal.write(parcel.profile)
        try await note(parcel.profile.userID, name: parcel.profile.name, of: parcel.person)
        done.users += 1
        guard terminal.capabilities.contains(.templates) else { return }
        for finger in parcel.fingers {
            try await terminal.write(finger)
            done.fingers += 1
        }
    }

    private func addFingers(of parcel: PersonParcel, _ done: inout CopyCount) async throws {
        guard !parcel.fingers.isEmpty, terminal.capabilities.contains(.templates) else { return }
        let there = Set(try await terminal.templates(of: parcel.profile.userID).map(\.finger))
        for finger in parcel.fingers where !there.contains(finger.finger) {
            try await terminal.write(finger)
            done.fingers += 1
        }
    }

    /// With fingers of those alone who agree to it now: it may be long ago that they were read.
    private func parcels(of task: ID<DeviceTask>) async throws -> [PersonParcel] {
        let (found, run) = try await context.database.read { db in
            let found = try DeviceTaskStore(db).find(task)
            return (found, try found.flatMap { try DeviceTaskStore(db).run($0.run) })
        }
        guard let source = found else { throw ServiceError.notCopied("what was to be copied is gone") }
        if !source.state.hasEnded {
            // What is asked of people after it waits for it.
            guard let run, context.now() - run.askedAt < Self.longestWait else {
                throw ServiceError.notCopied(
                    "the other terminal could not be read within a quarter of an hour; copy again when it answers")
            }
            throw OrderWaits()
        }
        guard source.state == .done else {
            throw ServiceError.notCopied("it could not be read from the other terminal")
        }
        guard let sealed = SealedParcels(stored: source.outcome) else {
            throw ServiceError.notCopied(
                "what was read is not kept any more, because somebody left or no longer agrees to it; copy again")
        }
        let now = context.now()
        let (agreeing, gone) = try await context.database.read {
            (try FingerConsent.people($0, at: now), try FingerConsent.gone($0, at: now))
        }
        return try sealed.opened(try await Vault.open(context)).map { parcel in
            if let employee = parcel.employee, gone.contains(ID(employee)) {
                throw ServiceError.notCopied(
                    "user \(parcel.profile.userID), \(parcel.profile.name), has left the company meanwhile")
            }
            guard let employee = parcel.employee, agreeing.contains(ID(employee)) else {
                return PersonParcel(profile: parcel.profile, fingers: [], employee: parcel.employee)
            }
            return parcel
        }
    }

    /// Whose the terminal's users are.
    func holders() async throws -> [String: ID<Employee>] {
        let users = try await context.database.read { try DeviceUserStore($0).all(of: record.id) }
        return Dictionary(users.compactMap { user in user.employee.map { (user.deviceUser, $0) } }) { first, _ in first
        }
    }
}

extension PersonParcel {
    fileprivate var person: PersonSign { PersonSign(name: profile.name, employee: employee.map { ID($0) }) }

    /// Whether whoever has the number at another terminal, and whose it is there, is the same person.
    fileprivate func isPerson(_ there: UserProfile, _ holder: ID<Employee>?) -> Bool {
        PersonSign(name: there.name, employee: holder).isSame(as: person)
    }
}

extension PersonMatch {
    fileprivate func isAnother(_ there: UserProfile, than parcel: PersonParcel) throws -> Bool {
        let user = there.userID.description
        if let person = parcel.employee.flatMap({ employee(ID($0)) }) {
            return try verdict(of: user, called: there.name, is: person) == .other
        }
        let name = PersonName.isNone(there.name) ? holder(of: user)?.name ?? "" : there.name
        // No name contradicts none.
        return !PersonName.isAlike(name, parcel.profile.name)
    }
}

/// What came of copying.
private struct CopyCount {
    var users = 0
    var fingers = 0
    /// Left as they are, because somebody else has their number here.
    var others = 0

    var sentence: String {
        let left =
            others == 0
            ? ""
            : " \(others) left out: somebody else has the number there; compare the terminals, and copy them by number."
        return "\(users) \(users == 1 ? "user" : "users") written, \(fingers) \(fingers == 1 ? "finger" : "fingers")."
            + left
    }
}
