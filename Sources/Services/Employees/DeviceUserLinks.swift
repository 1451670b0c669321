import Domain
import Storage

/// Ties the terminals' users to employees by their numbers, within one transaction. What was tied by hand stays.
struct DeviceUserLinks {
    private let db: any SQLConnection
    private let stamp: Stamp

    init(_ db: any SQLConnection, by stamp: Stamp) {
        self.db = db
        self.stamp = stamp
    }

    /// Gives every user whom nobody has claimed to the employees with that number. Their punches become the employees',
    /// and the days these touch are marked.
    func claim() throws {
        let directory = try directory()
        for device in try DeviceStore(db).all() {
            let users = try DeviceUserStore(db).all(of: device.id).filter { $0.holders.isEmpty }
            try claim(users.map(\.deviceUser), on: device.id, directory)
        }
    }

    /// - Parameter numbers: The numbers of users whom a terminal's log calls something else (`#7`).
    func claim(_ users: some Sequence<String>, on device: ID<Device>, numbers: [String: String] = [:]) throws {
        try claim(users, on: device, numbers: numbers, try directory())
    }

    private func claim(
        _ users: some Sequence<String>, on device: ID<Device>, numbers: [String: String] = [:],
        _ directory: UserDirectory
    ) throws {
        let users = Array(users)
        guard !users.isEmpty else { return }
        let present = PresentUsers(try present(on: device).union(users).union(numbers.values))
        let layouts = users.map { user in
            (user, Self.layout(directory.people(for: numbers[user] ?? user, among: present)))
        }
        try DeviceUserStore(db).hold(layouts.filter { !$0.1.isEmpty }, on: device, by: stamp)
    }

    /// Whose each user of a device is by its number alone, whatever has been said by hand.
    func people(for user: String, on device: ID<Device>) throws -> [Employee] {
        try directory().people(for: user, among: PresentUsers(try present(on: device)))
    }

    private func present(on device: ID<Device>) throws -> Set<String> {
        Set(try DeviceUserStore(db).all(of: device).map(\.deviceUser))
    }

    /// A number that is given on changes hands at midnight, when the next person's first day begins.
    static func layout(_ people: [Employee]) -> [Holding] {
        people.indices.map { index in
            let from = index == 0 ? nil : LocalTime(people[index].joined)
            let until = index + 1 < people.count ? LocalTime(people[index + 1].joined) : nil
            return Holding(people[index].id, HeldTime(from: from, until: until))
        }
    }

    private func directory() throws -> UserDirectory {
        UserDirectory(try EmployeeStore(db).allByID(), numbers: try DeviceNumberStore(db).all())
    }
}
