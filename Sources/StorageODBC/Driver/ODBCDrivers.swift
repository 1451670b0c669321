package import Storage

/// Finds the driver for a server: the one that the address names, else the first of those that are known to do.
package struct ODBCDrivers: Sendable {
    private let registry: DriverRegistry

    package init(registry: DriverRegistry = DriverRegistry()) {
        self.registry = registry
    }

    /// - Throws: ``StorageError/driverMissing(product:package:)``, ``StorageError/driverNotFound(name:known:)``,
    ///   ``StorageError/wrongOption(name:allowed:)`` where the named one is of another product.
    package func driver(for address: ServerAddress) throws(StorageError) -> ODBCDriver {
        if let name = address.driver { return try named(name, for: address.product) }
        for candidate in Self.candidates(for: address.product) {
            if let driver = installed(candidate) { return driver }
        }
        throw .driverMissing(product: address.product, package: Self.package(for: address.product))
    }

    /// A name in odbcinst.ini, a part of one, or a library's file.
    private enum Candidate {
        case name(String, ODBCDriver.Kind)
        case namePart(String, ODBCDriver.Kind)
        case library(String, ODBCDriver.Kind)
    }

    /// PostgreSQL's ANSI driver hands bytes on as they are; its Unicode sister turns every text into UTF-16 and back.
    private static func candidates(for product: DatabaseProduct) -> [Candidate] {
        switch product {
        case .postgresql: [.library("psqlodbca.so", .psqlodbc)]
        case .mysql:
            [
                .library("libmaodbc.so", .mariaDB), .library("libmyodbc8a.so", .mySQL),
                .library("libmyodbc9a.so", .mySQL),
            ]
        case .sqlServer:
            [
                .name("ODBC Driver 18 for SQL Server", .microsoft), .name("ODBC Driver 17 for SQL Server", .microsoft),
                .library("libtdsodbc.so", .freeTDS),
            ]
        case .oracle: [.namePart("oracle", .oracle)]
        }
    }

    private func installed(_ candidate: Candidate) -> ODBCDriver? {
        switch candidate {
        case .name(let name, let kind):
            return registry.entry(named: name).map { ODBCDriver(reference: $0.name, kind: kind) }
        case .namePart(let part, let kind):
            let entry = registry.entries.first { $0.name.lowercased().contains(part) && registry.isInstalled($0) }
            return entry.map { ODBCDriver(reference: $0.name, kind: kind) }
        case .library(let file, let kind):
            let entry = registry.entries.first { $0.library.split(separator: "/").last == file[...] }
            // Registered somewhere unusual, or not registered at all.
            let path = entry.flatMap { registry.library($0.library) } ?? registry.library(file)
            return path.map { ODBCDriver(reference: $0, kind: kind) }
        }
    }

    private func named(_ name: String, for product: DatabaseProduct) throws(StorageError) -> ODBCDriver {
        let entry = registry.entry(named: name)
        let library = entry.flatMap { registry.library($0.library) } ?? registry.library(name)
        guard let library else { throw .driverNotFound(name: name, known: registry.entries.map(\.name)) }
        let kind = ODBCDriver.Kind(library: library, name: entry?.name ?? "") ?? .assumed(for: product)
        if kind.product != product {
            throw .wrongOption(name: "driver", allowed: "an ODBC driver for \(product.name), and \(name) is none")
        }
        return ODBCDriver(reference: entry?.name ?? library, kind: kind)
    }

    private static func package(for product: DatabaseProduct) -> String {
        switch product {
        case .postgresql: "the package odbc-postgresql"
        case .mysql: "the package odbc-mariadb"
        case .sqlServer: "the package tdsodbc, or Microsoft's msodbcsql18"
        case .oracle: "Oracle Instant Client with its ODBC package"
        }
    }
}
