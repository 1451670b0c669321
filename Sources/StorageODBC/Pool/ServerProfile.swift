import Storage

/// What kind of server answered, and how it wants to be spoken to: found out once, by the first connection.
struct ServerProfile: Sendable {
    let flavour: ServerFlavour
    let dialect: any ServerDialect
    let failures: FailureReader
    let readStatements: [String]
    let writeStatements: [String]
    let sessionStatements: [String]
    let aliveStatement: String

    /// - Throws: ``ODBCFailure``, ``StorageError``
    init(of link: ODBCLink, _ endpoint: ServerEndpoint) throws {
        var failures = endpoint.failures
        failures.product = link.product
        let flavour = try Self.flavour(link, endpoint)
        let dialect = flavour.dialect
        self.flavour = flavour
        self.dialect = dialect
        self.failures = failures
        let settings = dialect.sessionSettings + endpoint.settings + (try Self.clusterSettings(link))
        let keepalive = Keepalive(connectTimeout: endpoint.timeout).serverSettings(flavour)
        // Behind such a pooler every transaction may be on another server connection.
        let begin = { (statements: [String]) in
            guard endpoint.isTransactionPooled else { return statements }
            return [(statements + settings.map(Self.local)).joined(separator: "; ")]
        }
        readStatements = begin(dialect.beginRead)
        writeStatements = begin(dialect.beginWrite)
        sessionStatements = endpoint.isTransactionPooled ? [] : settings + keepalive
        aliveStatement = dialect.adapted("SELECT 1")
    }

    private static func flavour(_ link: ODBCLink, _ endpoint: ServerEndpoint) throws -> ServerFlavour {
        let database = endpoint.failures.database
        let question: String
        switch link.product {
        case .postgresql, .mysql: question = "SELECT version()"
        case .sqlServer: question = "SELECT @@version"
        case .oracle: question = "SELECT banner_full FROM v$version"
        case nil: throw StorageError.unsupportedServer(database: database, what: "a server of a kind it does not know")
        }
        let text = try link.text(question)
        guard let flavour = ServerFlavour(text) else {
            throw StorageError.unsupportedServer(database: database, what: text)
        }
        guard flavour.isSupported else {
            throw StorageError.unsupportedServer(
                database: database,
                what: "\(flavour.product.rawValue) \(flavour.version), and needs \(flavour.oldest) or later")
        }
        return flavour
    }

    /// A node of a Galera cluster shows what another one answered for only when it gets to it. So a transaction begins when the
    /// node has caught up with all that was committed before, anywhere.
    private static func clusterSettings(_ link: ODBCLink) throws -> [String] {
        guard link.product == .mysql, try link.text("SHOW VARIABLES LIKE 'wsrep_on'", column: 1) == "ON" else {
            return []
        }
        return ["SET SESSION wsrep_sync_wait = 1"]
    }

    private static func local(_ setting: String) -> String {
        setting.hasPrefix("SET ") ? "SET LOCAL " + setting.dropFirst(4) : setting
    }
}
