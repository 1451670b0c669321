import Foundation
import Testing

/// A file of the project that a text must be equal to. ETIME_SNAPSHOT=write takes the text as right.
struct Snapshot {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Snapshots")

    let file: URL

    init(_ name: String) { file = Self.folder.appending(path: name) }

    var text: String { get throws { try String(contentsOf: file, encoding: .utf8) } }

    func check(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
        if ProcessInfo.processInfo.environment["ETIME_SNAPSHOT"] == "write" {
            return try Data(text.utf8).write(to: file)
        }
        let found = try self.text
        let difference = zip(found.split(separator: "\n"), text.split(separator: "\n")).first { $0 != $1 }
        #expect(
            found == text, "\(file.lastPathComponent) has \(difference.map { "“\($0)” where “\($1)” is said" } ?? "")",
            sourceLocation: location)
    }
}
