import Foundation
import Storage
import Testing

@testable import StorageODBC

/// The servers that `Scripts/databases with` starts. A test whose server is not there fails.
enum PoolServer: String, CaseIterable, CustomTestStringConvertible {
    case postgresql = "ETIME_TEST_POSTGRESQL_URL"
    case mariadb = "ETIME_TEST_MARIADB_URL"

    var testDescription: String { self == .postgresql ? "PostgreSQL" : "MariaDB" }

    /// The server's address with a database of its own, which is made.
    /// - Parameter change: of the address.
    func newDatabase(_ change: (inout ServerAddress) -> Void = { _ in }) async throws -> DatabaseURL {
        var address = try address()
        address.database = "etime_pool_" + String(UInt64.random(in: 1...UInt64.max), radix: 36)
        #expect(try await createDatabase(DatabaseURL(.server(address)), drivers: allDatabaseDrivers))
        change(&address)
        return DatabaseURL(.server(address))
    }

    func address() throws -> ServerAddress {
        let text = try #require(
            ProcessInfo.processInfo.environment[rawValue],
            "Run this with `Scripts/databases with`: \(rawValue) is not set.")
        guard case .server(let address) = try DatabaseURL(text).location else {
            throw StorageError.unsupportedScheme(text)
        }
        return address
    }

    func open(_ patience: Patience = Patience(), _ change: (inout ServerAddress) -> Void = { _ in }) async throws
        -> ServerDatabase
    {
        try await ServerDatabase(try await newDatabase(change), patience: patience)
    }

    /// Connections of the server to this database, seen from another.
    func connections(to database: String) async throws -> Int64? {
        let other = try await ServerDatabase(DatabaseURL(.server(address())))
        let sql =
            self == .postgresql
            ? "SELECT count(*) FROM pg_stat_activity WHERE datname = ?"
            : "SELECT count(*) FROM information_schema.processlist WHERE db = ?"
        let count = try await other.read { try $0.integer(sql, [.text(database)]) }
        try await other.close()
        return count
    }

    func sleep(_ seconds: Int) -> String {
        self == .postgresql ? "SELECT pg_sleep(\(seconds))" : "SELECT SLEEP(\(seconds))"
    }

    /// The number that the server knows a connection by.
    var ownNumber: String { self == .postgresql ? "SELECT pg_backend_pid()" : "SELECT connection_id()" }

    func cut(_ connection: Int64) -> String {
        self == .postgresql ? "SELECT pg_terminate_backend(\(connection))::int" : "KILL CONNECTION \(connection)"
    }
}

extension DatabaseURL {
    var databaseName: String {
        guard case .server(let address) = location else { return "" }
        return address.database
    }
}

extension ServerDatabase {
    func create(_ table: String) async throws {
        _ = try await alter {
            try $0.execute("CREATE TABLE \(table) (id BIGINT NOT NULL PRIMARY KEY, word VARCHAR(100))")
        }
    }

    func insert(_ table: String, _ id: Int64) async throws {
        _ = try await write { try $0.execute("INSERT INTO \(table) (id) VALUES (?)", [.int64(id)]) }
    }

    func count(_ table: String) async throws -> Int64? {
        try await read { try $0.integer("SELECT count(*) FROM \(table)") }
    }
}

/// Waits for something that another thread or the server does.
func until(_ condition: () async throws -> Bool) async throws {
    let start = ContinuousClock.now
    while try await !condition() {
        try #require(ContinuousClock.now - start < .seconds(60), "it did not come to pass within a minute")
        try await Task.sleep(for: .milliseconds(5))
    }
}
