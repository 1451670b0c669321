package import Storage

/// Every database but SQLite's.
package struct ServerDriver: DatabaseDriver {
    package init() {}

    package func open(_ url: DatabaseURL) async throws -> (any Database)? {
        if case .sqlite = url.location { return nil }
        return try await ServerDatabase(url)
    }

    package func create(_ url: DatabaseURL) async throws -> Bool? {
        guard case .server(let address) = url.location else { return nil }
        return try await ServerCreation(address, url: url).run()
    }
}

/// What the programs are built with.
package let allDatabaseDrivers: [any DatabaseDriver] = [SQLiteDriver(), ServerDriver()]
