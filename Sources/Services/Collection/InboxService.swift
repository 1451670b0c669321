package import Domain

/// Who has punched without being known.
package struct InboxService: Sendable {
    /// Those with most punches first.
    package func list(by actor: Actor) async throws -> [UnknownUser] { try waitsForStorage() }

    /// All punches of the user, past and to come, are the employee's; the days they touch are worked out.
    @discardableResult
    package func map(
        _ user: UnknownUser.ID, to employee: ID<Employee>, by actor: Actor
    ) async throws -> MappingReport { try waitsForStorage() }
}
