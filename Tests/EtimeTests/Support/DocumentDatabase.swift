import Foundation
import Storage
import StorageODBC

/// Where the company of a document lies: in the file that the document names, or in a database of its own on the server of
/// `ETIME_TEST_DATABASE`.
struct DocumentDatabase: Sendable {
    private static let file = "data/timetracker.db"

    /// The whole address, with its password; nil: the file.
    private let server: String?

    static func make() async throws -> DocumentDatabase {
        guard let address = ProcessInfo.processInfo.environment["ETIME_TEST_DATABASE"] else {
            return DocumentDatabase(server: nil)
        }
        let own = address.replacing(/\/[^\/?]+(?=\?|$)/) { _ in
            "/etime_document_" + String(UInt64.random(in: 1...UInt64.max), radix: 36)
        }
        _ = try await createDatabase(DatabaseURL(own), drivers: allDatabaseDrivers)
        return DocumentDatabase(server: own)
    }

    var isServer: Bool { server != nil }

    var environment: [String: String] {
        server.map { ["ETIME_DATABASE": $0] } ?? [:]
    }

    /// What is to be typed here where the document says `command`.
    func typed(_ command: String) -> String {
        server.map { command.replacing(Self.file, with: "'\($0)'") } ?? command
    }

    /// What the document shows where `output` was printed here.
    func shown(_ output: String) throws -> String {
        guard let server else { return output }
        return output.replacing("\(try DatabaseURL(server))", with: "sqlite:///\(Self.file)")
    }
}
