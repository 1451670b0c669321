import Devices
import Domain
import Storage

extension PeopleWork {
    /// Removes the person under every number under which the terminal has them; whoever else has one of these stays.
    func remove(_ id: ID<Employee>) async throws -> String {
        let profiles = try await terminal.profiles()
        let now = context.now()
        let (found, others) = try await context.database.read { db in
            guard let person = try EmployeeStore(db).find(id) else {
                throw ServiceError.unknownEmployee(code: "with the id \(id.rawValue)")
            }
            let (numbers, match) = (
                try PersonNumbers(of: person, db), try PersonMatch(db, on: record.id, at: now)
            )
            let possible = profiles.filter { numbers.mayBe($0.userID.description) }
            let verdicts = try possible.map {
                ($0, try match.verdict(of: $0.userID.description, called: $0.name, is: person))
            }
            // Of whom nothing is known but that it is the person's number, it is the person.
            return (verdicts.filter { $0.1 != .other }.map(\.0), verdicts.filter { $0.1 == .other }.map(\.0))
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
