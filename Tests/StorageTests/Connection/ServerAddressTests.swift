import Foundation
import Storage
import Testing

/// Reads an address that must be a server's.
func serverAddress(_ text: String) throws -> ServerAddress {
    guard case .server(let address) = try DatabaseURL(text).location else {
        throw StorageError.notAnAddress(text, reason: "not a server's")
    }
    return address
}

struct ServerAddressTests {
    @Test(arguments: [
        ("postgresql://asha:pw@db.example:5433/etime", "postgresql://asha@db.example:5433/etime"),
        ("postgres://db/etime", "postgresql://db:5432/etime"), ("POSTGRESQL://db/Etime", "postgresql://db:5432/Etime"),
        ("postgresql+psycopg2://a:b@db/etime", "postgresql://a@db:5432/etime"),
        ("mysql://a:b@db/etime", "mysql://a@db:3306/etime"), ("mariadb://db:3307/etime", "mysql://db:3307/etime"),
        ("mysql+pymysql://a:b@db/etime?charset=utf8mb4", "mysql://a@db:3306/etime"),
        ("mysql+mysqlconnector://a:b@db/etime", "mysql://a@db:3306/etime"),
        ("mssql://a:b@db/etime", "mssql://a@db:1433/etime"), ("sqlserver://db/etime", "mssql://db:1433/etime"),
        ("mssql://db\\PAYROLL/etime", "mssql://db\\PAYROLL/etime"),
        (
            "mssql+pyodbc://a:b@db/etime?driver=ODBC+Driver+17+for+SQL+Server&TrustServerCertificate=yes",
            "mssql://a@db:1433/etime"
        ),
        ("oracle://db:1522/XEPDB1", "oracle://db:1522/XEPDB1"), ("oracle://db?service_name=hr", "oracle://db:1521/hr"),
        ("oracle://db?sid=XE", "oracle://db:1521?sid=XE"),
        ("oracle+cx_oracle://a:b@db:1521/hr", "oracle://a@db:1521/hr"),
        ("oracle+oracledb://db/hr", "oracle://db:1521/hr"),
        ("postgresql://a,b:5433,c/db?target_session_attrs=read-write", "postgresql://a:5432,b:5433,c:5432/db"),
        ("postgresql://[::1]/db", "postgresql://[::1]:5432/db"),
        (
            "postgresql://[2001:db8::7]:6000,[fe80::1%25eth0]/db",
            "postgresql://[2001:db8::7]:6000,[fe80::1%25eth0]:5432/db"
        ),
        ("postgresql:///db", "postgresql:///db?host=/var/run/postgresql"),
        ("postgresql:///db?host=/run/pg&port=5433", "postgresql:///db?host=/run/pg&port=5433"),
        ("postgresql://%2Frun%2Fpg/db", "postgresql:///db?host=/run/pg"),
        ("postgresql://asha@/db?host=a:1&host=b", "postgresql://asha@a:1,b:5432/db"),
        ("postgresql:///db?host=a,b&port=1,2", "postgresql://a:1,b:2/db"),
        ("postgresql:///db?host=/run/pg,b", "postgresql://%2Frun%2Fpg:5432,b:5432/db"),
        ("postgresql:///db?host=::1", "refused"),
        ("postgresql:///db?user=asha&password=a%26b", "postgresql://asha@/db?host=/var/run/postgresql"),
        ("mysql:///db", "mysql://localhost:3306/db"),
        ("mysql:///db?unix_socket=/run/my.sock", "mysql:///db?unix_socket=/run/my.sock"),
        ("mysql+pymysql://a:b@localhost/db?unix_socket=/run/my.sock", "mysql://a@/db?unix_socket=/run/my.sock"),
        ("postgresql://db/my%20company?schema=pay+roll", "postgresql://db:5432/my%20company?schema=pay%20roll"),
        ("postgresql://d%C3%A9pt%40x:p@bücher.example/é", "postgresql://d%C3%A9pt%40x@bücher.example:5432/%C3%A9"),
        (
            "mysql://db/etime?odbc.Trace=1&odbc.INITSTMT=SET+a%3Db",
            "mysql://db:3306/etime?odbc.Trace=1&odbc.INITSTMT=SET%20a%3Db"
        ),
    ])
    func readsAndShows(text: String, shown: String) throws {
        guard shown != "refused" else {
            #expect(throws: StorageError.self) { try DatabaseURL(text) }
            return
        }
        let url = try DatabaseURL(text)
        #expect(url.description == shown)
        // What is shown is an address of the same database.
        #expect(try DatabaseURL(url.description).description == shown)
    }

    @Test(
        arguments: [
            ("asha:pw", "asha", "pw"), ("asha", "asha", nil), ("asha:", "asha", ""), (":pw", nil, "pw"), ("", nil, nil),
            ("a%3Ab:c%3Ad", "a:b", "c:d"), ("a:b:c", "a", "b:c"), ("a:b@c", "a", "b@c"),
            ("a:%2F%3F%23%25%40", "a", "/?#%@"),
            ("a:p+q", "a", "p+q"), ("a:é\u{301}#;}{=\"'", "a", "é\u{301}#;}{=\"'"), ("a:@\u{301}", "a", "@\u{301}"),
        ] as [(String, String?, String?)])
    func readsUserAndPassword(credentials: String, user: String?, password: String?) throws {
        let address = try serverAddress("postgresql://\(credentials)@db/etime")
        #expect(address.user == user)
        #expect(address.password?.reveal() == password)
        #expect(address.hosts == [.init(name: "db", port: 5432)])
    }

    @Test(arguments: [
        "postgresql://", "postgresql://db", "postgresql://db/", "postgresql://db/a/b", "postgresql://db:x/etime",
        "postgresql://db:0/etime", "postgresql://db:65536/etime", "postgresql://db:+1/etime", "postgresql://a,,b/etime",
        "postgresql://[::1/etime", "postgresql://[db]/etime", "postgresql://[::1]x/etime", "postgresql://::1/etime",
        "postgresql://asha:Hush7", "postgresql://asha:Hush7/etime", "postgresql://asha:Hu/sh7@db/etime",
        "postgresql://asha:Hush7?x@db/etime", "postgresql://asha:12?Hush7=x@db/etime",
        "postgresql://asha:Hush7%@db/etime",
        "postgresql://asha:Hush7%zz@db/etime", "postgresql://asha:Hush7%FF@db/etime",
        "postgresql://asha:Hush7%00@db/etime",
        "postgresql://asha:Hush7@db/etime@x", "postgresql://asha:Hush7@/etime?host=a&host=", "postgresql://d b/etime",
        "postgresql://db;PWD=Hush7/etime", "postgresql://db{/etime", "postgresql://db/etime?Hush7",
        "postgresql://db/etime?=1",
        "postgresql://asha:Hush7@db/etime?password=Hush7", "postgresql://asha@db/etime?user=asha",
        "postgresql://db/etime?host=other", "postgresql://db/etime?port=1", "postgresql:///etime?port=1,2",
        "mysql://db/etime?unix_socket=/run/my.sock", "mssql://db,1433/etime", "mssql://db\\X:1433/etime",
        "mssql://\\X/etime",
        "mssql:///etime?host=/run/x", "oracle://db/hr?sid=XE", "oracle://db/a)(HOST=x", "oracle://db?sid=a%29",
        "oracle://db?sid=XE&service_name=hr",
        "mssql://db/etime?encrypt=yes&sslmode=disable", "postgresql://db/etime?sslmode=disable&sslmode=require",
        "postgresql://db/etime?odbc.PWD=Hush7", "postgresql://db/etime?odbc.SSLmode=disable",
        "postgresql://db/etime?odbc.=1",
        "postgresql://db/etime?odbc.a;b=1", "postgresql://\(String(repeating: "%2Fa", count: 60))/etime",
    ])
    func refuses(text: String) {
        let error = #expect(throws: StorageError.self) { try DatabaseURL(text) }
        #expect(error?.description.contains("is not a database address") == true, "\(error?.description ?? "")")
        if !text.hasSuffix("?Hush7") {
            #expect(error?.description.contains("Hush7") == false, "\(error?.description ?? "")")
        }
    }

    /// What the documents show is understood, and encrypted as they say.
    @Test func theDocumentShowsAddresses() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(contentsOf: root.appending(path: "docs/databases.md"), encoding: .utf8)
        let addresses = text.components(separatedBy: "```")[1].split(separator: "\n").map(String.init)
        #expect(addresses.count == 12)
        for text in addresses {
            guard case .server(let address) = try DatabaseURL(text).location else { continue }
            for host in address.hosts {
                let security = try TransportSecurity.policy(for: address, host: host) { _ in true }
                #expect(host.isLocal || security.mode >= .require, "\(text)")
            }
        }
    }
}
