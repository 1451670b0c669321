import Foundation
import Services
import Storage
import StorageODBC

extension CompanyOptions {
    /// Opens the database alone, whatever its schema.
    ///
    /// - Parameter isCreating: false: a file that is not there is an error instead of being made.
    func withDatabase<T: Sendable>(
        isCreating: Bool, _ body: (any Database) async throws -> T
    ) async throws -> T {
        try await withOpenDatabase(try address(), try configuration(), isCreating: isCreating, body)
    }
}

/// Opens the database that `address` names, lets `body` work on it, and closes it whatever happens.
///
/// - Parameter isCreating: false: a file that is not there is an error instead of being made.
func withOpenDatabase<T: Sendable>(
    _ address: String, _ configuration: ProgramConfiguration, isCreating: Bool,
    _ body: (any Database) async throws -> T
) async throws -> T {
    let url = try await DatabaseURL.resolving(address, from: SystemPasswords(configuration))
    if isCreating { try DatabaseAddress.prepare(address) } else { try requireFile(url) }
    let database = try await openDatabase(url, drivers: allDatabaseDrivers)
    let result: T
    do {
        result = try await body(database)
    } catch {
        try? await database.close()
        throw error
    }
    try await database.close()
    return result
}

private func requireFile(_ url: DatabaseURL) throws {
    switch url.location {
    case .sqlite(let path):
        if !FileManager.default.fileExists(atPath: path) { throw NoDatabase(path: path) }
    case .server, .odbc: break
    }
}

/// A database that is only to be looked at is not there.
struct NoDatabase: Error, CustomStringConvertible {
    var path: String

    var description: String { "There is no database \(path); make it with “etime db migrate”, or correct the name." }
}
