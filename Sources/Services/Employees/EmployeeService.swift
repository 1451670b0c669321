package import Domain
package import Foundation

/// The people whose time is kept.
package struct EmployeeService: Sendable {
    /// By code.
    /// - Parameter search: part of a code, a name or a department, whatever the case; empty for all.
    package func list(matching search: String = "", by actor: Actor) async throws -> [EmployeeEntry] {
        try waitsForStorage()
    }

    /// Nil where nobody has the code.
    package func find(code: String, by actor: Actor) async throws -> EmployeeEntry? { try waitsForStorage() }

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func add(_ draft: EmployeeDraft, by actor: Actor) async throws -> EmployeeEntry { try waitsForStorage() }

    /// - Throws: ``ServiceError/invalid(_:)`` with a sentence for each field.
    @discardableResult
    package func update(
        _ id: ID<Employee>, to draft: EmployeeDraft, by actor: Actor
    ) async throws -> EmployeeEntry { try waitsForStorage() }

    /// - Parameter lastDay: nil: the employment goes on.
    package func setLeaveDate(of id: ID<Employee>, to lastDay: CivilDate?, by actor: Actor) async throws {
        try waitsForStorage()
    }

    /// Takes a CSV file of employees. Doing it twice changes nothing the second time.
    ///
    /// - Parameters:
    ///   - dryRun: say what would happen, store nothing.
    ///   - acceptGoodRows: store the good rows even where others are bad; otherwise one bad row keeps all out.
    package func importCSV(
        _ file: Data, dryRun: Bool = false, acceptGoodRows: Bool = false, by actor: Actor
    ) async throws -> ImportReport { try waitsForStorage() }
}

func waitsForStorage() throws -> Never { throw ServiceError.unreadableImport("Not connected yet.") }
