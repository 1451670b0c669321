import Domain
import Storage

/// Whether a person may have a number on the terminals that was another's, and the giving on of it. Works within one
/// transaction.
struct NumberHandover {
    /// Somebody whose punches would become doubtful.
    struct Conflict {
        var number: String
        var other: Employee
    }

    private let db: any SQLConnection
    private let stamp: Stamp
    private let held: [String: [(device: ID<Device>, user: String)]]

    init(_ db: any SQLConnection, by stamp: Stamp) throws {
        self.db = db
        self.stamp = stamp
        let users = try DeviceStore(db).all().flatMap { try DeviceUserStore(db).all(of: $0.id) }
        held = Dictionary(grouping: users.filter { !$0.holders.isEmpty }) {
            UserDirectory.withoutLeadingZeros($0.deviceUser)
        }.mapValues { $0.map { ($0.device, $0.deviceUser) } }
    }

    /// - Parameter person: as they would be stored; id 0 for a new one.
    /// - Returns: nil where nobody else needs the number while the person is employed.
    func conflict(for person: Employee, number: String) throws -> Conflict? {
        if let other = try others(numbered: number, than: person).first(where: person.isEmployed(togetherWith:)) {
            return Conflict(number: number, other: other)
        }
        for user in try users(number, of: person) {
            for holding in user.holders where holding.employee != person.id {
                guard let other = try EmployeeStore(db).find(holding.employee),
                    try isDisputed(user, holding, other, person)
                else { continue }
                return Conflict(number: user.deviceUser, other: other)
            }
        }
        return nil
    }

    /// From the person's first day on the users with the number are theirs; what was punched before stays with whom it
    /// was.
    /// - Returns: a sentence for each who had the number until now.
    func handOver(_ number: String, to person: Employee) throws -> [String] {
        let time = HeldTime(from: LocalTime(person.joined))
        var former: Set<ID<Employee>> = []
        for user in try users(number, of: person) where !user.holders.contains(where: { $0.employee == person.id }) {
            former.formUnion(user.holders.filter { $0.time.overlaps(time) }.map(\.employee))
            try DeviceUserStore(db).map(
                user.deviceUser, on: user.device, to: person.id, during: time, by: stamp)
        }
        if former.isEmpty, let last = try others(numbered: number, than: person).max(by: { $0.joined < $1.joined }) {
            former = [last.id]
        }
        return try former.sorted().compactMap { try EmployeeStore(db).find($0) }.map { other in
            let left = other.left.map { ", who left on \($0)" } ?? ""
            return "The number \(number) was \(other.name)’s\(left): what it punched before \(person.joined) stays "
                + "\(other.name)’s, and from that day on its punches are \(person.name)’s."
        }
    }

    /// A number that was handed over on a person's first day follows it when that day turns out to be another.
    func move(_ person: Employee, joinedBefore: CivilDate) throws {
        let store = DeviceUserStore(db)
        for user in try store.all(of: person.id) {
            guard let own = user.holders.first(where: { $0.employee == person.id }),
                own.time.from == LocalTime(joinedBefore),
                let former = user.holders.last(where: { $0.time.until == own.time.from })
            else { continue }
            let time = HeldTime(from: LocalTime(person.joined), until: own.time.until)
            let rest = HeldTime(from: joinedBefore, through: person.joined - 1).shared(with: own.time)
            let holders = user.holders.giving(rest, to: former.employee).giving(time, to: person.id)
            try store.hold([(user.deviceUser, holders)], on: user.device, by: stamp)
        }
    }

    /// Others whose number it is by their record.
    private func others(numbered number: String, than person: Employee) throws -> [Employee] {
        let numbers = DeviceNumberStore(db)
        var others = try numbers.employees(numbered: number).compactMap { try EmployeeStore(db).find($0) }
        if let coded = try EmployeeStore(db).find(code: number), try numbers.number(of: coded.id) == nil {
            others.append(coded)
        }
        return others.filter { $0.id != person.id }
    }

    /// The terminals' users whom the number means and who are somebody's.
    private func users(_ number: String, of person: Employee) throws -> [DeviceUserRecord] {
        try held[UserDirectory.withoutLeadingZeros(number), default: []]
            .filter { try $0.user == number || isMeant($0.user, person) }
            .compactMap { try DeviceUserStore(db).find($0.device, $0.user) }
    }

    /// By a number that differs in leading zeros a user is meant only where no other has one.
    private func isMeant(_ user: String, _ person: Employee) throws -> Bool {
        let trimmed = UserDirectory.withoutLeadingZeros(user)
        let numbers = try DeviceNumberStore(db).all()
        return try !EmployeeStore(db).all().contains { other in
            other.id != person.id && UserDirectory.withoutLeadingZeros(numbers[other.id] ?? other.code) == trimmed
        }
    }

    /// The other may punch by the number while the person is employed, or has done so.
    private func isDisputed(
        _ user: DeviceUserRecord, _ holding: Holding, _ other: Employee, _ person: Employee
    ) throws -> Bool {
        let time = holding.time.shared(with: HeldTime(from: person.joined, through: person.left))
        guard !time.isEmpty, other.left.map({ $0 >= person.joined }) ?? true else { return false }
        let number = try DeviceNumberStore(db).number(of: other.id) ?? other.code
        let isTheirs = UserDirectory.withoutLeadingZeros(number) == UserDirectory.withoutLeadingZeros(user.deviceUser)
        return try isTheirs || PunchOwners(db).count(user, during: time)[other.id] != nil
    }
}
