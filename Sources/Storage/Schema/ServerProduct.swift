extension SQLConnection {
    /// Which database it is, with its version: `SQLite 3.40.1`.
    /// - Throws: ``StorageError``
    package func product() throws -> String {
        let text = try first(dialect.versionQuery) { $0.text(0) } ?? ""
        // What the server says may begin with its own name, and ends with how it was built.
        let words = text.split(separator: " ").prefix(2).filter { $0 != dialect.name[...] }
        return ([dialect.name] + words.prefix(1).map(String.init)).joined(separator: " ")
    }
}
