import Foundation
import Testing

/// The commands in `docs/DEVICE_INTEGRATION.md` do what the text around them says.
struct IntegrationDocumentTests {
    private static let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/DEVICE_INTEGRATION.md")

    @Test func eachCommandIsTaken() async throws {
        let text = try String(contentsOf: Self.file, encoding: .utf8)
        let commands = text.split(separator: "\n").filter { $0.hasPrefix("etime ") }.map(String.init)
        #expect(commands.count > 4)
        let shell = try Shell()
        #expect(try await shell.etime("db", "migrate").status == 0)
        for command in commands {
            let outcome = try await shell.command(command)
            #expect(outcome.status == 0, "\(command): \(outcome.errors)")
            if command.contains("try-line") { #expect(outcome.output.contains("A punch of user 304114 at ")) }
        }
    }
}
