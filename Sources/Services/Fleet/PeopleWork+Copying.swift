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
        let (agreeing, fingers) = try await fingersToCopy(profiles, owners)
        let parcels = profiles.map { profile in
            let (user, own) = (profile.userID, fingers[profile.userID] ?? [])
            let agrees = agreeing.contains(user)
            return PersonParcel(
                profile: profile.named(after: owners[user]), fingers: agrees ? own : [],
                employee: owners[user]?.id.rawValue, fingersLeft: agrees ? 0 : own.count)
        }
        return try SealedParcels(parcels, vault).stored
    }

    /// Who among the users agrees to it, and the fingers of all: those of the others stay, and are only counted.
    private func fingersToCopy(
        _ profiles: [UserProfile], _ owners: [DeviceUserID: Employee]
    ) async throws -> (agreeing: Set<DeviceUserID>, fingers: [DeviceUserID: [FingerTemplate]]) {
        guard terminal.capabilities.contains(.templates) else { return ([], [:]) }
        let known = try await agreeingUsers()
        let agreeing = Set(owners.filter { known[$0.key] == $0.value.id }.map(\.key))
        do {
            return (agreeing, try await fingers(of: profiles.map(\.userID)))
        } catch let error as DeviceError where agreeing.count < profiles.count && !error.endsConnection {
            // Nobody is kept from being copied because fingers that stay cannot be counted.
            return (agreeing, try await fingers(of: Array(agreeing)))
        }
    }

    /// Whom the terminal does not know has none.
    func fingers(of users: [DeviceUserID]) async throws -> [DeviceUserID: [FingerTemplate]] {
        let wanted = Set(users)
        // One that calls answers each question at its next calls.
        let few = terminal is PushAdapter ? 1 : Self.fewPeople
        guard wanted.count <= few else {
            let found = try await terminal.templates(of: nil).filter { wanted.contains($0.userID) }
            return Dictionary(grouping: found, by: \.userID)
        }
        var found: [DeviceUserID: [FingerTemplate]] = [:]
        for user in wanted {
            do throws(DeviceError) {
                let templates = try await terminal.templates(of: user)
                found[user] = templates
            } catch {
                guard case .unknownUser = error else { throw error }
            }
        }
        return found
    }

    /// A mistyped number copies nobody.
    private func check(_ wanted: Set<DeviceUserID>, _ found: [UserProfile]) throws {
        let missing = wanted.subtracting(found.map(\.userID)).map(\.description).sorted()
        if !missing.isEmpty {
            let noun = missing.count == 1 ? "user" : "users"
            throw ServiceError.notCopied("\(record.name) has no \(noun) \(missing.joined(separator: ", "))")
        }
    }

    /// Who the users are, where the terminal does not call them otherwise.
    /// - Throws: ``ServiceError/notCopied(_:)`` where somebody among them has left: they are let in nowhere any more.
    private func owners(of profiles: [UserProfile]) async throws -> [DeviceUserID: Employee] {
        let now = context.now()
        let (owners, gone) = try await context.database.read { db in
            let match = try PersonMatch(db, on: record.id, at: now)
            let found = try profiles.compactMap { profile in
                try match.owner(of: profile.userID.description, called: profile.name).map { (profile.userID, $0) }
            }
            return (Dictionary(found) { first, _ in first }, try FingerConsent.gone(db, at: now))
        }
        if let one = profiles.first(where: { owners[$0.userID].map { gone.contains($0.id) } ?? false }) {
            throw ServiceError.notCopied("user \(one.userID), \(one.name), has left the company")
        }
        return owners
    }

    func parcels(of task: ID<DeviceTask>) async throws -> [PersonParcel] {
        let now = context.now()
        let (found, isLate) = try await context.database.read { db in
            let store = DeviceTaskStore(db)
            let found = try store.find(task)
            return (found, try found.map { try Self.isLate($0, at: now, store) } ?? false)
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

    /// Whether it was waited for long enough. What stands behind another copy waits as long as that does, and what stood behind
    /// something has its time from the end of that on.
    private static func isLate(_ reading: DeviceTask, at now: Instant, _ store: DeviceTaskStore) throws -> Bool {
        guard reading.state == .waiting, let asked = try store.run(reading.run)?.askedAt else { return false }
        let first = try store.waiting(at: reading.device).first
        if let first, first.id != reading.id, DeviceOrder(stored: first.order)?.parcels != nil { return false }
        let before = try store.tasks(at: reading.device, latest: 20).filter { $0.id < reading.id }.compactMap(\.endedAt)
        return now - (before + [asked]).reduce(asked, max) >= longestWait
    }

    /// Those who have not left, with fingers of those alone who agree to it now: it may be long ago that they were read.
    func allowed(_ parcels: [PersonParcel]) async throws -> (staying: [PersonParcel], gone: [PersonParcel]) {
        let now = context.now()
        let (agreeing, left) = try await context.database.read {
            (try FingerConsent.people($0, at: now), try FingerConsent.gone($0, at: now))
        }
        let gone = parcels.filter { $0.employee.map { left.contains(ID($0)) } ?? false }
        let staying = parcels.filter { $0.employee.map { !left.contains(ID($0)) } ?? true }.map { parcel in
            let agrees = parcel.employee.map { agreeing.contains(ID($0)) } ?? false
            return agrees ? parcel : parcel.withoutFingers
        }
        return (staying, gone)
    }
}

extension UserProfile {
    /// Where the terminal had no room for the whole name, one that has gets it from the company.
    fileprivate func named(after owner: Employee?) -> UserProfile {
        guard let whole = owner?.name, whole.utf8.count > name.utf8.count, Self.isSameName(whole, name) else {
            return self
        }
        var profile = self
        profile.name = whole
        return profile
    }
}

extension PersonParcel {
    fileprivate var withoutFingers: PersonParcel {
        PersonParcel(
            profile: profile, fingers: [], employee: employee, fingersLeft: (fingersLeft ?? 0) + fingers.count)
    }
}
