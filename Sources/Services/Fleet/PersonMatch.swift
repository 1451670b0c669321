import Domain
import Storage

/// Whether a terminal's user is a person. A number alone makes a user somebody's in the company's eyes, also where the terminal
/// has somebody else under it; so the name there counts for more, and what somebody has said of that name for most.
struct PersonMatch {
    enum Verdict: Hashable {
        case same, other
        /// Nothing speaks for it, and nothing against.
        case unknown
    }

    private let db: any SQLConnection
    private let device: ID<Device>
    private let now: LocalTime
    private let users: [String: DeviceUserRecord]
    private let people: [ID<Employee>: Employee]

    init(_ db: any SQLConnection, on device: ID<Device>, at now: Instant) throws {
        self.db = db
        self.device = device
        self.now = try DeviceStore(db).existing(device).shown(at: now)
        users = Dictionary(uniqueKeysWithValues: try DeviceUserStore(db).all(of: device).map { ($0.deviceUser, $0) })
        people = try EmployeeStore(db).byID()
    }

    func employee(_ id: ID<Employee>) -> Employee? { people[id] }

    /// Whose the user is at this moment, whoever has it tomorrow.
    func holder(of user: String) -> Employee? {
        users[user]?.holders.holder(at: now).flatMap { people[$0.employee] }
    }

    /// - Parameter name: as the terminal calls the user; empty where it does not.
    func verdict(of user: String, called name: String, is person: Employee) throws -> Verdict {
        let (holder, isNamed) = (holder(of: user), !PersonName.isNone(name))
        let isAlike = isNamed && PersonName.isAlike(name, person.name)
        if let holder, holder.id != person.id {
            // Whose number was given on may be on the terminal still.
            return isAlike && !PersonName.isAlike(name, holder.name) ? .same : .other
        }
        if isAlike || holder != nil && !isNamed { return .same }
        if !isNamed { return .unknown }
        return try UserVouching(db).isVouched(name, user, on: device, is: person.id) ? .same : .other
    }

    /// Whose the user is at this moment, unless the terminal calls the user otherwise.
    func owner(of user: String, called name: String) throws -> Employee? {
        try holder(of: user).flatMap { try verdict(of: user, called: name, is: $0) == .same ? $0 : nil }
    }

    /// The users whom the company knows, with whose they are.
    func known() throws -> [(user: String, employee: ID<Employee>)] {
        try users.values.compactMap { user in
            try owner(of: user.deviceUser, called: user.name).map { (user.deviceUser, $0.id) }
        }
    }
}

extension DeviceRecord {
    /// What its clock shows, as far ahead or behind as it was when it was read last.
    func shown(at now: Instant) throws -> LocalTime {
        LocalTime(seconds: try zoneRules.local(at: now).seconds + Int64(contact.clockDrift ?? 0))
    }
}

/// The numbers under which a terminal may know a person.
struct PersonNumbers {
    /// By which some terminal knows, or knew, the person, and the person's own; without leading zeros, which some terminals
    /// leave out.
    private let candidates: Set<String>

    init(of person: Employee, _ db: any SQLConnection) throws {
        let users = try DeviceStore(db).all().flatMap { try DeviceUserStore(db).all(of: $0.id) }
        let known = users.filter { user in user.holders.contains { $0.employee == person.id } }
            // A place in a list (`#7`) is no number.
            .compactMap { DeviceUserRecord.isPlace($0.deviceUser) ? $0.listedAs : $0.deviceUser }
        let own = try DeviceNumberStore(db).number(of: person.id)
        candidates = Set((known + [own ?? person.code, person.code]).map(UserDirectory.withoutLeadingZeros))
    }

    func mayBe(_ number: String) -> Bool { candidates.contains(UserDirectory.withoutLeadingZeros(number)) }
}
