/// Reads what stands behind the question mark of a server's address.
struct OptionReader {
    fileprivate typealias Pair = (name: String, value: String)

    let parser: ServerAddressParser
    let query: ArraySlice<UInt8>
    /// A host stands before the question mark.
    let namesHost: Bool

    func read(into address: inout ServerAddress) throws(StorageError) {
        let pairs = try pairs()
        var seen: Set<AddressOption> = []
        var ports: String?
        for pair in pairs {
            guard let option = AddressOption(pair.name.lowercased(), for: parser.product) else {
                address.options.append(try driverOption(pair, among: pairs))
                continue
            }
            // SQLAlchemy repeats the host for each of several.
            guard seen.insert(option).inserted || option == .host else {
                throw parser.mistake("the option \(option.rawValue) is given twice")
            }
            if option == .port { ports = pair.value } else { try take(option, pair, into: &address) }
        }
        if let ports { try setPorts(ports, of: &address) }
    }

    private func pairs() throws(StorageError) -> [Pair] {
        var pairs: [Pair] = []
        for part in query.split(separator: UInt8(ascii: "&")) {
            let name = part.prefix { $0 != UInt8(ascii: "=") }
            guard name.endIndex < part.endIndex, !name.isEmpty else {
                throw parser.mistake("options are written name=value with & between them; & in a value is written %26")
            }
            let value = try parser.decoded(part[(name.endIndex + 1)...], plusIsSpace: true)
            pairs.append((try parser.decoded(name), value))
        }
        return pairs
    }

    private func take(
        _ option: AddressOption, _ pair: Pair, into address: inout ServerAddress
    ) throws(StorageError) {
        let given = OptionValues(name: pair.name, value: pair.value)
        switch option {
        case .connectTimeout: address.connectTimeout = try given.number(1...600)
        case .poolSize: address.pool.size = try given.number(1...200)
        case .poolTimeout: address.pool.timeout = try given.number(1...3600)
        case .poolIdle: address.pool.idle = try given.number(1...86400)
        case .applicationName: address.applicationName = try given.text()
        case .target: address.target = try given.word(ServerAddress.TargetSession.self)
        case .driver: address.driver = try given.text()
        case .charset: try given.checkCharset()
        case .passwordFile: address.passwordFile = try given.text()
        case .schema: address.schema = try given.text()
        case .pooler: address.pooler = try given.word(ServerAddress.Pooler.self)
        case .pgbouncer: address.pooler = try given.truth() ? .transaction : .none
        case .host, .port, .unixSocket, .user, .password, .serviceName, .sid:
            try takePart(option, given, into: &address)
        case .transport, .authorityFile, .certificateFile, .keyFile, .encrypt, .trustServerCertificate:
            try takeTransport(option, given, into: &address.transport)
        }
    }

    private func takeTransport(
        _ option: AddressOption, _ given: OptionValues, into transport: inout ServerAddress.TransportWishes
    ) throws(StorageError) {
        switch option {
        case .authorityFile: transport.authorityFile = try given.text()
        case .certificateFile: transport.certificateFile = try given.text()
        case .keyFile: transport.keyFile = try given.text()
        case .trustServerCertificate: transport.trustsAnyCertificate = try given.truth()
        case .encrypt:
            if transport.mode != nil { throw parser.mistake("encrypt and sslmode say the same; leave out one of them") }
            let word = try given.word([
                "no": TransportSecurity.Mode.disable, "yes": .verifyFull, "strict": .verifyFull, "true": .verifyFull,
                "false": .disable, "mandatory": .verifyFull,
            ])
            transport.mode = word
            transport.isStrict = given.value.lowercased() == "strict"
        default:
            if transport.mode != nil { throw parser.mistake("encrypt and sslmode say the same; leave out one of them") }
            transport.mode = try given.transport()
        }
    }

    /// What could have stood before the question mark may not have stood there too.
    private func takePart(
        _ option: AddressOption, _ given: OptionValues, into address: inout ServerAddress
    ) throws(StorageError) {
        switch option {
        case .user:
            if address.user != nil { throw parser.mistake("the user is given twice") }
            address.user = try given.text()
        case .password:
            if address.password != nil { throw parser.mistake("the password is given twice") }
            address.password = Secret(given.value)
        case .serviceName, .sid:
            if !address.database.isEmpty { throw parser.mistake("the service is given twice") }
            address.database = try given.text()
            address.namesSID = option == .sid
        default: try takeHosts(given, isSocket: option == .unixSocket, into: &address)
        }
    }

    private func takeHosts(
        _ given: OptionValues, isSocket: Bool, into address: inout ServerAddress
    ) throws(StorageError) {
        if isSocket, !given.value.hasPrefix("/") { throw given.wrong("a path that begins with a slash") }
        // `mysql+pymysql://asha@localhost/etime?unix_socket=/run/…`: the name only fills its place.
        let isFilled = isSocket && namesHost && address.hosts.map(\.name) == ["localhost"]
        if isFilled { address.hosts = [] }
        if namesHost, !isFilled { throw parser.mistake("the host is given twice") }
        address.hosts += try parser.hosts(Array(given.value.utf8)[...], isEncoded: false)
    }

    /// One port for all hosts, or one for each.
    private func setPorts(_ list: String, of address: inout ServerAddress) throws(StorageError) {
        if namesHost { throw parser.mistake("a port is written behind its host, as in db.example:5433") }
        if address.hosts.isEmpty { address.hosts = [parser.standardHost] }
        let texts = list.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard texts.count == 1 || texts.count == address.hosts.count else {
            throw parser.mistake("the option port has one port, or one for each host")
        }
        for index in address.hosts.indices {
            let text = texts.count == 1 ? texts[0] : texts[index]
            do { address.hosts[index].port = try HostText.port(text) } catch { throw parser.mistake(error.reason) }
        }
    }
}

extension OptionReader {
    /// What the address says in other ways: written for the driver it would get past the checks.
    private static let taken: Set<String> = [
        "driver", "dsn", "filedsn", "savefile", "server", "servername", "address", "addr", "db", "port", "socket",
        "database", "dbq", "uid",
        "user",
        "username", "pwd", "password", "sslmode", "pqopt", "forcetls", "sslverify", "sslca", "encrypt", "encryption",
        "trustservercertificate", "trusted_connection", "charset", "clientcharset",
    ]

    private func driverOption(
        _ pair: Pair, among pairs: [Pair]
    ) throws(StorageError) -> ServerAddress.DriverOption {
        let name = pair.name.lowercased()
        if name.hasPrefix("odbc.") { return try verbatim(pair) }
        if AddressOption.passedOn(for: parser.product).contains(name) { return .init(name: name, value: pair.value) }
        // A password with an & in it goes on as the next option: then no name is repeated.
        let mayBePassword = pairs.contains { Redaction.namesPassword($0.name + "=") } || !Self.isWord(pair.name)
        throw .unknownOption(
            name: mayBePassword ? Secret.mask : pair.name,
            nearest: Spelling.nearest(name, among: AddressOption.names(for: parser.product)))
    }

    private func verbatim(_ pair: Pair) throws(StorageError) -> ServerAddress.DriverOption {
        let name = String(pair.name.dropFirst("odbc.".count))
        guard Self.isWord(name) else {
            throw parser.mistake("behind odbc. comes the name of an attribute: letters, digits and _ alone")
        }
        if Self.taken.contains(name.lowercased()) {
            throw parser.mistake(
                "odbc.\(name) would go against the address; say it there, or write odbc: and all of it")
        }
        return .init(name: name, value: pair.value, isVerbatim: true)
    }

    private static func isWord(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { PercentCoding.isLetterOrDigit($0) || "_-".utf8.contains($0) }
    }
}
