import Devices
import Domain
import Storage

extension PeopleWork {
    /// Seconds for the terminal that is copied from.
    private static let longestWait: Int64 = 900
    /// Of more people all fingers of a terminal are read at once; of one it takes a dozen questions.
    private static let fewPeople = 10

    /// - Returns: the parcels, sealed, as text.
    func read(_ users: [String]) async throws -> String {
        let vault = try await Vault.open(context)
        let wanted = Set(users.map { DeviceUserID($0) })
        let profiles = try await terminal.profiles().filter { wanted.contains($0.userID) }
        try check(wanted, profiles)
        let owners = try await owners(of: profiles)
        let fingers = try await fingersToCopy(owners)
        let parcels = profiles.map { profile in
            PersonParcel(
                profile: profile, fingers: fingers[profile.userID] ?? [], employee: owners[profile.userID]?.rawValue)
        }
        return try SealedParcels(parcels, vault).stored
    }

    /// Of those who agree to it.
    private func fingersToCopy(
        _ owners: [DeviceUserID: ID<Employee>]
    ) async throws -> [DeviceUserID: [FingerTemplate]] {
        guard terminal.capabilities.contains(.templates) else { return [:] }
        let agreeing = try await agreeingUsers()
        return try await fingers(of: owners.filter { agreeing[$0.key] == $0.value }.map(\.key))
    }

    /// Whom the terminal does not know has none.
    func fingers(of users: [DeviceUserID]) async throws -> [DeviceUserID: [FingerTemplate]] {
        let wanted = Set(users)
        var found: [FingerTemplate] = []
        if wanted.count > Self.fewPeople {
            found = try await terminal.templates(of: nil).filter { wanted.contains($0.userID) }
        } else {
            for user in wanted { found += try await terminal.templates(of: user) }
        }
        return Dictionary(grouping: found, by: \.userID)
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

    func parcels(of task: ID<DeviceTask>) async throws -> [PersonParcel] {
        let now = context.now()
        let (found, isLate) = try await context.database.read { db in
            let store = DeviceTaskStore(db)
            let found = try store.find(task)
            // One that stands behind something else at its terminal waits for that as long as it takes.
            let isNext = try found.map { try $0.state == .waiting && store.waiting(at: $0.device).first?.id == task }
            let askedAt = try found.flatMap { try store.run($0.run) }?.askedAt
            return (found, isNext == true && askedAt.map { now - $0 >= Self.longestWait } ?? true)
        }
        guard let source = found else { throw ServiceError.notCopied("what was to be copied is gone") }
        guard source.state.hasEnded else {
            // What is asked of people after it waits for it.
            guard isLate else { throw OrderWaits() }
            throw ServiceError.notCopied(
                "the other terminal could not be read within a quarter of an hour; copy again when it answers")
        }
        guard source.state == .done else {
            throw ServiceError.notCopied("it could not be read from the other terminal")
        }
        guard let sealed = SealedParcels(stored: source.outcome) else {
            throw ServiceError.notCopied(
                "what was read is not kept any more, because somebody left or no longer agrees to it; copy again")
        }
        return try sealed.opened(try await Vault.open(context))
    }

    /// With fingers of those alone who agree to it now: it may be long ago that they were read.
    func allowed(_ parcels: [PersonParcel]) async throws -> [PersonParcel] {
        let now = context.now()
        let (agreeing, gone) = try await context.database.read {
            (try FingerConsent.people($0, at: now), try FingerConsent.gone($0, at: now))
        }
        return try parcels.map { parcel in
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
}
