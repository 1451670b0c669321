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

    /// Gives every user whom nobody has claimed to the employee with that number. Their punches become the employee's,
    /// and the days these touch are marked.
    func claim() throws {
        let directory = try directory()
        for device in try DeviceStore(db).all() {
            let users = try DeviceUserStore(db).all(of: device.id).filter { $0.employee == nil }
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
        let present = Set(users).union(try DeviceUserStore(db).all(of: device).map(\.deviceUser)).union(numbers.values)
        let people = users.compactMap { user in
            directory.employee(for: numbers[user] ?? user, among: present)
                .map { (deviceUser: user, employee: Optional($0)) }
        }
        try DeviceUserStore(db).map(people, on: device, by: stamp)
    }

    private func directory() throws -> UserDirectory {
        UserDirectory(try EmployeeStore(db).allByID(), numbers: try DeviceNumberStore(db).all())
    }
}
