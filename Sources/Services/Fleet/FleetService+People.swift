import Devices
package import Domain
import Foundation
import Storage

extension FleetService {
    /// Whom each of the terminals knows with what, asked of them now.
    /// - Throws: ``ServiceError/notCompared(_:)`` naming each terminal that did not answer.
    package func people(on devices: [ID<Device>], by actor: Actor) async throws -> [TerminalPeople] {
        let run = try await finishNow(
            try await ask(.listPeople, of: devices, title: "Compare the users of terminals", by: actor), by: actor)
        let failed = run.tasks.filter { $0.task.state != .done }
        if !failed.isEmpty {
            throw ServiceError.notCompared(failed.map { "\($0.deviceName): \($0.sentence)" }.joined(separator: " "))
        }
        return run.tasks.map { task in
            let list = (task.task.outcome?.data(using: .utf8)).flatMap {
                try? JSONDecoder().decode([PersonListing].self, from: $0)
            }
            return TerminalPeople(device: task.task.device, deviceName: task.deviceName, people: list ?? [])
        }
    }

    /// The person from every terminal in use that can remove users, also from one of which nobody has read yet whom it knows:
    /// by the numbers under which it knows the person, and by the person's own where it is nobody else's there.
    package func removeEverywhere(_ employee: ID<Employee>, by actor: Actor) async throws -> FleetRun {
        let (name, orders) = try await context.database.read { db in
            guard let person = try EmployeeStore(db).find(employee) else {
                throw ServiceError.unknownEmployee(code: "with the id \(employee.rawValue)")
            }
            let numbers = try PersonNumbers(of: person, db)
            let orders = try DeviceStore(db).all().filter { $0.retiredAt == nil }.flatMap { device in
                // What keeps no users is named only where it knows the person.
                let takes = DeviceFamily(device.family).takes(.deleteUser(""))
                return (takes ? numbers.all(on: device.id) : numbers.known(on: device.id)).map {
                    (device: device.id, order: DeviceOrder.deleteUser($0))
                }
            }
            return (person.name, orders)
        }
        return try await askWhoCan("Remove \(name) from all terminals", orders, by: actor)
    }

    /// Of every terminal in use.
    package func setAllClocks(by actor: Actor) async throws -> FleetRun {
        let devices = try await context.database.read { db in
            try DeviceStore(db).all().filter { $0.retiredAt == nil }.map(\.id)
        }
        return try await askWhoCan("Set all clocks", devices.map { ($0, .setClock) }, by: actor)
    }

    /// - Parameter password: empty: none from now on; nil: as it is.
    package func change(
        _ change: UserChange, password: String? = nil, on devices: [ID<Device>], by actor: Actor
    ) async throws -> FleetRun {
        var change = change
        if let password {
            change.sealedPassword = try await Vault.open(context).seal(
                Array(password.utf8), context: UserChange.passwordContext)
        }
        return try await ask(.changeUser(change), of: devices, by: actor)
    }
}
