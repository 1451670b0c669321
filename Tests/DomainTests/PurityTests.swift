import Foundation
import Testing

/// The domain is a pure function: it knows no system, no clock and no chance.
struct PurityTests {
    static let sources: [URL] = {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Sources/Domain")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        return (files?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
    }()

    @Test func theSourcesAreFound() { #expect(Self.sources.count > 15) }

    @Test(arguments: sources) func importsNothingAndReadsNoClock(file: URL) throws {
        let text = try String(contentsOf: file, encoding: .utf8)
        for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
            let words = line.split { !$0.isLetter && $0 != "_" }
            for word in [
                "import", "Date", "ContinuousClock", "SuspendingClock", "SystemRandomNumberGenerator", "random",
            ] {
                #expect(!words.contains { $0 == word }, "\(file.lastPathComponent): \(line)")
            }
        }
    }
}
