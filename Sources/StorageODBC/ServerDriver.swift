package import Storage

/// Every database but SQLite's.
package struct ServerDriver: DatabaseDriver {
    package init() {}

    package func open(_ url: DatabaseURL) async throws -> (any Database)? {
        if case .sqlite = url.location { return nil }
        return try await ServerDatabase(url)
    }

    package func create(_ url: DatabaseURL) async throws -> Bool? {
        switch url.location {
        case .sqlite: return nil
        case .server(let address): return try await ServerCreation(address, url: url).run()
        case .odbc: throw StorageError.notCreatable(database: url.description)
        }
    }
}

/// What the programs are built with.
package let allDatabaseDrivers: [any DatabaseDriver] = [SQLiteDriver(), ServerDriver()]
