import Storage
import Testing

@testable import StorageODBC

/// Databases in which a company's data would not be safe are not opened.
struct RequirementTests {
    private func refusal(_ open: () async throws -> ServerDatabase) async throws -> String {
        do {
            try await open().close()
        } catch let error as StorageError {
            guard case .unfitDatabase = error else { throw error }
            return error.description
        }
        return "opened"
    }

    @Test func sQLServerWithoutSnapshots() async throws {
        let server = try FakeSQLServer(["--without-snapshots"])
        let said = try await refusal { try await server.open() }
        #expect(said.hasPrefix("mssql://etime@127.0.0.1:\(server.port)/etime"))
        #expect(
            said.hasSuffix("have its administrator run “ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON” in it.")
        )
    }

    @Test func postgreSQLInAnotherEncoding() async throws {
        let url = try await PoolServer.postgresql.newDatabase()
        let other = try await ServerDatabase(url)
        let name = url.databaseName + "_ascii"
        _ = try await other.alter {
            try $0.execute(
                "CREATE DATABASE \(name) ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0")
        }
        try await other.close()
        guard case .server(var address) = url.location else { return }
        address.database = name
        let said = try await refusal { [address] in try await ServerDatabase(DatabaseURL(.server(address))) }
        #expect(said.contains("name a database that was made with ENCODING 'UTF8'"), "\(said)")
    }
}
