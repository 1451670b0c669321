import Foundation
import Storage
import Testing

@testable import StorageODBC

/// `Tests/EndToEnd/fake_tds.py`, running: what the driver FreeTDS takes for a SQL Server.
final class FakeSQLServer: Sendable {
    private let process = Process()
    private let port: Int

    init() throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../EndToEnd/fake_tds.py")
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = Pipe()
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    func open(password: String = "punch%3Bcard%7D") async throws -> ServerDatabase {
        let url = try DatabaseURL("mssql://etime:\(password)@127.0.0.1:\(port)/etime?encrypt=no&connect_timeout=5")
        return try await ServerDatabase(url, patience: Patience(tries: 3, absence: .zero))
    }

    deinit { process.terminate() }
}
