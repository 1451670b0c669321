import Domain
import Storage

/// The numbers under which terminals know a person, or may.
struct PersonNumbers {
    private let person: Employee
    private let users: [ID<Device>: [String: DeviceUserRecord]]
    private let directory: UserDirectory
    /// By which some terminal knows the person, and the person's own.
    private let candidates: Set<String>

    init(of person: Employee, _ db: any SQLConnection) throws {
        self.person = person
        let inUse = try DeviceStore(db).all().filter { $0.retiredAt == nil }
        let lists = try inUse.map { device in
            (
                device.id,
                Dictionary(uniqueKeysWithValues: try DeviceUserStore(db).all(of: device.id).map { ($0.deviceUser, $0) })
            )
        }
        users = Dictionary(uniqueKeysWithValues: lists)
        let numbers = try DeviceNumberStore(db).all()
        directory = UserDirectory(try EmployeeStore(db).allByID(), numbers: numbers)
        let known = users.values.flatMap { $0.values.compactMap { Self.number(of: $0, person.id) } }
        candidates = Set(known + [numbers[person.id] ?? person.code, person.code])
    }

    /// Under which the terminal is known to have the person.
    func known(on device: ID<Device>) -> [String] {
        let found = (users[device] ?? [:]).values.compactMap { Self.number(of: $0, person.id) }
        return Set(found).filter { owner(of: $0, on: device) ?? person.id == person.id }.sorted()
    }

    /// With those under which it may have the person, and has nobody else.
    func all(on device: ID<Device>) -> [String] {
        let possible = candidates.filter { owner(of: $0, on: device) == person.id }
        return possible.union(known(on: device)).sorted()
    }

    /// The number under which the list has a user who is the person; a place is none.
    private static func number(of user: DeviceUserRecord, _ person: ID<Employee>) -> String? {
        guard user.employee == person else { return nil }
        return DeviceUserRecord.isPlace(user.deviceUser) ? user.listedAs : user.deviceUser
    }

    /// Nil where nobody can say.
    private func owner(of number: String, on device: ID<Device>) -> ID<Employee>? {
        let here = users[device] ?? [:]
        let user = here[number]
        if let holder = user?.holders.last?.employee { return holder }
        let isNamed = user.map { !$0.name.isEmpty } ?? false
        let hasName = user.map { PersonSign(name: $0.name).isSame(as: PersonSign(name: person.name)) } ?? false
        if let meant = directory.people(for: number, among: Set(here.keys)).last?.id {
            return meant == person.id && isNamed && !hasName ? nil : meant
        }
        return hasName ? person.id : nil
    }
}
