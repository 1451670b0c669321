import Domain
import Storage

/// Says by hand whose a terminal's user is, within one transaction.
struct UserMapping {
    private let db: any SQLConnection
    private let stamp: Stamp
    private let user: DeviceUserRecord
    private let deviceName: String

    /// - Throws: ``ServiceError/notInInbox(deviceUser:)`` where the terminal has told of no such user.
    init(_ db: any SQLConnection, _ id: UnknownUser.ID, by stamp: Stamp) throws {
        guard let user = try DeviceUserStore(db).find(id.device, id.user) else {
            throw ServiceError.notInInbox(deviceUser: id.user)
        }
        self.db = db
        self.stamp = stamp
        self.user = user
        deviceName = try DeviceStore(db).find(id.device)?.name ?? ""
    }

    func give(to id: ID<Employee>, _ time: MappedTime) throws -> MappingReport {
        let person = try person(id)
        let times = try times(time, for: person)
        let holders = times.reduce(user.holders) { $0.giving($1, to: id) }
        let moves = try hold(holders, person, vouching: times.contains { $0.until == nil })
        return MappingReport(
            employee: person.name, punches: moves.came(to: id), daysComputed: 0,
            notes: try losses(moves) + kept(from: person) + outside(person, times), firstGiven: firstGiven)
    }

    /// From when on it is nobody's; of what was somebody's before nothing changes hands.
    /// - Throws: ``ServiceError/numberIsAnothers(number:device:holder:)``
    func giveWhatIsNobodys(to id: ID<Employee>) throws -> MappingReport {
        let person = try person(id)
        if let holder = user.employee, holder != id {
            throw ServiceError.numberIsAnothers(
                number: user.deviceUser, device: deviceName, holder: try EmployeeStore(db).find(holder)?.name ?? "")
        }
        let rest = user.employee == id ? nil : HeldTime(from: user.holders.last?.time.until)
        let moves = try hold(rest.map { user.holders.giving($0, to: id) } ?? user.holders, person, vouching: true)
        return MappingReport(
            employee: person.name, punches: moves.came(to: id), daysComputed: 0,
            notes: try rest.map { try outside(person, [$0]) } ?? [], firstGiven: firstGiven)
    }

    private var firstGiven: [UnknownUser.ID] {
        user.holders.isEmpty ? [UnknownUser.ID(device: user.device, user: user.deviceUser)] : []
    }

    /// Whoever gives a user by hand until further notice says with it who it is.
    private func hold(_ holders: [Holding], _ person: Employee, vouching: Bool) throws -> [PunchMove] {
        let store = DeviceUserStore(db)
        let moves = try store.hold([(user.deviceUser, holders)], on: user.device, by: stamp)
        if vouching, let user = try store.find(user.device, user.deviceUser) {
            try UserVouching(db).vouch(user, is: person, by: stamp)
        }
        return moves
    }

    private func person(_ id: ID<Employee>) throws -> Employee {
        guard let person = try EmployeeStore(db).find(id) else {
            throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
        }
        return person
    }

    func takeBack(_ time: MappedTime) throws -> MappingReport {
        if let person = try DeviceUserLinks(db, by: stamp).people(for: user.deviceUser, on: user.device).last {
            throw ServiceError.numberStillGiven(number: user.deviceUser, employee: person.name)
        }
        let range: HeldTime =
            if case .days(let first, let last) = time { HeldTime(from: first, through: last) } else { .always }
        let moves = try DeviceUserStore(db).map(user.deviceUser, on: user.device, to: nil, during: range, by: stamp)
        return MappingReport(
            employee: "", punches: moves.reduce(0) { $0 + $1.punches }, daysComputed: 0, notes: try losses(moves))
    }

    private func times(_ time: MappedTime, for person: Employee) throws -> [HeldTime] {
        switch time {
        case .all: return [.always]
        case .days(let first, let last): return [HeldTime(from: first, through: last)]
        case .waiting:
            if user.holders.isEmpty { return [.always] }
            let groups = try DeviceUserStore(db).waiting(user)?.groups ?? []
            guard !groups.isEmpty else {
                throw ServiceError.nothingWaits(
                    deviceUser: user.deviceUser, device: deviceName, holder: try holderName())
            }
            let others = groups.filter { $0.reason.person?.id != person.id || !$0.reason.isEmployment }
            if others.isEmpty { throw ServiceError.notEmployedThen(name: person.name, deviceUser: user.deviceUser) }
            return others.map(\.time)
        }
    }

    private func holderName() throws -> String {
        try user.holders.last.flatMap { try EmployeeStore(db).find($0.employee) }?.name ?? ""
    }

    /// Who had to give punches up.
    private func losses(_ moves: [PunchMove]) throws -> [String] {
        try moves.filter { $0.from != nil }.sorted { $0.punches > $1.punches }.compactMap { move in
            guard let from = move.from, let person = try EmployeeStore(db).find(from) else { return nil }
            return "\(Count.punches(move.punches)) \(move.punches == 1 ? "was" : "were") \(person.name)’s before."
        }
    }

    /// Who keeps what they have of the user; whoever corrects a mistyped number must hear of it.
    private func kept(from person: Employee) throws -> [String] {
        guard let user = try DeviceUserStore(db).find(user.device, user.deviceUser) else { return [] }
        return try PunchOwners(db).count(user, during: .always).filter { $0.key != person.id }
            .sorted { $0.key < $1.key }.compactMap { id, count in
                try EmployeeStore(db).find(id).map { other in
                    "\(Count.punches(count)) of the same user \(count == 1 ? "stays" : "stay") \(other.name)’s; say --all if "
                        + "\(count == 1 ? "it never was" : "they never were") \(other.name)’s."
                }
            }
    }

    /// What the employee was given and cannot have.
    private func outside(_ person: Employee, _ times: [HeldTime]) throws -> [String] {
        guard let user = try DeviceUserStore(db).find(user.device, user.deviceUser),
            let waiting = try DeviceUserStore(db).waiting(user)
        else { return [] }
        let count = waiting.groups.filter { group in
            group.reason.person?.id == person.id && group.reason.isEmployment
                && times.contains { $0.overlaps(group.time) }
        }.reduce(0) { $0 + $1.punchCount }
        let employment = "\(person.joined)" + (person.left.map { " to \($0)" } ?? " on")
        return count == 0
            ? []
            : [
                "\(Count.punches(count)) still \(count == 1 ? "waits" : "wait"): \(person.name) is employed from "
                    + "\(employment)."
            ]
    }
}

extension [PunchMove] {
    fileprivate func came(to employee: ID<Employee>) -> Int {
        filter { $0.to == employee }.reduce(0) { $0 + $1.punches }
    }
}

extension WaitingUser.Reason {
    fileprivate var person: Employee? {
        switch self {
        case .nobody: nil
        case .beforeJoining(let person), .afterLeaving(let person), .after(let person, _), .before(let person, _):
            person
        }
    }

    /// The person has the user then, and was not employed.
    fileprivate var isEmployment: Bool {
        switch self {
        case .beforeJoining, .afterLeaving: true
        case .nobody, .after, .before: false
        }
    }
}
