import Devices
import Domain
import Storage

extension PeopleWork {
    /// Seconds for the terminal that is copied from.
    private static let longestWait: Int64 = 900
    /// People who are written between two looks at the log. So few that nobody at the terminal's menu gives an index on
    /// between a look at its list and what is written by that.
    private static let batch = 10

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

    /// Of several with one reading of all that the terminal has.
    private func fingers(of users: [DeviceUserID]) async throws -> [DeviceUserID: [FingerTemplate]] {
        guard let first = users.first else { return [:] }
        let wanted = Set(users)
        let found = try await terminal.templates(of: wanted.count == 1 ? first : nil)
        return Dictionary(grouping: found.filter { wanted.contains($0.userID) }, by: \.userID)
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
        let verdicts = try await verdicts(on: parcels, among: try await known())
        var done = CopyCount(of: parcels.count)
        for batch in parcels.batches(of: Self.batch) {
            // Their fingers, card and password must not become somebody else's.
            for parcel in batch where verdicts[parcel.user] == .other { try await terminal.delete(parcel.user) }
            try await write(batch, &done)
        }
        return done.sentence
    }

    /// Of what another terminal's task has read whoever is not known here. Who is known here stays as they are; fingers that
    /// are lacking come where it is the same person.
    func add(from task: ID<DeviceTask>) async throws -> String {
        let parcels = try await parcels(of: task)
        let verdicts = try await verdicts(on: parcels, among: try await known())
        let new = parcels.filter { verdicts[$0.user] == nil }
        var done = CopyCount(of: new.count)
        done.others = verdicts.values.count { $0 != .same }
        for batch in new.batches(of: Self.batch) { try await write(batch, &done) }
        try await addFingers(of: parcels.filter { verdicts[$0.user] == .same }, &done)
        return done.sentence
    }

    /// Whether the terminal's users of the same numbers are the people; of those whose numbers it does not have, none.
    private func verdicts(
        on parcels: [PersonParcel], among known: [DeviceUserID: UserProfile]
    ) async throws -> [DeviceUserID: PersonMatch.Verdict] {
        let now = context.now()
        return try await context.database.read { db in
            let match = try PersonMatch(db, on: record.id, at: now)
            let found = try parcels.compactMap { parcel in
                try known[parcel.user].map { (parcel.user, try match.verdict(on: $0, as: parcel)) }
            }
            return Dictionary(found) { first, _ in first }
        }
    }

    private func known() async throws -> [DeviceUserID: UserProfile] {
        Dictionary(try await terminal.profiles().map { ($0.userID, $0) }) { first, _ in first }
    }

    private func write(_ parcels: [PersonParcel], _ done: inout CopyCount) async throws {
        try await terminal.write(parcels.map(\.profile))
        try await note(parcels.map { WrittenUser(user: $0.user, name: $0.profile.name, person: $0.person) })
        done.users += parcels.count
        if terminal.capabilities.contains(.templates) {
            let fingers = parcels.flatMap(\.fingers)
            try await terminal.write(fingers)
            done.fingers += fingers.count
        }
        try await checkpoint.reached(done.progress)
    }

    private func addFingers(of parcels: [PersonParcel], _ done: inout CopyCount) async throws {
        let wanting = parcels.filter { !$0.fingers.isEmpty }
        guard !wanting.isEmpty, terminal.capabilities.contains(.templates) else { return }
        let there = try await fingers(of: wanting.map(\.user)).mapValues { Set($0.map(\.finger)) }
        let lacking = wanting.flatMap { parcel in
            parcel.fingers.filter { there[parcel.user]?.contains($0.finger) != true }
        }
        for batch in lacking.batches(of: Self.batch) {
            try await terminal.write(batch)
            done.fingers += batch.count
            try await checkpoint.reached(done.progress)
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
}

extension PersonParcel {
    fileprivate var user: DeviceUserID { profile.userID }
    fileprivate var person: PersonSign { PersonSign(name: profile.name, employee: employee.map { ID($0) }) }
}

extension PersonMatch {
    fileprivate func verdict(on there: UserProfile, as parcel: PersonParcel) throws -> Verdict {
        let user = there.userID.description
        if let person = parcel.employee.flatMap({ employee(ID($0)) }) {
            return try verdict(of: user, called: there.name, is: person)
        }
        let name = PersonName.isNone(there.name) ? holder(of: user)?.name ?? "" : there.name
        guard PersonName.isAlike(name, parcel.profile.name) else { return .other }
        // No name contradicts none.
        return PersonName.isNone(name) ? .unknown : .same
    }
}

extension Array {
    /// The elements in their order, as many as `count` at a time.
    fileprivate func batches(of count: Int) -> [[Element]] {
        stride(from: 0, to: self.count, by: count).map { Array(self[$0..<Swift.min($0 + count, self.count)]) }
    }
}

/// What came of copying.
private struct CopyCount {
    /// Those to be written.
    var total: Int
    var users = 0
    var fingers = 0
    /// Left as they are, because somebody else has their number here.
    var others = 0

    init(of total: Int) { self.total = total }

    var progress: String { "\(users) of \(total) \(total == 1 ? "user" : "users") and \(counted) written so far" }

    var sentence: String {
        let left =
            others == 0
            ? ""
            : " \(others) left out: somebody else has the number there; compare the terminals, and copy them by number."
        return "\(users) \(users == 1 ? "user" : "users") written, \(counted)." + left
    }

    private var counted: String { "\(fingers) \(fingers == 1 ? "finger" : "fingers")" }
}
