import Devices
import Domain
import Storage

extension PeopleWork {
    /// Removes the person under every number under which the terminal has them; whoever else has one of these stays.
    func remove(_ id: ID<Employee>) async throws -> String {
        let profiles = try await terminal.profiles()
        let stamp = context.stamp(CollectorTools.actor)
        let (found, others) = try await context.database.read { db in
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
            return (pairs.filter(\.1).map(\.0), pairs.filter { !$0.1 }.map(\.0))
        }
        for profile in found { try await terminal.delete(profile.userID) }
        let removed = found.map(\.userID.description).sorted()
        let gone = removed.isEmpty ? "Was not on it." : "Removed as user \(removed.joined(separator: " and "))."
        let left = others.map { other in
            let name = PersonName.isNone(other.name) ? "somebody else" : "“\(other.name)”"
            return " User \(other.userID) is \(name) there and stays."
        }
        return gone + left.sorted().joined()
    }
}
