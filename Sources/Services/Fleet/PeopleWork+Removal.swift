import Devices
import Domain
import Storage

extension PeopleWork {
    /// - Returns: nil where there was something to delete; else that there was none, because a mistyped number would look like
    ///   success.
    func delete(_ user: String) async throws -> String? {
        Self.sentence(try await terminal.delete(DeviceUserID(user)), of: user, "delete")
    }

    /// - Returns: as ``delete(_:)``.
    func removeFinger(_ finger: Int, of user: String) async throws -> String? {
        let removal = try await terminal.deleteTemplates(of: DeviceUserID(user), finger: UInt8(clamping: finger))
        return Self.sentence(removal, of: user, finger: finger, "remove")
    }

    private static func sentence(
        _ removal: Removal, of user: String, finger: Int = 0, _ verb: String
    ) -> String? {
        switch removal {
        case .removed: nil
        case .noUser: "It has no user \(user), so there was nothing to \(verb); check the number."
        case .noFinger: "It has no finger \(finger) of user \(user), so there was nothing to \(verb)."
        }
    }

    /// Removes the person under every number under which the terminal has them; whoever else has one of these stays.
    /// - Throws: ``ServiceError/notDone(_:)`` where only the name speaks against a user's being the person: somebody has to say
    ///   who it is, because a leaver might be let in still.
    func remove(_ id: ID<Employee>) async throws -> String {
        let profiles = try await terminal.profiles()
        let stamp = context.stamp(CollectorTools.actor)
        let found = try await context.database.read { try candidates(for: id, among: profiles, $0, stamp) }
        let (own, others) = (found.filter(\.isPerson), found.filter { !$0.isPerson })
        for candidate in own { try await terminal.delete(candidate.profile.userID) }
        let removed = own.map(\.profile.userID.description).sorted()
        let gone = removed.isEmpty ? "Was not on it." : "Removed as user \(removed.joined(separator: " and "))."
        let sentence = gone + others.map(\.sentence).sorted().joined()
        if others.contains(where: \.isDoubtful) {
            throw ServiceError.notDone(
                sentence + " If that is the person, say so (etime inbox same-person) or remove the user by number.")
        }
        return sentence
    }

    /// Those whom the terminal has under the person's numbers.
    private func candidates(
        for id: ID<Employee>, among profiles: [UserProfile], _ db: any SQLConnection, _ stamp: Stamp
    ) throws -> [RemovalCandidate] {
        guard let person = try EmployeeStore(db).find(id) else {
            throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
        }
        let (numbers, links) = (try PersonNumbers(of: person, db), DeviceUserLinks(db, by: stamp))
        let match = try PersonMatch(db, on: record.id, at: stamp.at)
        return try profiles.filter { numbers.mayBe($0.userID.description) }.map { profile in
            let number = profile.userID.description
            let verdict = try match.verdict(of: number, called: profile.name, is: person)
            let holder = try match.holder(of: number) ?? links.people(for: number, on: record.id).last
            // Of whom nothing is known but the number, it is whoever has the number in the company.
            let isPerson = verdict == .same || verdict == .unknown && holder?.id ?? id == id
            return RemovalCandidate(profile: profile, isPerson: isPerson, isDoubtful: !isPerson && holder?.id == id)
        }
    }
}

/// Somebody under one of the numbers of whoever is removed.
private struct RemovalCandidate: Sendable {
    var profile: UserProfile
    var isPerson: Bool
    /// By the number alone it is the person, and the terminal calls the user otherwise.
    var isDoubtful: Bool

    var sentence: String {
        let name = PersonName.isNone(profile.name) ? "somebody else" : "“\(profile.name)”"
        return " User \(profile.userID) is \(name) there and stays."
    }
}
