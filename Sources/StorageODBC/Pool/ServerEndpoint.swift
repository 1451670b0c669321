import Storage

/// All that is needed to connect to one host.
struct ServerEndpoint: Sendable {
    var connectionString: Secret
    /// Nil: found out from the driver.
    var product: DatabaseProduct?
    /// Nil: found out from the driver.
    var driver: ODBCDriver.Kind?
    /// In seconds.
    var timeout: Int
    var failures: FailureReader
    /// Statements for each new connection.
    var settings: [String] = []
    var isTransactionPooled = false
    /// The port whose connections are told by the program itself when the other end is gone; nil: the driver knows, or there
    /// is no network between.
    var watchedPort: Int?
}

extension ServerEndpoint {
    static let standardTimeout = 10

    /// - Throws: ``StorageError`` where the policy forbids the connection or the driver is missing.
    init(_ address: ServerAddress, host: ServerAddress.Host, database: String) throws(StorageError) {
        let driver = try ODBCDrivers().driver(for: address)
        let security = try TransportSecurity.policy(for: address, host: host)
        self.init(
            connectionString: try ConnectionString(address, host: host, driver: driver, security: security).secret(),
            product: address.product, driver: driver.kind,
            timeout: address.connectTimeout ?? Self.standardTimeout,
            failures: FailureReader(product: address.product, database: database),
            settings: Self.settings(address), isTransactionPooled: address.pooler == .transaction,
            watchedPort: Self.watchedPort(address.product, host))
    }

    private static func watchedPort(_ product: DatabaseProduct, _ host: ServerAddress.Host) -> Int? {
        product == .postgresql || host.isSocket || host.instance != nil ? nil : host.port
    }

    init(_ odbc: ODBCAddress, database: String) {
        self.init(
            connectionString: odbc.connectionString, product: nil, driver: nil, timeout: Self.standardTimeout,
            failures: FailureReader(product: nil, database: database))
    }

    private static func settings(_ address: ServerAddress) -> [String] {
        address.schema.map { ["SET search_path TO \($0.quoted("\"", "\""))"] } ?? []
    }
}
