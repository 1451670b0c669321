/// Which database: `sqlite:///etime.db` (beside the working directory), `sqlite:////var/lib/etime/etime.db`, or a plain path.
package struct DatabaseURL: Hashable, Sendable {
    package enum Location: Hashable, Sendable {
        /// A path of the file system, relative or absolute.
        case sqlite(path: String)
    }

    private static let slashes = "after sqlite: come three slashes and a path, or four and a path from the root"

    package let location: Location

    /// - Throws: ``StorageError/notAnAddress(_:reason:)``, ``StorageError/unsupportedScheme(_:)``
    package init(_ text: String) throws(StorageError) {
        guard let separator = text.firstRange(of: "://") else {
            location = .sqlite(path: try Self.checkedPath(text, in: text))
            return
        }
        let scheme = text[..<separator.lowerBound].lowercased()
        guard scheme == "sqlite" else { throw .unsupportedScheme(scheme) }
        let rest = text[separator.upperBound...]
        guard rest.hasPrefix("/") else { throw .notAnAddress(text, reason: Self.slashes) }
        location = .sqlite(path: try Self.checkedPath(String(rest.dropFirst()), in: text))
    }

    private static func checkedPath(_ path: String, in text: String) throws(StorageError) -> String {
        if path.isEmpty { throw .notAnAddress(text, reason: "the path is missing") }
        if path.contains("\0") { throw .notAnAddress(text, reason: "a path cannot hold a zero byte") }
        if path.hasPrefix(":memory:") { throw .notAnAddress(text, reason: "a database must be a file") }
        if text.hasPrefix("sqlite:"), !text.hasPrefix("sqlite://") { throw .notAnAddress(text, reason: Self.slashes) }
        return path
    }
}

extension DatabaseURL: CustomStringConvertible {
    package var description: String {
        switch location {
        case .sqlite(let path): "sqlite:///\(path)"
        }
    }
}
