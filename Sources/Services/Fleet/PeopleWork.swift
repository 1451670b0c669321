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
        let (vault, stamp) = (try await Vault.open(context), context.stamp(CollectorTools.actor))
        let templates = try await terminal.templates(of: nil).filter { template in
            users?.contains(template.userID.description) ?? true
        }
        let outcomes = try await context.database.write { db in
            let keeping = try FingerKeeping(db, vault, record.id, stamp)
            return try templates.map { try keeping.keep($0) }
        }
        let (left, kept) = (outcomes.count { $0 == .left }, outcomes.count { $0 != .left })
        let rest = left > 0 ? " \(left) were left there: nobody has recorded that those people agree." : ""
        return "\(kept) \(kept == 1 ? "finger" : "fingers") kept.\(rest)"
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
        let there = try await terminal.profiles().first { $0.userID == user }
        if let there { try await check(there, is: employee) }
        var profile = there ?? UserProfile(userID: user, name: "")
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

    /// Whoever has the number there keeps it, with card and fingers.
    private func check(_ there: UserProfile, is employee: Employee) async throws {
        let number = there.userID.description
        let sign = PersonSign(name: there.name, employee: try await holders()[number])
        if sign.isSame(as: PersonSign(name: employee.name, employee: employee.id)) { return }
        throw ServiceError.notSent(employee: employee.name, number: number, device: record.name, holder: there.name)
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
