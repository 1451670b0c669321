import Foundation
import Storage
import Testing

@testable import StorageODBC

/// `Tests/EndToEnd/fake_tds.py`, running: what the driver FreeTDS takes for a SQL Server.
final class FakeSQLServer: Sendable {
    private let process = Process()
    let port: Int

    init(_ arguments: [String] = []) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../EndToEnd/fake_tds.py")
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", script.path] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = Pipe()
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        port = try #require(Int(line.trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    func url(password: String = "punch%3Bcard%7D") throws -> DatabaseURL {
        try DatabaseURL("mssql://etime:\(password)@127.0.0.1:\(port)/etime?encrypt=no&connect_timeout=5")
    }

    func open(password: String = "punch%3Bcard%7D") async throws -> ServerDatabase {
        try await ServerDatabase(url(password: password), patience: Patience(tries: 3, absence: .zero))
    }

    /// All that was said to it so far, on all connections.
    func heard() async throws -> [String] {
        let session = try await ServerConnector(url()).connect()
        let lines = try await session.withoutTransaction { try $0.all("SELECT fake_said") { $0.text(0) } }
        await session.close()
        return lines
    }

    deinit { process.terminate() }
}
