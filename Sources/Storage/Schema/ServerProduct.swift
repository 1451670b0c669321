extension SQLConnection {
    /// Which database it is, with its version: `SQLite 3.40.1`.
    /// - Throws: ``StorageError``
    package func product() throws -> String {
        let query =
            switch dialect.name {
            case "SQLite": "SELECT sqlite_version()"
            case "SQL Server": "SELECT CAST(SERVERPROPERTY('ProductVersion') AS VARCHAR(60))"
            case "Oracle": "SELECT version FROM product_component_version WHERE product LIKE 'Oracle%'"
            default: "SELECT version()"
            }
        let text = try first(query) { $0.text(0) } ?? ""
        // What the server says may begin with its own name, and ends with how it was built.
        let words = text.split(separator: " ").prefix(2).filter { $0 != dialect.name[...] }
        return ([dialect.name] + words.prefix(1).map(String.init)).joined(separator: " ")
    }
}
