import Devices
import Domain
import Foundation
import Storage

/// What is waited for has not come yet.
struct OrderWaits: Error {}

/// People at a connected terminal: listed, read for other terminals, written, and their fingers kept.
struct PeopleWork: Sendable {
    let context: ServiceContext
    let record: DeviceRecord
    let terminal: any DeviceAdapter

    func list() async throws -> [PersonListing] {
        let profiles = try await terminal.profiles()
        var fingers: [DeviceUserID: [UInt8]] = [:]
        if terminal.capabilities.contains(.templates) {
            for template in try await terminal.templates(of: nil) {
                fingers[template.userID, default: []].append(template.finger)
            }
        }
        return profiles.map { PersonListing($0, fingers: (fingers[$0.userID] ?? []).sorted()) }
    }

    func change(_ change: UserChange) async throws {
        let known = try await terminal.profiles().first { $0.userID == DeviceUserID(change.user) }
        let profile = try await change.applied(to: known) { try await Vault.open(context) }
        try await terminal.write(profile)
        try await note(profile.userID, name: profile.name)
    }

    func enrol(_ user: String, finger: Int) async throws {
        try await terminal.enrol(DeviceUserID(user), finger: UInt8(clamping: finger))
        try await note(DeviceUserID(user), name: nil)
    }

    /// Keeps the fingers of people who agree to it.
    func keepFingers(_ users: [String]?) async throws -> String {
        let vault = try await Vault.open(context)
        let agreeing = try await agreeingUsers()
        let templates = try await terminal.templates(of: nil).filter { template in
            users?.contains(template.userID.description) ?? true
        }
        let stamp = context.stamp(CollectorTools.actor)
        let kept = templates.compactMap { template in
            agreeing[template.userID].map { employee in
                StoredFinger(sealing: template, of: employee, from: record.id, with: vault, at: stamp.at)
            }
        }
        try await context.database.write { db in
            for finger in kept { try FingerTemplateStore(db).save(finger, by: stamp) }
        }
        let left = templates.count - kept.count
        let rest = left > 0 ? " \(left) were left there: nobody has recorded that those people agree." : ""
        return "\(kept.count) \(kept.count == 1 ? "finger" : "fingers") kept.\(rest)"
    }

    /// The person as the company knows them: number and name, with the fingers that are kept.
    func send(_ id: ID<Employee>) async throws -> String {
        let (employee, number, fingers) = try await context.database.read { db in
            guard let employee = try EmployeeStore(db).find(id) else {
                throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
            }
            return (
                employee, try DeviceNumberStore(db).number(of: id) ?? employee.code,
                try FingerTemplateStore(db).all(of: id)
            )
        }
        let user = DeviceUserID(number)
        var profile = try await terminal.profiles().first { $0.userID == user } ?? UserProfile(userID: user, name: "")
        profile.name = employee.name
        try await terminal.write(profile)
        try await note(profile.userID, name: profile.name)
        var written = 0
        if terminal.capabilities.contains(.templates), !fingers.isEmpty {
            let vault = try await Vault.open(context)
            for finger in fingers {
                try await terminal.write(
                    FingerTemplate(
                        userID: user, finger: finger.finger,
                        kind: FingerTemplate.Kind(rawValue: finger.kind) ?? .ordinary,
                        algorithm: finger.algorithm, bytes: try finger.opened(with: vault)))
                written += 1
            }
        }
        return "\(employee.name) is on it as user \(number), with \(written) \(written == 1 ? "finger" : "fingers")."
    }

    /// Whose the user is stands in the list of the terminal's users, also before anybody has punched.
    /// - Parameter name: nil: as it is known.
    func note(_ user: DeviceUserID, name: String?) async throws {
        let (user, stamp) = (user.description, context.stamp(CollectorTools.actor))
        try await context.database.write { db in
            let store = DeviceUserStore(db)
            let known = try store.find(record.id, user)
            if name != nil || known == nil { try store.note(name: name ?? "", of: user, on: record.id) }
            if known?.holders.isEmpty ?? true { try DeviceUserLinks(db, by: stamp).claim([user], on: record.id) }
        }
    }

    func agreeingUsers() async throws -> AgreeingUsers {
        let now = context.now()
        return try await context.database.read { try AgreeingUsers($0, of: record.id, at: now) }
    }
}
