import Domain
import Foundation
import Storage

/// Who a terminal's user is, said by somebody although the terminal calls the person something else. It holds for the name
/// that the user had then: under another one it may be another person; and until the user is no longer the person's. The
/// journal keeps it.
struct UserVouching {
    fileprivate struct Statement: Codable, Equatable {
        var employee: Int64
        var name: String
    }

    private let db: any SQLConnection

    init(_ db: any SQLConnection) { self.db = db }

    func isVouched(_ name: String, _ number: String, on device: ID<Device>, is employee: ID<Employee>) throws -> Bool {
        let entries = try JournalStore(db).entries(of: .deviceUser, id: Self.id(device, number))
        guard let said = entries.lastIndex(where: { $0.action == .vouch }),
            entries[said].after.flatMap(Statement.init) == Statement(employee: employee.rawValue, name: name)
        else { return false }
        return entries[said...].allSatisfy { $0.action != .map || $0.leavesUser(to: employee) }
    }

    /// Nothing is written where the name says it already.
    func vouch(_ user: DeviceUserRecord, is person: Employee, by stamp: Stamp) throws {
        guard user.employee == person.id, !PersonName.isAlike(user.name, person.name),
            try !isVouched(user.name, user.deviceUser, on: user.device, is: person.id)
        else { return }
        try JournalStore(db).append(
            .vouch, .deviceUser, id: Self.id(user.device, user.deviceUser), before: nil,
            after: Statement(employee: person.id.rawValue, name: user.name), by: stamp)
    }

    private static func id(_ device: ID<Device>, _ number: String) -> String { "\(device.rawValue)/\(number)" }
}

extension UserVouching.Statement {
    fileprivate init?(_ json: String) {
        guard let statement = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else { return nil }
        self = statement
    }
}

extension JournalAction {
    /// A terminal's user was said to be a person by whose name the terminal does not call it.
    static let vouch = JournalAction(rawValue: "vouch")
}
