import Storage
import Testing

struct TransportSecurityTests {
    private static let local = [
        "localhost", "LocalHost.", "127.0.0.1", "127.9.8.7", "[::1]", "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
    ]
    private static let remote = [
        "db.example", "10.0.0.1", "127.0.0.1.example", "localhost.example", "[::2]", "[::ffff:10.0.0.1]",
        "0.0.0.0", "[::]", "[fe80::1%25lo]", "notlocalhost", "127.1",
    ]

    private func policy(_ text: String) throws -> TransportSecurity {
        let address = try serverAddress(text)
        return try .policy(for: address, host: address.hosts[0]) { !$0.contains("missing") }
    }

    @Test(arguments: local) func knowsThisComputer(host: String) throws {
        #expect(try policy("postgresql://asha:x@\(host)/e").mode == .prefer)
        #expect(try policy("mysql://asha:x@\(host)/e").mode == .prefer)
        #expect(try policy("mssql://asha:x@\(host)/e").mode == .require)
        #expect(try policy("oracle://asha:x@\(host)/e").mode == .disable)
    }

    @Test(arguments: remote) func takesAllElseForAnother(host: String) throws {
        #expect(try policy("postgresql://asha:x@\(host)/e").mode == .require)
        #expect(try policy("mysql://asha:x@\(host)/e").mode == .require)
        #expect(try policy("mssql://asha:x@\(host)/e").mode == .verifyFull)
        #expect(throws: StorageError.self) { try policy("oracle://asha:x@\(host)/e") }
    }

    @Test(arguments: ["postgresql:///e", "postgresql:///e?host=/run/pg", "mysql:///e?unix_socket=/run/x"])
    func takesSocketsForThisComputer(text: String) throws { #expect(try policy(text).mode == .prefer) }

    @Test func anAuthorityIsAsked() throws {
        #expect(try policy("postgresql://db/e?sslrootcert=/ca").mode == .verifyFull)
        #expect(try policy("mysql://db/e?ssl-ca=/ca").mode == .verifyFull)
        #expect(try policy("postgresql://db/e?sslrootcert=/ca&sslmode=verify-ca").mode == .verifyCA)
        #expect(try policy("postgresql://localhost/e?sslrootcert=/ca").mode == .prefer)
        #expect(try policy("postgresql://db/e?sslrootcert=/ca").authorityFile == "/ca")
    }

    /// Every word for every product, on this computer and on another.
    @Test(arguments: DatabaseProduct.allCases, TransportSecurity.Mode.allCases)
    func whatIsSaidHolds(product: DatabaseProduct, mode: TransportSecurity.Mode) throws {
        #expect(try policy("\(product.scheme)://a:x@localhost/e?sslmode=\(mode.rawValue)").mode == mode)
        let remote = "\(product.scheme)://a:x@db.example/e?sslmode=\(mode.rawValue)"
        guard mode == .allow || mode == .prefer else {
            #expect(try policy(remote).mode == mode)
            return
        }
        let error = #expect(throws: StorageError.passwordInClear(host: "db.example", product: product)) {
            try policy(remote)
        }
        let advice = [DatabaseProduct.sqlServer: "encrypt=yes", .mysql: "ssl-mode=VERIFY_IDENTITY&ssl-ca=/path"]
        #expect(error?.description.contains(advice[product] ?? "sslmode=verify-full") == true)
    }

    /// What a sentence advises is accepted.
    @Test(arguments: DatabaseProduct.allCases) func theAdviceIsGood(product: DatabaseProduct) throws {
        let sentence = StorageError.passwordInClear(host: "db", product: product).description
        let advices = sentence.split(separator: " ").filter { $0.hasPrefix("?") }.map { $0.dropFirst() }
        #expect(advices.count == 2)
        #expect(try policy("\(product.scheme)://a:x@db/e?\(advices[0])").mode == .verifyFull)
        #expect(try policy("\(product.scheme)://a:x@db/e?\(advices[1])").mode == .disable)
    }

    @Test(arguments: [
        ("", TransportSecurity.Mode.verifyFull), ("?encrypt=yes", .verifyFull), ("?encrypt=strict", .verifyFull),
        ("?encrypt=no", .disable), ("?trustservercertificate=yes", .require),
        ("?encrypt=yes&TrustServerCertificate=yes", .require),
        ("?encrypt=no&trustservercertificate=yes", .disable), ("?trustservercertificate=no", .verifyFull),
    ])
    func sqlServerHasItsOwnWords(options: String, mode: TransportSecurity.Mode) throws {
        let security = try policy("mssql://a:x@db.example/e\(options)")
        #expect(security.mode == mode)
        #expect(security.isStrict == options.contains("strict"))
    }

    @Test(arguments: [("sslrootcert", "sslrootcert"), ("sslcert", "sslcert"), ("sslkey", "sslkey")])
    func aFileMustBeThere(option: String, named: String) throws {
        let error = #expect(throws: StorageError.securityFileMissing(path: "/missing.pem", option: named)) {
            try policy("postgresql://localhost/e?\(option)=/missing.pem")
        }
        #expect(error?.description.contains("/missing.pem cannot be read") == true)
    }

    @Test func looksForFilesItself() throws {
        let address = try serverAddress("postgresql://db/e?sslrootcert=/no/such/ca.pem")
        #expect(throws: StorageError.securityFileMissing(path: "/no/such/ca.pem", option: "sslrootcert")) {
            try TransportSecurity.policy(for: address, host: address.hosts[0])
        }
    }

    @Test func modesAreOrdered() {
        #expect(TransportSecurity.Mode.allCases == TransportSecurity.Mode.allCases.sorted())
        #expect(TransportSecurity.Mode.allCases.filter(\.isVerifying) == [.verifyCA, .verifyFull])
    }

    @Test func eachHostIsJudgedByItself() throws {
        let address = try serverAddress("postgresql://localhost,db/e")
        #expect(
            try address.hosts.map { try TransportSecurity.policy(for: address, host: $0).mode } == [.prefer, .require])
    }
}
