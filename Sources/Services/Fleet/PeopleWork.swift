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
    var checkpoint = Checkpoint()

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

    /// - Returns: What there is to say of it; nil: it is as it was asked for.
    func change(_ change: UserChange) async throws -> String? {
        let known = try await terminal.profiles().first { $0.userID == DeviceUserID(change.user) }
        let profile = try await change.applied(to: known) { try await Vault.open(context) }
        let cut = try await terminal.write(profile)
        try await note([WrittenUser(user: profile.userID, name: cut ?? profile.name)])
        return cut.map(Self.cutSentence)
    }

    private static func cutSentence(_ name: String) -> String {
        name.isEmpty
            ? "The terminal has no room for the name, and shows none."
            : "The terminal has no room for the whole name, and shows “\(name)”."
    }

    func enrol(_ user: String, finger: Int) async throws {
        try await terminal.enrol(DeviceUserID(user), finger: UInt8(clamping: finger))
        try await note([WrittenUser(user: DeviceUserID(user))])
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
        let rest =
            left > 0
            ? " \(left) \(left == 1 ? "was" : "were") left there: nobody has recorded that those people agree." : ""
        return "\(kept) \(kept == 1 ? "finger" : "fingers") kept.\(rest)"
    }

    /// The person as the company knows them: number and name, with the fingers that are kept.
    func send(_ id: ID<Employee>) async throws -> String {
        let (employee, number, fingers, agrees) = try await context.database.read { db in
            guard let employee = try EmployeeStore(db).find(id) else {
                throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
            }
            if let left = employee.left, employee.hasLeft(before: try FingerConsent.today(db, at: context.now())) {
                throw ServiceError.notDone("\(employee.name) left on \(left) and is let in nowhere any more.")
            }
            return (
                employee, try DeviceNumberStore(db).number(of: id) ?? employee.code,
                try FingerTemplateStore(db).all(of: id), try BiometricConsentStore(db).people().contains(id)
            )
        }
        let (user, there) = try await place(of: employee, number)
        var profile = there ?? UserProfile(userID: user, name: "")
        profile.name = employee.name
        let person = PersonSign(name: employee.name, employee: employee.id)
        // Before anybody can punch under the number.
        try await note([WrittenUser(user: profile.userID, name: profile.name, person: person)])
        let cut = try await terminal.write(profile)
        if let cut { try await note([WrittenUser(user: profile.userID, name: cut, person: person)]) }
        let written = terminal.capabilities.contains(.templates) ? try await write(fingers, of: user, id) : 0
        let mayKeep = agrees || !fingers.isEmpty
        let why = mayKeep ? "" : " None is kept: nobody has recorded that \(employee.name) agrees."
        let counted = "\(written) \(written == 1 ? "finger" : "fingers")"
        let shown = cut.map { " " + Self.cutSentence($0) } ?? ""
        return "\(employee.name) is on it as user \(user), with \(counted).\(shown)\(why)"
    }

    private func write(_ fingers: [StoredFinger], of user: DeviceUserID, _ id: ID<Employee>) async throws -> Int {
        guard !fingers.isEmpty else { return 0 }
        let stamp = context.stamp(CollectorTools.actor)
        try await context.database.write { db in
            try FingerTemplateStore(db).noteReading(fingers.count, of: id, for: record.id, by: stamp)
        }
        let vault = try await Vault.open(context)
        let templates = try fingers.map { finger in
            FingerTemplate(
                userID: user, finger: finger.finger, kind: FingerTemplate.Kind(rawValue: finger.kind) ?? .ordinary,
                algorithm: finger.algorithm, bytes: try finger.opened(with: vault))
        }
        try await terminal.write(templates)
        return templates.count
    }

    /// The number under which the terminal has the person, with what it has of them; where it has nobody, the person's own.
    /// Whoever else has that number keeps it, with card and fingers.
    private func place(
        of employee: Employee, _ number: String
    ) async throws -> (DeviceUserID, there: UserProfile?) {
        let (profiles, now) = (try await terminal.profiles(), context.now())
        let own = DeviceUserID(number)
        return try await context.database.read { db in
            let (numbers, match) = (
                try PersonNumbers(of: employee, db), try PersonMatch(db, on: record.id, at: now)
            )
            func isPerson(_ profile: UserProfile) throws -> Bool {
                try match.verdict(of: profile.userID.description, called: profile.name, is: employee) == .same
            }
            guard let there = profiles.first(where: { $0.userID == own }) else {
                let known = try profiles.first { try numbers.mayBe($0.userID.description) && isPerson($0) }
                return (known?.userID ?? own, known)
            }
            if try isPerson(there) { return (own, there) }
            throw ServiceError.notSent(
                employee: employee.name, number: number, device: record.name, holder: there.name)
        }
    }

    func agreeingUsers() async throws -> AgreeingUsers {
        let now = context.now()
        return try await context.database.read { try AgreeingUsers($0, of: record.id, at: now) }
    }
}
