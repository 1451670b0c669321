import SeededRandom
import Storage
import StorageODBC
import Testing

struct ConnectionStringTests {
    private func string(_ text: String, _ kind: ODBCDriver.Kind, host: Int = 0) throws -> String {
        guard case .server(let address) = try DatabaseURL(text).location else { return "no server" }
        let security = try TransportSecurity.policy(for: address, host: address.hosts[host]) { _ in true }
        let driver = ODBCDriver(reference: "X", kind: kind)
        return try ConnectionString(address, host: address.hosts[host], driver: driver, security: security).secret()
            .reveal()
    }

    private func attributes(_ text: String, _ kind: ODBCDriver.Kind, host: Int = 0) throws -> [String: String] {
        guard case .odbc(let address) = try DatabaseURL("odbc:" + string(text, kind, host: host)).location else {
            return [:]
        }
        let pairs = address.attributes.map { ($0.name, $0.value.reveal()) }
        return Dictionary(pairs) { _, _ in "twice" }
    }

    private static let habits =
        "Protocol=7.4-0;ByteaAsLongVarBinary=1;MaxVarcharSize=4000;BoolsAsChar=0;UpdatableCursors=0;"
        + "Debug=0;CommLog=0;"

    private static let alive =
        "keepalives_idle='10' keepalives_interval='5' keepalives_count='3' tcp_user_timeout='25000'}"

    @Test(arguments: [
        (
            "asha:pw@db:5433/etime",
            "Servername=db;Port=5433;SSLmode=require;Database=etime;UID=asha;PWD={pw};pqopt={\(alive);"
        ),
        ("localhost/etime", "Servername=localhost;Port=5432;SSLmode=prefer;Database=etime;pqopt={\(alive);"),
        ("/etime?host=/run/pg", "Servername=/run/pg;Port=5432;SSLmode=prefer;Database=etime;"),
        (
            "[::1]/etime?sslmode=disable",
            "Servername=::1;Port=5432;SSLmode=disable;Database=etime;pqopt={\(alive);"
        ),
        (
            "db/etime?connect_timeout=3&keepalives_idle=60&tcp_user_timeout=0",
            "Servername=db;Port=5432;SSLmode=require;Database=etime;pqopt={keepalives_idle='60' tcp_user_timeout='0' "
                + "keepalives_interval='1' keepalives_count='3'};"
        ),
        (
            "db/etime?sslrootcert=/my%20ca's.pem&application_name=E-Time",
            "Servername=db;Port=5432;SSLmode=verify-full;Database=etime;"
                + "pqopt={application_name='E-Time' sslrootcert='/my ca\\'s.pem' \(alive);"
        ),
        (
            "db/my%20company?options=-c%20a%3Db&keepalives=1&sslcert=/c&sslkey=/k",
            "Servername=db;Port=5432;SSLmode=require;Database=my company;"
                + "pqopt={sslcert='/c' sslkey='/k' options='-c a=b' keepalives='1' \(alive);"
        ),
        (
            "we%3Bi%7Drd:a%3Bb%7Dc%7Bd%3D%C3%A9%22%27@db/my%3Bd%7Db",
            "Servername=db;Port=5432;SSLmode=require;PWD={a;b}}c{d=é\"'};pqopt={user='we;i}}rd' dbname='my;d}}b' \(alive);"
        ),
    ])
    func forPostgreSQL(address: String, string wanted: String) throws {
        let built = try string("postgresql://\(address)", .psqlodbc)
        #expect(built == "Driver={X};\(wanted)UseServerSidePrepare=1;\(Self.habits)")
    }

    @Test func buildsForOneHostOfSeveral() throws {
        let address = "postgresql://asha:x@one,[::1]:2,three:3/e"
        #expect(
            try (0..<3).map { try attributes(address, .psqlodbc, host: $0)["Servername"] } == ["one", "::1", "three"])
        #expect(try (0..<3).map { try attributes(address, .psqlodbc, host: $0)["Port"] } == ["5432", "2", "3"])
        #expect(try attributes(address, .psqlodbc, host: 1)["SSLmode"] == "prefer")
    }

    @Test(arguments: [
        ("asha:a%3Bb%7D@db:3307/etime", "Server=db;Port=3307;Database=etime;UID=asha;PWD={a;b}}};", "FORCETLS=1;"),
        ("localhost/etime", "Server=localhost;Port=3306;Database=etime;", ""),
        ("/etime?unix_socket=/run/my.sock", "Server=localhost;Socket=/run/my.sock;Database=etime;", ""),
        ("[::1]/etime?ssl-mode=REQUIRED", "Server=::1;Port=3306;Database=etime;", "FORCETLS=1;"),
        ("db/etime?ssl-ca=/ca", "Server=db;Port=3306;Database=etime;", "FORCETLS=1;SSLVERIFY=1;SSLCA=/ca;"),
        (
            "db/etime?ssl-ca=/ca&ssl-mode=VERIFY_CA", "Server=db;Port=3306;Database=etime;", "FORCETLS=1;SSLCA=/ca;"
        ),
        ("db/etime?ssl-mode=VERIFY_CA", "Server=db;Port=3306;Database=etime;", "FORCETLS=1;SSLVERIFY=1;"),
        ("db/etime?ssl-mode=DISABLED&ssl-ca=/ca", "Server=db;Port=3306;Database=etime;", ""),
        (
            "db/my%20co?tls_version=TLSv1.3&read_timeout=9&odbc.INITSTMT=SET%20a%3D1",
            "Server=db;Port=3306;Database={my co};",
            "FORCETLS=1;TLSVERSION=TLSv1.3;READ_TIMEOUT=9;INITSTMT={SET a=1};"
        ),
    ])
    func forMariaDB(address: String, place: String, rest: String) throws {
        let built = try string("mysql://\(address)", .mariaDB)
        #expect(built == "Driver={X};\(place)CHARSET=utf8mb4;OPTION=2;NO_PROMPT=1;\(rest)")
    }

    @Test(arguments: ["%20x", "x%20", "%09", "x%C2%A0"])
    func mariaDBWouldTrimThePassword(password: String) throws {
        #expect(throws: StorageError.self) { try string("mysql://a:\(password)@db/e", .mariaDB) }
        #expect(try string("mysql://a:\(password)@db/e", .mySQL).contains("PWD={"))
        #expect(try string("mysql://a:x%20y@db/e", .mariaDB).contains("PWD={x y};"))
    }

    @Test(arguments: TransportSecurity.Mode.allCases)
    func forMySQLsOwnDriver(mode: TransportSecurity.Mode) throws {
        let words = ["DISABLED", "PREFERRED", "PREFERRED", "REQUIRED", "VERIFY_CA", "VERIFY_IDENTITY"]
        let index = try #require(TransportSecurity.Mode.allCases.firstIndex(of: mode))
        #expect(try attributes("mysql://localhost/e?sslmode=\(mode.rawValue)", .mySQL)["SSLMODE"] == words[index])
    }

    @Test(arguments: [
        ("sa:x@db/e", "Server=tcp:db,1433;Database=e;UID=sa;PWD={x};Encrypt=yes;TrustServerCertificate=no;"),
        ("db/e?trustservercertificate=yes", "Server=tcp:db,1433;Database=e;Encrypt=yes;TrustServerCertificate=yes;"),
        ("db\\HR/e?encrypt=strict", "Server=db\\HR;Database=e;Encrypt=strict;TrustServerCertificate=no;"),
        ("db/e?encrypt=no", "Server=tcp:db,1433;Database=e;Encrypt=no;TrustServerCertificate=yes;"),
        (
            "localhost/e?application_name=E+T&multisubnetfailover=yes",
            "Server=tcp:localhost,1433;Database=e;APP={E T};Encrypt=yes;TrustServerCertificate=yes;MultiSubnetFailover=yes;"
        ),
    ])
    func forMicrosoft(address: String, wanted: String) throws {
        #expect(try string("mssql://\(address)", .microsoft) == "Driver={X};\(wanted)")
    }

    @Test(arguments: [
        ("sa:x@db/e?trustservercertificate=yes", "Server=db;Port=1433;Database=e;UID=sa;PWD={x};", "require", ""),
        ("localhost\\HR/e", "Server=localhost\\HR;Database=e;", "require", ""),
        (
            "db/e?encrypt=no&applicationintent=ReadOnly", "Server=db;Port=1433;Database=e;", "off",
            "ApplicationIntent=ReadOnly;"
        ),
        ("localhost/e?sslmode=prefer", "Server=localhost;Port=1433;Database=e;", "request", ""),
    ])
    func forFreeTDS(address: String, place: String, encryption: String, rest: String) throws {
        let built = try string("mssql://\(address)", .freeTDS)
        #expect(built == "Driver={X};\(place)TDS_Version=7.4;ClientCharset=UTF-8;Encryption=\(encryption);\(rest)")
    }

    /// It would connect, and check nothing.
    @Test(arguments: ["mssql://sa:x@db/e", "mssql://db/e?encrypt=yes", "mssql://localhost/e?encrypt=strict"])
    func freeTDSChecksNoCertificate(address: String) throws {
        let error = #expect(throws: StorageError.self) { try string(address, .freeTDS) }
        #expect(error?.description.contains("trustservercertificate=yes") == true)
    }

    @Test(arguments: [
        (
            "a:x@localhost/hr",
            "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=localhost)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=hr)))"
        ),
        ("a:x@[::1]?sid=XE", "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=::1)(PORT=1521))(CONNECT_DATA=(SID=XE)))"),
        (
            "a:x@db:2484/hr?sslmode=verify-full",
            "(DESCRIPTION=(ADDRESS=(PROTOCOL=TCPS)(HOST=db)(PORT=2484))(CONNECT_DATA=(SERVICE_NAME=hr))"
                + "(SECURITY=(SSL_SERVER_DN_MATCH=YES)))"
        ),
    ])
    func forOracle(address: String, place: String) throws {
        #expect(try string("oracle://\(address)", .oracle) == "Driver={X};DBQ={\(place)};UID=a;PWD={x};")
    }

    /// It doubles no brace: what would end a value early is refused.
    @Test func freeTDSReadsBracesInItsOwnWay() throws {
        let start = "mssql://a:"
        let end = "@localhost/e?trustservercertificate=yes"
        for password in ["a}b", "}}", "{x}", "a;b", "a;}"] {
            let encoded = password.replacing("}", with: "%7D")
            #expect(try string(start + encoded + end, .freeTDS).contains("PWD={\(password)};"))
        }
        for password in ["%7D;", "x%7D;PWD=y"] {
            let error = #expect(throws: StorageError.self) { try string(start + password + end, .freeTDS) }
            #expect(error?.description.contains("password of the database address cannot be used") == true)
        }
        #expect(ODBCDriver.Kind.allCases.filter(\.takesWideStrings) == [.freeTDS])
    }

    /// Whatever user and password hold, they stay in their attribute.
    @Test(arguments: ODBCDriver.Kind.allCases.filter { $0 != .freeTDS })
    func nothingEscapesItsAttribute(kind: ODBCDriver.Kind) throws {
        var draws = SeededGenerator(seed: 42)
        let pieces = [
            "a", ";", "{", "}", "=", "'", "\"", "\\", " ", "é", "\u{301}", "PWD=", "};", "日", ",", "Server=evil;",
        ]
        for _ in 0..<500 {
            var word = "x"
            for _ in 0..<draws.between(0, 8) { word += pieces[draws.between(0, pieces.count - 1)] }
            word += "x"
            var address = ServerAddress(
                product: kind.product, hosts: [.init(name: "localhost", port: 1)],
                database: kind == .oracle ? "e" : word)
            (address.user, address.password) = (word, Secret(word))
            let built = try ConnectionString(
                address, host: address.hosts[0], driver: ODBCDriver(reference: word, kind: kind),
                security: TransportSecurity(mode: .require)
            ).secret()
            guard case .odbc(let read) = try DatabaseURL("odbc:\(built.reveal())").location else { return }
            let found = Dictionary(read.attributes.map { ($0.name, $0.value.reveal()) }) { _, _ in "twice" }
            #expect(found["PWD"] == word && found["Driver"] == word)
            #expect(
                found["Server"] ?? found["Servername"] ?? "localhost"
                    == (kind == .microsoft ? "tcp:localhost,1" : "localhost"))
            #expect(kind == .psqlodbc || found["UID"] == word)
            #expect("\(built)" == "•••")
        }
    }
}
