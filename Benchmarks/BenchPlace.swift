import Foundation
import Storage
import StorageODBC

/// Where a measured company lies: a file, or a database of its own on one of the servers that `Scripts/databases` starts.
struct BenchPlace: Sendable {
    /// Follows a figure's name; empty for SQLite, whose figures came first.
    var suffix: String
    /// Of the environment; nil: a file.
    private var variable: String?

    static let sqlite = BenchPlace(suffix: "", variable: nil)
    static let servers = [
        BenchPlace(suffix: "-postgresql", variable: "ETIME_TEST_POSTGRESQL_URL"),
        BenchPlace(suffix: "-mariadb", variable: "ETIME_TEST_MARIADB_URL"),
    ]

    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    /// An empty database, gone when `body` ends if it is a file.
    func withFreshURL<T>(_ body: (DatabaseURL) async throws -> T) async throws -> T {
        guard let variable else { return try await withFile(body) }
        guard let address = ProcessInfo.processInfo.environment[variable],
            case .server(var server) = try DatabaseURL(address).location
        else { throw Missing(description: "\(variable) names no server; run the measurements by Scripts/bench.") }
        server.database = "etime_bench_" + String(UInt64.random(in: 1...UInt64.max), radix: 36)
        let url = DatabaseURL(.server(server))
        _ = try await createDatabase(url, drivers: allDatabaseDrivers)
        return try await body(url)
    }

    private func withFile<T>(_ body: (DatabaseURL) async throws -> T) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appending(path: "etime-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(try DatabaseURL(folder.appending(path: "etime.db").path(percentEncoded: false)))
    }
}
