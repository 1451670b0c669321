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
        try await terminal.write(try await change.applied(to: known) { try await Vault.open(context) })
    }

    /// - Returns: the parcels, sealed, as text.
    func read(_ users: [String]) async throws -> String {
        let vault = try await Vault.open(context)
        let wanted = Set(users.map { DeviceUserID($0) })
        let profiles = try await terminal.profiles().filter { wanted.contains($0.userID) }
        let agreeing = try await agreeingUsers()
        var parcels: [PersonParcel] = []
        for profile in profiles {
            let mayCopy = terminal.capabilities.contains(.templates) && agreeing[profile.userID.description] != nil
            parcels.append(
                PersonParcel(profile: profile, fingers: mayCopy ? try await terminal.templates(of: profile.userID) : [])
            )
        }
        let sealed = vault.seal(Array(try JSONEncoder().encode(parcels)), context: PersonParcel.context)
        return Data(sealed).base64EncodedString()
    }

    /// What another terminal's task has read.
    func write(from task: ID<DeviceTask>) async throws -> String {
        guard let source = try await context.database.read({ try DeviceTaskStore($0).find(task) }) else {
            throw ServiceError.notCopied("what was to be copied is gone")
        }
        if !source.state.hasEnded { throw OrderWaits() }
        guard source.state == .done, let text = source.outcome, let sealed = Data(base64Encoded: text) else {
            throw ServiceError.notCopied("it could not be read from the other terminal")
        }
        let bytes = try await Vault.open(context).open(Array(sealed), context: PersonParcel.context)
        return try await write(try JSONDecoder().decode([PersonParcel].self, from: Data(bytes)))
    }

    private func write(_ parcels: [PersonParcel]) async throws -> String {
        let mayWriteFingers = terminal.capabilities.contains(.templates)
        var fingers = 0
        for parcel in parcels {
            try await terminal.write(parcel.profile)
            for finger in parcel.fingers where mayWriteFingers {
                try await terminal.write(finger)
                fingers += 1
            }
        }
        return "\(parcels.count) \(parcels.count == 1 ? "user" : "users") written, \(fingers) "
            + "\(fingers == 1 ? "finger" : "fingers")."
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
            agreeing[template.userID.description].map { employee in
                StoredFinger(
                    employee: employee, finger: template.finger, algorithm: template.algorithm,
                    kind: template.kind.rawValue,
                    sealed: vault.seal(
                        template.bytes, context: Self.context(employee, template.finger, template.algorithm)),
                    takenAt: stamp.at, device: record.id)
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
        try await note(profile)
        var written = 0
        if terminal.capabilities.contains(.templates), !fingers.isEmpty {
            let vault = try await Vault.open(context)
            for finger in fingers {
                let bytes = try vault.open(finger.sealed, context: Self.context(id, finger.finger, finger.algorithm))
                try await terminal.write(
                    FingerTemplate(
                        userID: user, finger: finger.finger,
                        kind: FingerTemplate.Kind(rawValue: finger.kind) ?? .ordinary,
                        algorithm: finger.algorithm, bytes: bytes))
                written += 1
            }
        }
        return "\(employee.name) is on it as user \(number), with \(written) \(written == 1 ? "finger" : "fingers")."
    }

    /// Whose the user is stands in the list of the terminal's users, also before anybody has punched.
    private func note(_ profile: UserProfile) async throws {
        let (user, stamp) = (profile.userID.description, context.stamp(CollectorTools.actor))
        try await context.database.write { db in
            let store = DeviceUserStore(db)
            try store.note(name: profile.name, of: user, on: record.id)
            guard try store.find(record.id, user)?.holders.isEmpty ?? true else { return }
            try DeviceUserLinks(db, by: stamp).claim([user], on: record.id)
        }
    }

    static func context(_ employee: ID<Employee>, _ finger: UInt8, _ algorithm: UInt8) -> String {
        "finger \(employee.rawValue)/\(finger)/\(algorithm)"
    }

    /// The terminal's users who are people that agree to their fingers being kept.
    private func agreeingUsers() async throws -> [String: ID<Employee>] {
        try await context.database.read { db in
            let people = try BiometricConsentStore(db).people()
            let pairs = try DeviceUserStore(db).all(of: record.id).compactMap { user in
                user.employee.flatMap { people.contains($0) ? (user.deviceUser, $0) : nil }
            }
            return Dictionary(uniqueKeysWithValues: pairs)
        }
    }
}
