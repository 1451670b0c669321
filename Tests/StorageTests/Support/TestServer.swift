import Foundation
import Storage
import StorageODBC

/// Where the tests keep their databases: in SQLite files, or on the server that `ETIME_TEST_DATABASE` names, whose user may
/// make databases. The tests are the same for all of them.
enum TestServer {
    static let address = ProcessInfo.processInfo.environment["ETIME_TEST_DATABASE"]

    static var isSQLite: Bool { address == nil }

    /// - Returns: a database without tables, and the folder that it may lie in, which is gone with the last reference.
    static func emptyDatabase() async throws -> (database: any Database, folder: TemporaryFolder) {
        let folder = try TemporaryFolder()
        let url = try url(in: folder)
        if address != nil { _ = try await createDatabase(url, drivers: allDatabaseDrivers) }
        return (try await openDatabase(url, drivers: allDatabaseDrivers), folder)
    }

    private static func url(in folder: TemporaryFolder) throws -> DatabaseURL {
        guard let address else { return try DatabaseURL(folder.file("etime.db")) }
        let url = try DatabaseURL(address)
        guard case .server(var server) = url.location else { return url }
        server.database = "etime_test_" + String(UInt64.random(in: 1...UInt64.max), radix: 36)
        return DatabaseURL(.server(server))
    }
}
