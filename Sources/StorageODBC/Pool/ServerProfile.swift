import Storage

/// What kind of server answered, and how it wants to be spoken to: found out once, by the first connection.
struct ServerProfile: Sendable {
    let dialect: any ServerDialect
    let failures: FailureReader
    let readStatements: [String]
    let writeStatements: [String]
    let sessionStatements: [String]
    let aliveStatement: String

    /// - Throws: ``ODBCFailure``, ``StorageError``
    init(of link: ODBCLink, _ endpoint: ServerEndpoint) throws {
        var failures = endpoint.failures
        let product = try endpoint.product ?? link.product()
        failures.product = product
        let dialect = try ServerFlavour.dialect(of: product) { try link.text($0) }
        self.dialect = dialect
        self.failures = failures
        let settings = dialect.sessionSettings + endpoint.settings
        // Behind such a pooler every transaction may be on another server connection.
        let begin = { (statements: [String]) in
            guard endpoint.isTransactionPooled else { return statements }
            return [(statements + settings.map(Self.local)).joined(separator: "; ")]
        }
        readStatements = begin(dialect.beginRead)
        writeStatements = begin(dialect.beginWrite)
        sessionStatements = endpoint.isTransactionPooled ? [] : settings
        aliveStatement = product == .oracle ? "SELECT 1 FROM DUAL" : "SELECT 1"
    }

    private static func local(_ setting: String) -> String {
        setting.hasPrefix("SET ") ? "SET LOCAL " + setting.dropFirst(4) : setting
    }
}
