import Storage

/// All that is needed to connect to one host.
struct ServerEndpoint: Sendable {
    var connectionString: Secret
    /// Nil: found out from the driver.
    var product: DatabaseProduct?
    var traits: DriverTraits
    /// In seconds.
    var timeout: Int
    var failures: FailureReader
    /// Statements for each new connection.
    var settings: [String] = []
    var isTransactionPooled = false
}

extension ServerEndpoint {
    static let standardTimeout = 10

    /// - Throws: ``StorageError`` where the policy forbids the connection or the driver is missing.
    init(_ address: ServerAddress, host: ServerAddress.Host, database: String) throws(StorageError) {
        let driver = try ODBCDrivers().driver(for: address)
        let security = try TransportSecurity.policy(for: address, host: host)
        self.init(
            connectionString: try ConnectionString(address, host: host, driver: driver, security: security).secret(),
            product: address.product, traits: DriverTraits(address, driver),
            timeout: address.connectTimeout ?? Self.standardTimeout,
            failures: FailureReader(product: address.product, database: database),
            settings: Self.settings(address), isTransactionPooled: address.pooler == .transaction)
    }

    init(_ odbc: ODBCAddress, database: String) {
        self.init(
            connectionString: odbc.connectionString, product: nil, traits: DriverTraits(),
            timeout: Self.standardTimeout,
            failures: FailureReader(product: nil, database: database))
    }

    private static func settings(_ address: ServerAddress) -> [String] {
        address.schema.map { ["SET search_path TO \($0.quoted("\"", "\""))"] } ?? []
    }
}

extension DriverTraits {
    init(_ address: ServerAddress, _ driver: ODBCDriver) {
        self.init()
        connectsInUTF16 = driver.kind.takesWideStrings
        executesDirectly = address.pooler == .transaction
        switch address.product {
        case .postgresql: break
        // MariaDB's driver goes on in the long cell of one row of a block where it stopped in that of another.
        case .mysql, .sqlServer: fetchesLongCellsFromBlocks = false
        case .oracle:
            fetchesLongCellsFromBlocks = false
            usesDriverTransactions = true
            // A character of the private use area, which nobody types.
            emptyText = "\u{E000}"
        }
    }
}
