package import Domain
import Storage

/// Somebody of the company, as everybody in it may know them: by name and code alone.
package struct Colleague: Hashable, Sendable, Identifiable {
    package var id: Domain.ID<Employee>
    package var code: String
    package var name: String

    init(_ employee: Employee) {
        (id, code, name) = (employee.id, employee.code, employee.name)
    }
}

extension EmployeeService {
    /// Everybody, by code, whoever is in reach: a swap is asked of a colleague, and a request waits for one.
    package func colleagues(by actor: Actor) async throws -> [Colleague] {
        try actor.requiresSome(.readPeople)
        return try await context.database.read { try EmployeeStore($0).all().map(Colleague.init) }
    }

    /// - Throws: ``ServiceError/unknownEmployee(code:)``
    package func colleague(code: String, by actor: Actor) async throws -> Colleague {
        try actor.requiresSome(.readPeople)
        guard let found = try await context.database.read({ try EmployeeStore($0).find(code: code.trimmed) }) else {
            throw ServiceError.unknownEmployee(code: code.trimmed)
        }
        return Colleague(found)
    }
}
