package import Domain
import Storage

/// A number that means different people on several terminals, by their names there.
package struct SharedNumber: Hashable, Sendable, Identifiable {
    package struct User: Hashable, Sendable {
        package var device: Domain.ID<Device>
        package var deviceName: String
        /// Empty where the terminal names nobody.
        package var name: String
        /// Whose it is; nil: nobody has said.
        package var employee: Employee?
    }

    package var number: String
    package var users: [User]

    package var id: String { number }
}

extension SharedNumber {
    /// All terminals in use together, within one transaction.
    static func all(_ db: any SQLConnection) throws -> [SharedNumber] {
        let people = try EmployeeStore(db).byID()
        var users: [String: [User]] = [:]
        for device in try DeviceStore(db).all().sorted(by: { $0.name < $1.name }) where device.retiredAt == nil {
            for user in try DeviceUserStore(db).all(of: device.id) where !DeviceUserRecord.isPlace(user.deviceUser) {
                users[user.deviceUser, default: []].append(
                    User(
                        device: device.id, deviceName: device.name, name: user.name,
                        employee: user.employee.flatMap { people[$0] }))
            }
        }
        return try users.map { SharedNumber(number: $0.key, users: $0.value) }
            .filter { try $0.isInDoubt(db) }
            .sorted { ($0.number.count, $0.number) < ($1.number.count, $1.number) }
    }

    private func isInDoubt(_ db: any SQLConnection) throws -> Bool {
        // A number that is one employee's everywhere says nothing: it is given by the number itself.
        let differing = users.indices.flatMap { first in
            users[(first + 1)...].filter { !users[first].isAlike($0) }.map { (users[first], $0) }
        }
        return try differing.contains { first, other in
            guard let employee = first.employee, employee.id == other.employee?.id else { return true }
            let vouched = UserVouching(db)
            return try ![first, other].allSatisfy { user in
                try PersonName.isAlike(user.name, employee.name)
                    || vouched.isVouched(user.name, number, on: user.device, is: employee.id)
            }
        }
    }
}

extension SharedNumber.User {
    /// Whether nobody can take the two for different people, or somebody has said that they are.
    fileprivate func isAlike(_ other: SharedNumber.User) -> Bool {
        if let employee, let another = other.employee {
            return employee.id != another.id || PersonName.isAlike(name, other.name)
        }
        return PersonName.isAlike(knownName, other.knownName)
    }

    /// Whom the terminal does not name is called as whoever has the number there.
    private var knownName: String { PersonName.isNone(name) ? employee?.name ?? "" : name }
}

/// Names as terminals write them.
enum PersonName {
    /// Terminals cut names, each after as many letters as it has room for; no name contradicts none.
    static func isAlike(_ a: String, _ b: String) -> Bool {
        let (a, b) = (plain(a), plain(b))
        return a.hasPrefix(b) || b.hasPrefix(a)
    }

    static func isNone(_ name: String) -> Bool { plain(name).isEmpty }

    private static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
}
