import Foundation

/// A file named on the command line that could not be written.
struct UnwritableFile: Error, CustomStringConvertible {
    var path: String

    /// All of it, or the file stays as it was.
    /// - Throws: ``UnwritableFile``
    static func writing(_ bytes: Data, to path: String) throws {
        do {
            try bytes.write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw UnwritableFile(path: path)
        }
    }

    var description: String {
        "\(path) cannot be written; choose a folder that there is and in which you may write, and the name of a file."
    }
}
