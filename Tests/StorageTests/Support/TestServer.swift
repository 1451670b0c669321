import Foundation
import Storage
import StorageODBC

/// Where the tests keep their databases: in SQLite files, or on the server that `ETIME_TEST_DATABASE` names. What its user
/// must be allowed stands in `docs/testing.md`. The tests are the same for all of them.
enum TestServer {
    static let address = ProcessInfo.processInfo.environment["ETIME_TEST_DATABASE"]

    static var isSQLite: Bool { address == nil }

    /// - Returns: a database without tables, and the folder that it may lie in, which is gone with the last reference.
    static func emptyDatabase() async throws -> (database: any Database, folder: TemporaryFolder) {
        let folder = try TemporaryFolder()
        let url = try await url(in: folder)
        return (try await openDatabase(url, drivers: allDatabaseDrivers), folder)
    }

    private static func url(in folder: TemporaryFolder) async throws -> DatabaseURL {
        guard let address else { return try DatabaseURL(folder.file("etime.db")) }
        guard case .server(var server) = try DatabaseURL(address).location else {
            throw StorageError.notCreatable(database: "what ETIME_TEST_DATABASE names")
        }
        if server.product == .oracle { return try await OracleSchemas.shared.empty(server, folder) }
        server.database = newName()
        let url = DatabaseURL(.server(server))
        _ = try await createDatabase(url, drivers: allDatabaseDrivers)
        return url
    }

    static func newName() -> String { "etime_test_" + String(UInt64.random(in: 1...UInt64.max), radix: 36) }
}
