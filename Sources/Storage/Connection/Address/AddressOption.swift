/// An option that an address may have behind its question mark, as it is written here. Case does not matter.
enum AddressOption: String, CaseIterable {
    case connectTimeout = "connect_timeout"
    case poolSize = "pool_size"
    case poolTimeout = "pool_timeout"
    case poolIdle = "pool_idle"
    case applicationName = "application_name"
    case target = "target_session_attrs"
    case driver, charset, host, port, user, password
    case passwordFile = "password_file"
    case transport = "sslmode"
    case authorityFile = "sslrootcert"
    case certificateFile = "sslcert"
    case keyFile = "sslkey"
    case encrypt
    case trustServerCertificate = "trustservercertificate"
    case schema, pooler, pgbouncer
    case unixSocket = "unix_socket"
    case serviceName = "service_name"
    case sid

    /// - Parameter name: in lower case.
    init?(_ name: String, for product: DatabaseProduct) {
        guard let option = Self.spellings(for: product)[name] else { return nil }
        self = option
    }

    /// Every name that is understood in the addresses of a product, for "did you mean".
    static func names(for product: DatabaseProduct) -> [String] {
        (Array(spellings(for: product).keys) + passedOn(for: product)).sorted()
    }

    /// What is not ours: it goes on to the driver, or to the library beneath it, under the same name.
    static func passedOn(for product: DatabaseProduct) -> [String] {
        switch product {
        case .postgresql:
            [
                "options", "keepalives", "keepalives_idle", "keepalives_interval", "keepalives_count",
                "tcp_user_timeout", "gssencmode", "channel_binding", "krbsrvname", "sslcrl",
                "ssl_min_protocol_version", "ssl_max_protocol_version",
            ]
        case .mysql: ["tls_version", "ssl_cipher", "ssl_crl", "read_timeout", "write_timeout"]
        case .sqlServer: ["applicationintent", "multisubnetfailover", "tds_version", "hostnameincertificate"]
        case .oracle: []
        }
    }

    private func belongs(to product: DatabaseProduct) -> Bool {
        switch self {
        case .encrypt, .trustServerCertificate: product == .sqlServer
        case .schema, .pooler, .pgbouncer: product == .postgresql
        case .unixSocket: product == .mysql
        case .serviceName, .sid: product == .oracle
        case .authorityFile, .certificateFile, .keyFile: product == .postgresql || product == .mysql
        default: true
        }
    }

    private static func spellings(for product: DatabaseProduct) -> [String: AddressOption] {
        let own = allCases.filter { $0.belongs(to: product) }.map { ($0.rawValue, $0) }
        return Dictionary(uniqueKeysWithValues: own).merging(otherNames(for: product)) { own, _ in own }
    }

    /// What the products' own clients and SQLAlchemy's drivers call them.
    private static func otherNames(for product: DatabaseProduct) -> [String: AddressOption] {
        switch product {
        case .postgresql: ["client_encoding": .charset]
        case .mysql:
            [
                "ssl-mode": .transport, "ssl_mode": .transport, "ssl-ca": .authorityFile, "ssl_ca": .authorityFile,
                "ssl-cert": .certificateFile, "ssl_cert": .certificateFile, "ssl-key": .keyFile, "ssl_key": .keyFile,
                "connection_timeout": .connectTimeout,
            ]
        case .sqlServer, .oracle: [:]
        }
    }
}
