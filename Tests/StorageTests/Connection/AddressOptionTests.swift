import Storage
import Testing

struct AddressOptionTests {
    @Test func readsTheTypedOptions() throws {
        let address = try serverAddress(
            "postgresql://db/etime?connect_timeout=5&pool_size=8&pool_timeout=30&pool_idle=300&application_name=E-Time+1"
                + "&sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/c.pem&sslkey=/k.pem&target_session_attrs=prefer-standby"
                + "&pooler=session&driver=%2Fopt%2Fpsqlodbca.so&schema=hr&client_encoding=UTF8&password_file=/run/pw")
        #expect(address.connectTimeout == 5)
        #expect(address.pool.size == 8 && address.pool.timeout == 30 && address.pool.idle == 300)
        #expect(address.applicationName == "E-Time 1")
        #expect(address.transport.mode == .verifyFull)
        #expect(address.transport.authorityFile == "/ca.pem")
        #expect(address.transport.certificateFile == "/c.pem" && address.transport.keyFile == "/k.pem")
        #expect(address.target == .preferStandby && address.pooler == .session)
        #expect(address.driver == "/opt/psqlodbca.so" && address.schema == "hr" && address.passwordFile == "/run/pw")
        #expect(address.options.isEmpty)
    }

    @Test(arguments: [
        ("postgresql://db/e?SSLMODE=Require", TransportSecurity.Mode.require),
        ("postgresql://db/e?sslmode=allow", .allow),
        ("postgresql://db/e?sslmode=disable", .disable), ("postgresql://db/e?sslmode=verify-ca", .verifyCA),
        ("postgresql://db/e?sslmode=prefer", .prefer), ("mysql://db/e?ssl-mode=REQUIRED", .require),
        ("mysql://db/e?ssl_mode=VERIFY_CA", .verifyCA), ("mysql://db/e?sslmode=VERIFY_IDENTITY", .verifyFull),
        ("mysql://db/e?ssl-mode=DISABLED", .disable), ("mysql://db/e?ssl-mode=PREFERRED", .prefer),
        ("mssql://db/e?encrypt=yes", .verifyFull), ("mssql://db/e?Encrypt=no", .disable),
        ("mssql://db/e?encrypt=Strict", .verifyFull), ("mssql://db/e?sslmode=require", .require),
    ])
    func readsTransport(text: String, mode: TransportSecurity.Mode) throws {
        let wishes = try serverAddress(text).transport
        #expect(wishes.mode == mode)
        #expect(wishes.isStrict == text.hasSuffix("Strict"))
    }

    @Test(arguments: [
        ("pgbouncer=true", ServerAddress.Pooler.transaction), ("pgbouncer=false", .none),
        ("pooler=Transaction", .transaction),
        ("pooler=none", .none),
    ])
    func readsPoolers(option: String, pooler: ServerAddress.Pooler) throws {
        #expect(try serverAddress("postgresql://db/e?\(option)").pooler == pooler)
    }

    @Test func keepsTheRestInOrder() throws {
        let text =
            "postgresql://db/e?keepalives=1&odbc.Trace=1&sslmode=require&options=-c%20a%3Db&odbc.MaxVarcharSize=9"
        #expect(
            try serverAddress(text).options == [
                .init(name: "keepalives", value: "1"), .init(name: "Trace", value: "1", isVerbatim: true),
                .init(name: "options", value: "-c a=b"), .init(name: "MaxVarcharSize", value: "9", isVerbatim: true),
            ])
    }

    @Test(
        arguments: [
            ("postgresql://db/e?sslmod=require", "sslmod", "sslmode"),
            ("postgresql://db/e?ssl_mode=x", "ssl_mode", "sslmode"),
            ("mysql://db/e?ssl_moed=x", "ssl_moed", "ssl_mode"),
            ("mysql://db/e?unixsocket=/x", "unixsocket", "unix_socket"),
            ("postgresql://db/e?aplication_name=x", "aplication_name", "application_name"),
            ("mssql://db/e?trust_server_certificate=1", "trust_server_certificate", "trustservercertificate"),
            ("postgresql://db/e?flavour=mariadb", "flavour", nil), ("postgresql://db/e?encrypt=yes", "encrypt", nil),
            ("postgresql://db/e?password=a&Hush7=b", "•••", nil), ("postgresql://db/e?sl%20x=1", "•••", nil),
        ] as [(String, String, String?)])
    func namesTheNearestOption(text: String, name: String, nearest: String?) {
        let error = #expect(throws: StorageError.unknownOption(name: name, nearest: nearest)) { try DatabaseURL(text) }
        if let nearest { #expect(error?.description.contains("did you mean “\(nearest)”?") == true) }
        #expect(error?.description.contains("“odbc.”") == true)
    }

    @Test(arguments: [
        ("sslmode=Hush7", "disable, allow, prefer, require, verify-ca or verify-full"),
        ("pool_size=0", "from 1 to 200"),
        ("pool_size=-1", "from 1 to 200"), ("pool_size=", "from 1 to 200"), ("connect_timeout=5s", "from 1 to 600"),
        ("connect_timeout=99999999999999999999", "from 1 to 600"), ("pool_idle=1.5", "from 1 to 86400"),
        ("target_session_attrs=master", "any, primary"), ("pooler=pgpool", "transaction, session or none"),
        ("pgbouncer=maybe", "yes"), ("charset=latin1", "utf8mb4 or utf8"), ("schema=", "a value"),
        ("driver=", "a value"),
    ])
    func saysWhatAnOptionTakes(option: String, allowed: String) {
        let error = #expect(throws: StorageError.self) { try DatabaseURL("postgresql://db/e?\(option)") }
        #expect(error?.description.contains(allowed) == true, "\(error?.description ?? "")")
        #expect(error?.description.contains(String(option.prefix { $0 != "=" })) == true)
        #expect(error?.description.contains("Hush7") == false)
    }
}
