import Foundation
import Storage
import StorageODBC
import Testing

struct ODBCDriversTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "drivers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Drivers for a computer that has these libraries.
    private func drivers(_ libraries: [String], _ registry: String = "") throws -> ODBCDrivers {
        for library in libraries { try Data().write(to: folder.appending(path: library)) }
        let text = registry.replacing("$F", with: folder.path)
        return ODBCDrivers(registry: DriverRegistry(texts: [text], folders: ["/no/such/folder", folder.path]))
    }

    private func address(_ product: DatabaseProduct, driver: String? = nil) -> ServerAddress {
        var address = ServerAddress(product: product, hosts: [.init(name: "db", port: 1)], database: "e")
        address.driver = driver
        return address
    }

    @Test func theOrderIsKept() throws {
        let all = try drivers(["psqlodbcw.so", "psqlodbca.so", "libmyodbc8a.so", "libmaodbc.so", "libtdsodbc.so"])
        #expect(
            try all.driver(for: address(.postgresql))
                == .init(reference: folder.path + "/psqlodbca.so", kind: .psqlodbc))
        #expect(try all.driver(for: address(.mysql)) == .init(reference: folder.path + "/libmaodbc.so", kind: .mariaDB))
        #expect(
            try all.driver(for: address(.sqlServer)) == .init(reference: folder.path + "/libtdsodbc.so", kind: .freeTDS)
        )
        let mysql = ODBCDrivers(registry: DriverRegistry(texts: [], folders: [folder.path]))
        try FileManager.default.removeItem(at: folder.appending(path: "libmaodbc.so"))
        #expect(try mysql.driver(for: address(.mysql)).kind == .mySQL)
    }

    @Test func microsoftsComesBeforeFreeTDS() throws {
        let registry = """
            # a comment
            [FreeTDS]
            Driver=libtdsodbc.so
            [ODBC Driver 17 for SQL Server]
            Description = Microsoft
            Driver = $F/libmsodbcsql-17.so
            [ODBC Driver 18 for SQL Server]
            Driver=$F/libmsodbcsql-18.so
            """
        let none = try drivers(["libtdsodbc.so"], registry)
        #expect(try none.driver(for: address(.sqlServer)).kind == .freeTDS)
        let older = try drivers(["libmsodbcsql-17.so"], registry)
        #expect(try older.driver(for: address(.sqlServer)).reference == "ODBC Driver 17 for SQL Server")
        let both = try drivers(["libmsodbcsql-18.so"], registry)
        #expect(
            try both.driver(for: address(.sqlServer))
                == .init(reference: "ODBC Driver 18 for SQL Server", kind: .microsoft))
    }

    @Test func findsARegisteredLibraryElsewhere() throws {
        let elsewhere = folder.appending(path: "opt")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
        try Data().write(to: elsewhere.appending(path: "psqlodbca.so"))
        let found = try drivers([], "[mine]\nDriver=/gone.so\nDriver64=$F/opt/psqlodbca.so\n")
        #expect(try found.driver(for: address(.postgresql)).reference == elsewhere.path + "/psqlodbca.so")
        let oracle = try drivers(["libsqora.so.19.1"], "[Oracle 19 ODBC driver]\nDriver=$F/libsqora.so.19.1")
        #expect(try oracle.driver(for: address(.oracle)) == .init(reference: "Oracle 19 ODBC driver", kind: .oracle))
    }

    @Test(arguments: [
        (DatabaseProduct.postgresql, "odbc-postgresql"), (.mysql, "odbc-mariadb"), (.sqlServer, "tdsodbc"),
        (.oracle, "Oracle Instant Client"),
    ])
    func saysWhatToInstall(product: DatabaseProduct, package: String) throws {
        let gone = try drivers([], "[PostgreSQL ANSI]\nDriver=psqlodbca.so\n[Oracle]\nDriver=/gone.so")
        let error = #expect(throws: StorageError.self) { try gone.driver(for: address(product)) }
        #expect(error?.description.contains(package) == true)
        #expect(error?.description.contains(product.name) == true)
    }

    @Test func takesTheNamedOne() throws {
        let known = try drivers(
            ["psqlodbcw.so", "libtdsodbc.so", "libstrange.so"],
            "[PostgreSQL Unicode]\nDriver=psqlodbcw.so\n[FreeTDS]\nDriver=libtdsodbc.so\n[Strange]\nDriver=libstrange.so"
        )
        #expect(
            try known.driver(for: address(.postgresql, driver: "postgresql unicode"))
                == .init(reference: "PostgreSQL Unicode", kind: .psqlodbc))
        let path = folder.path + "/psqlodbcw.so"
        #expect(try known.driver(for: address(.postgresql, driver: path)) == .init(reference: path, kind: .psqlodbc))
        #expect(try known.driver(for: address(.mysql, driver: "Strange")).kind == .mySQL)
        #expect(
            throws: StorageError.driverNotFound(name: "FreeTSD", known: ["PostgreSQL Unicode", "FreeTDS", "Strange"])
        ) {
            try known.driver(for: address(.sqlServer, driver: "FreeTSD"))
        }
        let error = #expect(throws: StorageError.self) { try known.driver(for: address(.mysql, driver: "FreeTDS")) }
        #expect(error?.description.contains("option driver") == true)
    }

    /// The package of the driver for PostgreSQL is one that this project's tests need.
    @Test func findsThisComputersDrivers() throws {
        #expect(try ODBCDrivers().driver(for: address(.postgresql)).reference.hasSuffix("psqlodbca.so"))
        #expect(try ODBCDrivers().driver(for: address(.mysql)).kind == .mariaDB)
        let elsewhere = DriverRegistry(environment: ["ODBCSYSINI": folder.path, "HOME": "/no/such/home"])
        #expect(elsewhere.entries.isEmpty)
    }
}
