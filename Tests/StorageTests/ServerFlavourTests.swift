import Testing

@testable import Storage

struct ServerFlavourTests {
    @Test(arguments: [
        (
            "PostgreSQL 15.18 (Debian 15.18-0+deb12u1) on x86_64-pc-linux-gnu, compiled by gcc, 64-bit",
            ServerFlavour(.postgreSQL, ServerVersion(15, 18))
        ),
        ("PostgreSQL 18beta1 on x86_64-pc-linux-gnu", ServerFlavour(.postgreSQL, ServerVersion(18))),
        (
            "PostgreSQL 11.2-YB-2.20.1.3-b0 on x86_64-pc-linux-gnu, compiled by clang version 16.0.6, 64-bit",
            ServerFlavour(.yugabyteDB, ServerVersion(2, 20, 1))
        ),
        (
            "CockroachDB CCL v24.1.3 (x86_64-pc-linux-gnu, built 2024/07/22 18:46:51, go1.22.5)",
            ServerFlavour(.cockroachDB, ServerVersion(24, 1, 3))
        ),
        ("10.11.19-MariaDB-0+deb12u1", ServerFlavour(.mariaDB, ServerVersion(10, 11, 19))),
        ("5.5.5-11.4.2-MariaDB-log", ServerFlavour(.mariaDB, ServerVersion(11, 4, 2))),
        ("8.4.2", ServerFlavour(.mySQL, ServerVersion(8, 4, 2))),
        ("8.0.39-0ubuntu0.24.04.1", ServerFlavour(.mySQL, ServerVersion(8, 0, 39))),
        ("8.0.11-TiDB-v8.5.1", ServerFlavour(.tiDB, ServerVersion(8, 5, 1))),
        (
            "Microsoft SQL Server 2022 (RTM-CU14) (KB5038325) - 16.0.4135.4 (X64) \n\tJul 10 2024 14:09:09",
            ServerFlavour(.sqlServer, ServerVersion(16, 0, 4135))
        ),
        (
            "Microsoft SQL Azure (RTM) - 12.0.2000.8 \n\tMay  2 2025",
            ServerFlavour(.sqlServer, ServerVersion(12, 0, 2000))
        ),
        (
            "Oracle Database 19c Enterprise Edition Release 19.0.0.0.0 - Production\nVersion 19.3.0.0.0",
            ServerFlavour(.oracle, ServerVersion(19, 3, 0))
        ),
        (
            "Oracle Database 23ai Free Release 23.0.0.0.0 - Develop, Learn, and Run for Free",
            ServerFlavour(.oracle, ServerVersion(23, 0, 0))
        ),
    ])
    func tellsWhichServerAnswers(_ text: String, _ expected: ServerFlavour) {
        #expect(ServerFlavour(text) == expected)
        #expect(ServerFlavour(text)?.dialect.name == expected.product.rawValue)
    }

    @Test(arguments: ["", "Firebird 4.0", "CockroachDB"]) func knowsNoOther(_ text: String) {
        #expect(ServerFlavour(text) == nil)
    }

    @Test func saysWhatIsTooOld() throws {
        #expect(try !#require(ServerFlavour("PostgreSQL 11.22 on x86_64")).isSupported)
        #expect(try #require(ServerFlavour("PostgreSQL 12.0 on x86_64")).isSupported)
        #expect(try !#require(ServerFlavour("8.0.30")).isSupported)
        #expect(try #require(ServerFlavour("9.1.0")).isSupported)
        // Azure counts on from 12 and has everything.
        #expect(try #require(ServerFlavour("Microsoft SQL Azure (RTM) - 12.0.2000.8")).isSupported)
    }
}
