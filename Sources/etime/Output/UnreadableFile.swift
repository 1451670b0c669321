import Foundation

/// A file named on the command line that could not be read.
struct UnreadableFile: Error, CustomStringConvertible {
    var path: String
    var why: String

    init(path: String, _ error: any Error) {
        self.path = path
        why =
            switch (error as? CocoaError)?.code {
            case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file; check the name"
            case .fileReadNoPermission: "you may not read it; ask its owner"
            default:
                FileManager.default.fileExists(atPath: path)
                    ? "it is not a readable file" : "there is no such file; check the name"
            }
    }

    var description: String { "\(path) cannot be read: \(why)." }
}
