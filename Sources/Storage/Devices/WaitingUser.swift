package import Domain

/// A terminal's user of whom punches wait for somebody to say whose they are.
package struct WaitingUser: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// Nobody has ever been said to be the user.
        case nobody
        case beforeJoining(Employee)
        case afterLeaving(Employee)
        /// It had been somebody's until then, and nobody's since.
        case after(Employee, until: LocalTime)
        /// It became somebody's then for the first time.
        case before(Employee, from: LocalTime)
    }

    /// Punches that wait for the same reason.
    package struct Group: Hashable, Sendable {
        package var reason: Reason
        /// The time during which the user is nobody's for this reason.
        package var time: HeldTime
        package var punchCount: Int
        package var first: Instant
        package var last: Instant
    }

    package var user: DeviceUserRecord
    /// Ascending by time.
    package var groups: [Group]

    package var punchCount: Int { groups.reduce(0) { $0 + $1.punchCount } }
    package var first: Instant? { groups.map(\.first).min() }
    package var last: Instant? { groups.map(\.last).max() }
}

extension DeviceUserStore {
    /// Users whose punches wait; those with most waiting punches first.
    package func inbox() throws -> [WaitingUser] {
        let people = try EmployeeStore(db).byID()
        return try DeviceStore(db).all().flatMap { try waiting(try all(of: $0.id), people) }
            .sorted {
                ($1.punchCount, $0.user.device, $0.user.deviceUser)
                    < ($0.punchCount, $1.user.device, $1.user.deviceUser)
            }
    }

    /// How many users of one terminal have punches that wait.
    package func waitingCount(of device: ID<Device>) throws -> Int {
        try waiting(try all(of: device), Self.byID(try EmployeeStore(db).holders(on: device))).count
    }

    /// Nil where none of the user's punches waits.
    package func waiting(_ user: DeviceUserRecord) throws -> WaitingUser? {
        let holders = Set(user.holders.map(\.employee)).sorted()
        return try waiting([user], Self.byID(try holders.compactMap(EmployeeStore(db).find))).first
    }

    private static func byID(_ people: [Employee]) -> [ID<Employee>: Employee] {
        Dictionary(uniqueKeysWithValues: people.map { ($0.id, $0) })
    }

    private func waiting(_ users: [DeviceUserRecord], _ people: [ID<Employee>: Employee]) throws -> [WaitingUser] {
        let unknown = users.filter { $0.holders.isEmpty && $0.punchCount > 0 }.compactMap(WaitingUser.init(unknown:))
        let doubtful = users.filter { !$0.holders.isEmpty && $0.isOutside(people) }
        return try unknown + partly(doubtful, people)
    }

    /// Of users who are somebody's at some time: the ledger is asked which punches lie outside of it.
    private func partly(_ users: [DeviceUserRecord], _ people: [ID<Employee>: Employee]) throws -> [WaitingUser] {
        var waiting = Dictionary(uniqueKeysWithValues: users.map { ($0.deviceUser, WaitingUser(user: $0, groups: [])) })
        for selection in PunchScope(users, .always).selections(db.dialect) {
            try db.query(
                """
                SELECT punch.device_user, punch.local_s, punch.utc_s FROM placed_punch punch
                WHERE \(selection.sql) AND \(PunchOwnership.waits) ORDER BY punch.local_s
                """, selection.arguments
            ) { waiting[$0.text(0)]?.add(LocalTime(seconds: $0.integer(1)), $0.instant(2), people) }
        }
        return waiting.values.filter { !$0.groups.isEmpty }
    }
}

extension WaitingUser {
    fileprivate init?(unknown user: DeviceUserRecord) {
        guard let first = user.firstPunch, let last = user.lastPunch else { return nil }
        let group = Group(reason: .nobody, time: .always, punchCount: user.punchCount, first: first, last: last)
        self.init(user: user, groups: [group])
    }

    fileprivate mutating func add(_ local: LocalTime, _ instant: Instant, _ people: [ID<Employee>: Employee]) {
        let (reason, time) = user.whyNobodys(at: local, people)
        guard let index = groups.firstIndex(where: { $0.time == time }) else {
            groups.append(Group(reason: reason, time: time, punchCount: 1, first: instant, last: instant))
            return
        }
        groups[index].punchCount += 1
        groups[index].first = min(groups[index].first, instant)
        groups[index].last = max(groups[index].last, instant)
    }
}

extension DeviceUserRecord {
    /// The times at which a punch has an owner do not cover all the time in which the user punched.
    fileprivate func isOutside(_ people: [ID<Employee>: Employee]) -> Bool {
        guard let punched = punchedTime else { return false }
        let owned = holders.compactMap { holding in people[holding.employee]?.punchingTime.shared(with: holding.time) }
        return !owned.reduce([punched]) { rest, time in rest.flatMap { $0.without(time) } }.isEmpty
    }

    fileprivate func whyNobodys(
        at time: LocalTime, _ people: [ID<Employee>: Employee]
    ) -> (WaitingUser.Reason, HeldTime) {
        if let holding = holders.holder(at: time), let person = people[holding.employee] {
            let parts = holding.time.without(person.punchingTime)
            let part = parts.first { $0.contains(time) } ?? holding.time
            let isBefore = time < LocalTime(person.joined)
            return (isBefore ? .beforeJoining(person) : .afterLeaving(person), part)
        }
        let (last, next) = (
            holders.last { $0.time.until.map { $0 <= time } ?? false }, holders.first { time < $0.time }
        )
        let gap = HeldTime(from: last?.time.until, until: next?.time.from)
        if let last, let person = people[last.employee], let until = last.time.until {
            return (.after(person, until: until), gap)
        }
        if let next, let person = people[next.employee], let from = next.time.from {
            return (.before(person, from: from), gap)
        }
        return (.nobody, gap)
    }
}

extension HeldTime {
    fileprivate static func < (time: LocalTime, held: HeldTime) -> Bool { time.seconds < held.seconds.lowerBound }
}
