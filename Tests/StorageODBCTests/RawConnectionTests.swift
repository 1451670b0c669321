import Storage
import Testing

@testable import StorageODBC

/// `odbc:` and a connection string: what driver and server are is found out from them.
struct RawConnectionTests {
    private func raw(_ server: PoolServer) async throws -> DatabaseURL {
        guard case .server(let address) = try await server.newDatabase().location else { return try DatabaseURL("") }
        let driver = try ODBCDrivers().driver(for: address)
        let security = try TransportSecurity.policy(for: address, host: address.hosts[0])
        let string = ConnectionString(address, host: address.hosts[0], driver: driver, security: security)
        return try DatabaseURL("odbc:" + string.secret().reveal())
    }

    /// The drivers differ in how a cell is fetched that did not fit its room.
    @Test(arguments: PoolServer.allCases) func longCellsOfOneBlockAreReadWhole(server: PoolServer) async throws {
        let database = try await ServerDatabase(raw(server))
        let lengths = [70_000, 3, 300, 0, 70_001]
        _ = try await database.alter { db in
            try db.execute("CREATE TABLE t (id BIGINT NOT NULL PRIMARY KEY, words \(db.dialect.longText) NOT NULL)")
        }
        try await database.write { db in
            for (id, length) in lengths.enumerated() {
                let words = String(repeating: "\(id)", count: length)
                try db.execute("INSERT INTO t (id, words) VALUES (?, ?)", [.integer(id), .text(words)])
            }
        }
        let found = try await database.read { db in try db.all("SELECT words FROM t ORDER BY id") { $0.text(0) } }
        #expect(found == lengths.enumerated().map { String(repeating: "\($0)", count: $1) })
        try await database.close()
    }

    @Test func noDatabaseIsMadeByOne() async throws {
        let url = try DatabaseURL("odbc:DSN=etime;UID=asha")
        await #expect(throws: StorageError.notCreatable(database: "odbc:DSN=etime;UID=asha")) {
            try await createDatabase(url, drivers: allDatabaseDrivers)
        }
    }
}

struct DriverTraitsTests {
    @Test func oracleIsPassedDigitsAndWhatStandsForAnEmptyText() {
        let traits = DriverTraits(.oracle, .oracle)
        #expect(traits.passed(.int64(.min)) == "-9223372036854775808")
        #expect(traits.passed("") == .text(DatabaseProduct.oracle.dialect.storedEmptyText ?? ""))
        #expect(traits.passed("a") == "a" && traits.passed(.null) == .null)
        let number = traits.binding(of: .integer, longest: 20)
        #expect(number.cType == traits.binding(of: .text, longest: 20).cType)
        #expect(number.sqlType != traits.binding(of: .text, longest: 20).sqlType)
    }

    @Test(arguments: DatabaseProduct.allCases) func agreeWithTheDialect(product: DatabaseProduct) {
        for driver in ODBCDriver.Kind.allCases where driver.product == product {
            let traits = DriverTraits(product, driver)
            #expect(traits.usesDriverTransactions == product.dialect.beginsImplicitly)
            #expect(traits.emptyText == product.dialect.storedEmptyText)
        }
    }

    /// Whatever flavour answers later, what was settled before stays true.
    @Test(arguments: ServerFlavour.Product.allCases) func holdForEveryFlavour(flavour: ServerFlavour.Product) {
        let dialect = ServerFlavour(flavour, ServerVersion(99)).dialect
        let before = flavour.databaseProduct.dialect
        #expect(dialect.beginsImplicitly == before.beginsImplicitly)
        #expect(dialect.storedEmptyText == before.storedEmptyText)
    }
}

extension ServerFlavour.Product {
    fileprivate var databaseProduct: DatabaseProduct {
        switch self {
        case .postgreSQL, .cockroachDB, .yugabyteDB: .postgresql
        case .mariaDB, .mySQL, .tiDB: .mysql
        case .sqlServer: .sqlServer
        case .oracle: .oracle
        }
    }
}
