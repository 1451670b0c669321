import Foundation
import Services

/// Files that go with a request, by their paths.
enum RequestFiles {
    /// - Throws: ``UnreadableFile``
    static func read(_ paths: [String]) throws -> [RequestFile] {
        try paths.map { path in
            do {
                let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
                return RequestFile(name: URL(fileURLWithPath: path).lastPathComponent, bytes: bytes)
            } catch {
                throw UnreadableFile(path: path, error)
            }
        }
    }
}
