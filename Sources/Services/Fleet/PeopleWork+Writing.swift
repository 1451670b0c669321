import Devices
import Domain
import Storage

extension PeopleWork {
    /// People, or fingers, that are written between two looks at the log. So few that nobody at the terminal's menu gives an
    /// index on between a look at its list and what is written by that.
    private static let batch = 10

    /// What another terminal's task has read, in place of what is here under the same numbers.
    func write(from task: ID<DeviceTask>) async throws -> String {
        let parcels = try await parcels(of: task)
        try await checkNobodyHasLeft(parcels)
        var done = CopyCount(of: parcels.count)
        for batch in parcels.batches(of: Self.batch) {
            let (batch, verdicts) = try await looked(batch, &done)
            // One after the other: their fingers, card and password must not become somebody else's, and where the terminal
            // refuses one, nobody else is shut out.
            for parcel in batch where verdicts[parcel.user] == .other {
                try await terminal.delete(parcel.user)
                try await write([parcel], &done)
            }
            try await write(batch.filter { verdicts[$0.user] != .other }, &done)
            try await checkpoint.reached(done.progress)
        }
        return done.sentence
    }

    /// Of what another terminal's task has read whoever is not known here. Who is known here stays as they are; fingers that
    /// are lacking come where it is the same person.
    func add(from task: ID<DeviceTask>) async throws -> String {
        let parcels = try await parcels(of: task)
        try await checkNobodyHasLeft(parcels)
        let there = try await fingersThere(parcels)
        var done = CopyCount(of: parcels.count)
        for batch in parcels.batches(of: Self.batch) {
            let (batch, verdicts) = try await looked(batch, &done)
            done.others += verdicts.values.count { $0 != .same }
            try await write(batch.filter { verdicts[$0.user] == nil }, &done)
            let lacking = batch.filter { verdicts[$0.user] == .same }.flatMap { parcel in
                parcel.fingers.filter { there[parcel.user]?.contains($0.finger) != true }
            }
            try await write(lacking, &done)
            done.people += verdicts.count
            try await checkpoint.reached(done.progress)
        }
        return done.sentence
    }

    /// - Throws: ``ServiceError/notCopied(_:)``
    private func checkNobodyHasLeft(_ parcels: [PersonParcel]) async throws {
        if let one = try await allowed(parcels).gone.first {
            throw ServiceError.notCopied("user \(one.user), \(one.profile.name), has left the company meanwhile")
        }
    }

    /// Which fingers the terminal has of people for whom some may come.
    private func fingersThere(_ parcels: [PersonParcel]) async throws -> [DeviceUserID: Set<UInt8>] {
        guard terminal.capabilities.contains(.templates) else { return [:] }
        let known = Set(try await terminal.profiles().map(\.userID))
        let users = parcels.filter { !$0.fingers.isEmpty && known.contains($0.user) }.map(\.user)
        return try await fingers(of: users).mapValues { Set($0.map(\.finger)) }
    }

    /// What may be written now, and whether the terminal's users of the same numbers are the people; of those whose numbers it
    /// does not have, nothing. Looked at anew for each batch: a long copy is not the only one who changes people.
    private func looked(
        _ parcels: [PersonParcel], _ done: inout CopyCount
    ) async throws -> ([PersonParcel], [DeviceUserID: PersonMatch.Verdict]) {
        let (parcels, gone) = try await allowed(parcels)
        done.gone += gone.count
        done.people += gone.count
        let known = Dictionary(try await terminal.profiles().map { ($0.userID, $0) }) { first, _ in first }
        let now = context.now()
        let verdicts = try await context.database.read { db in
            let match = try PersonMatch(db, on: record.id, at: now)
            return try parcels.compactMap { parcel in
                try known[parcel.user].map { (parcel.user, try match.verdict(on: $0, as: parcel)) }
            }
        }
        return (parcels, Dictionary(verdicts) { first, _ in first })
    }

    /// Whose the numbers are stands in the database before anybody can punch under them.
    private func write(_ parcels: [PersonParcel], _ done: inout CopyCount) async throws {
        guard !parcels.isEmpty else { return }
        try await note(parcels.map { WrittenUser(user: $0.user, name: $0.profile.name, person: $0.person) })
        done.cut += try await terminal.write(parcels.map(\.profile)).count
        done.users += parcels.count
        done.people += parcels.count
        if terminal.capabilities.contains(.templates) {
            done.fingersLeft += parcels.reduce(0) { $0 + ($1.fingersLeft ?? 0) }
        }
        try await write(parcels.flatMap(\.fingers), &done)
    }

    private func write(_ fingers: [FingerTemplate], _ done: inout CopyCount) async throws {
        guard terminal.capabilities.contains(.templates) else { return }
        for batch in fingers.batches(of: Self.batch) {
            try await terminal.write(batch)
            done.fingers += batch.count
            if fingers.count > Self.batch { try await checkpoint.reached(done.progress) }
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
    /// Those who are to be copied.
    private let total: Int
    /// With whom it is done, also where nothing was to be written.
    var people = 0
    var users = 0
    var fingers = 0
    /// Of those who were written; left where they were copied from.
    var fingersLeft = 0
    /// Of those who were written; their names have no room there.
    var cut = 0
    /// Left as they are, because somebody else has their number here.
    var others = 0
    /// Who left the company while the others were written.
    var gone = 0

    init(of total: Int) { self.total = total }

    /// `120 of 499 people so far`
    var progress: String { "\(people) of \(total) \(total == 1 ? "person" : "people") so far" }

    var sentence: String {
        let left =
            others == 0
            ? ""
            : " \(others) left out: somebody else has the number there; compare the terminals, and copy them by number."
        let counted = "\(fingers) \(fingers == 1 ? "finger" : "fingers")"
        let leavers = gone == 0 ? "" : " \(gone) left out: they left the company meanwhile."
        return "\(users) \(users == 1 ? "user" : "users") written, \(counted)." + stayed + short + left + leavers
    }

    private var short: String {
        switch cut {
        case 0: ""
        case 1: " It has no room for one of the names, and shows its beginning."
        default: " It has no room for \(cut) of the names, and shows their beginnings."
        }
    }

    private var stayed: String {
        if fingersLeft == 0 { return "" }
        let counted = "\(fingersLeft) \(fingersLeft == 1 ? "finger was" : "fingers were")"
        return " \(counted) left behind: nobody has recorded that those people agree; record who does, and copy again."
    }
}
