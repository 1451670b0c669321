import Devices
import Domain
import Storage

extension PeopleWork {
    /// Removes the person under every number under which the terminal has them; whoever else has one of these stays.
    /// - Throws: ``ServiceError/notDone(_:)`` where only the name speaks against a user's being the person: somebody has to say
    ///   who it is, because a leaver might be let in still.
    func remove(_ id: ID<Employee>) async throws -> String {
        let profiles = try await terminal.profiles()
        let stamp = context.stamp(CollectorTools.actor)
        let (found, others, doubtful) = try await context.database.read { db in
            guard let person = try EmployeeStore(db).find(id) else {
                throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
            }
            let (numbers, match) = (
                try PersonNumbers(of: person, db), try PersonMatch(db, on: record.id, at: stamp.at)
            )
            let possible = profiles.filter { numbers.mayBe($0.userID.description) }
            let links = DeviceUserLinks(db, by: stamp)
            // Of whom nothing is known but the number, it is whoever has the number in the company.
            let isPerson = try possible.map { profile in
                let number = profile.userID.description
                switch try match.verdict(of: number, called: profile.name, is: person) {
                case .same: return true
                case .other: return false
                case .unknown:
                    return try links.people(for: number, on: record.id).last.map { $0.id == person.id } ?? true
                }
            }
            let pairs = zip(possible, isPerson)
            let others = pairs.filter { !$0.1 }.map(\.0)
            let doubtful = try others.contains { profile in
                let number = profile.userID.description
                let holder = try match.holder(of: number) ?? links.people(for: number, on: record.id).last
                return holder?.id == person.id
            }
            return (pairs.filter(\.1).map(\.0), others, doubtful)
        }
        for profile in found { try await terminal.delete(profile.userID) }
        let removed = found.map(\.userID.description).sorted()
        let gone = removed.isEmpty ? "Was not on it." : "Removed as user \(removed.joined(separator: " and "))."
        let left = others.map { other in
            let name = PersonName.isNone(other.name) ? "somebody else" : "“\(other.name)”"
            return " User \(other.userID) is \(name) there and stays."
        }
        let sentence = gone + left.sorted().joined()
        if doubtful {
            throw ServiceError.notDone(
                sentence + " If that is the person, say so (etime inbox same-person) or remove the user by number.")
        }
        return sentence
    }
}
