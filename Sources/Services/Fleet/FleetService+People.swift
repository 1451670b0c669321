import Devices
package import Domain
import Foundation
import Storage

extension FleetService {
    /// Whom each of the terminals knows with what, asked of them now.
    /// - Throws: ``ServiceError/notCompared(_:)`` naming each terminal that did not answer.
    package func people(on devices: [ID<Device>], by actor: Actor) async throws -> [TerminalPeople] {
        try await people(on: devices, needing: devices, by: actor)
    }

    /// - Parameter needed: those without which there is no sense in it; of the others, who does not answer is left out.
    func people(
        on devices: [ID<Device>], needing needed: [ID<Device>], by actor: Actor
    ) async throws -> [TerminalPeople] {
        // Whoever gives up just now still learns what was asked, to take it back.
        let asked = try await Task {
            try await ask(.listPeople, of: devices, title: "Compare the users of terminals", by: actor)
        }.value
        let run = try await finishNow(asked, by: actor)
        let failed = run.tasks.filter { $0.task.state != .done && needed.contains($0.task.device) }
        if !failed.isEmpty {
            throw ServiceError.notCompared(failed.map { "\($0.deviceName): \($0.sentence)" }.joined(separator: " "))
        }
        return run.tasks.filter { $0.task.state == .done }.map { task in
            let list = (task.task.outcome?.data(using: .utf8)).flatMap {
                try? JSONDecoder().decode([PersonListing].self, from: $0)
            }
            return TerminalPeople(device: task.task.device, deviceName: task.deviceName, people: list ?? [])
        }
    }

    /// The person from every terminal in use that keeps users, also from one of which nobody has read yet whom it knows. Each is
    /// asked whom it has under the person's numbers: who is called otherwise there stays.
    package func removeEverywhere(_ employee: ID<Employee>, by actor: Actor) async throws -> FleetRun {
        try actor.requires(toOrder: .enrolPeople)
        let (name, orders) = try await context.database.read { db in
            guard let person = try EmployeeStore(db).find(employee) else {
                throw ServiceError.unknownEmployee(code: "with the id \(employee.rawValue)")
            }
            let order = DeviceOrder.removeEmployee(person.id.rawValue)
            let devices = try DeviceStore(db).all().filter { device in
                guard device.retiredAt == nil else { return false }
                if DeviceFamily(device.family).takes(order) { return true }
                // What keeps no users is named only where it knows the person.
                let users = try DeviceUserStore(db).all(of: device.id)
                return users.contains { $0.employee == person.id }
            }
            return (person.name, devices.map { (device: $0.id, order: order) })
        }
        return try await askWhoCan("Remove \(name) from all terminals", orders, by: actor)
    }

    /// Of every terminal in use.
    package func setAllClocks(by actor: Actor) async throws -> FleetRun {
        try actor.requires(.changeDevices)
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
