package import Storage

/// What the driver manager is given to reach one host of an address. It holds the password, so it is a secret itself.
///
/// How long to wait is not in it: `SQL_ATTR_LOGIN_TIMEOUT` says that to every driver, and psqlodbc takes it amiss to hear it
/// twice.
package struct ConnectionString {
    let address: ServerAddress
    let host: ServerAddress.Host
    let driver: ODBCDriver
    let security: TransportSecurity

    package init(
        _ address: ServerAddress, host: ServerAddress.Host, driver: ODBCDriver, security: TransportSecurity
    ) {
        self.address = address
        self.host = host
        self.driver = driver
        self.security = security
    }

    /// - Throws: ``StorageError`` where the driver cannot do what the address asks for.
    package func secret() throws(StorageError) -> Secret {
        var attributes = ConnectionAttributes(braces: driver.kind.braces)
        try attributes.add("Driver", braced: driver.reference)
        switch driver.kind {
        case .psqlodbc: try addPostgreSQL(to: &attributes)
        case .mariaDB: try addMariaDB(to: &attributes)
        case .mySQL: try addMySQL(to: &attributes)
        case .freeTDS: try addFreeTDS(to: &attributes)
        case .microsoft: try addMicrosoft(to: &attributes)
        case .oracle: try addOracle(to: &attributes)
        }
        for option in address.options where option.isVerbatim { try attributes.add(option.name, option.value) }
        return Secret(attributes.text)
    }

    /// A known option that is not typed, by its name in the address.
    func option(_ name: String) -> String? {
        address.options.first { !$0.isVerbatim && $0.name == name }?.value
    }
}
