import ArgumentParser
import Domain
import Services

extension CompanyOptions {
    /// What `--as` means to requests and decisions.
    static let actingHelp = """
        --as CODE names the employee who acts. Without it you act as an administrator in the place of whoever it is, \
        and the record says so.
        """

    /// As `withCompany`; `--as` is here the code of the employee who acts, and nil an administrator.
    func withActing<T: Sendable>(
        _ body: (Services, Actor, ID<Employee>?) async throws -> T
    ) async throws -> T {
        var plain = self
        plain.actingPerson = nil
        return try await plain.withCompany { services, actor in
            var person: ID<Employee>?
            if let actingPerson { person = try await services.employee(actingPerson, by: actor).id }
            return try await body(services, actor, person)
        }
    }
}
