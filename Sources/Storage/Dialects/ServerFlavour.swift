/// Which server answers, and of which version.
package struct ServerFlavour: Hashable, Sendable {
    package enum Product: String, Hashable, Sendable, CaseIterable {
        case postgreSQL = "PostgreSQL"
        case cockroachDB = "CockroachDB"
        case yugabyteDB = "YugabyteDB"
        case mariaDB = "MariaDB"
        case mySQL = "MySQL"
        case tiDB = "TiDB"
        case sqlServer = "SQL Server"
        case oracle = "Oracle"
    }

    package var product: Product
    package var version: ServerVersion

    package init(_ product: Product, _ version: ServerVersion) {
        self.product = product
        self.version = version
    }

    /// - Parameter text: what the server says it is: `SELECT version()`, `SELECT @@version`, Oracle's banner.
    /// - Returns: nil for a server that this program does not know.
    package init?(_ text: String) {
        for (product, mark) in Self.marks {
            guard let place = text.firstRange(of: mark) else { continue }
            let found = Self.version(product, text, behind: place.upperBound)
            guard let found else { return nil }
            self.init(product, found)
            return
        }
        // MySQL says its number and, at most, who built it.
        guard let number = ServerVersion(text) else { return nil }
        self.init(.mySQL, number)
    }

    // In this order: YugabyteDB says PostgreSQL as well.
    private static let marks: [(Product, String)] = [
        (.cockroachDB, "CockroachDB"), (.yugabyteDB, "-YB-"), (.postgreSQL, "PostgreSQL "), (.mariaDB, "-MariaDB"),
        (.tiDB, "-TiDB-v"), (.sqlServer, "Microsoft SQL "), (.oracle, "Oracle "),
    ]

    private static func version(_ product: Product, _ text: String, behind mark: String.Index) -> ServerVersion? {
        let rest = text[mark...]
        switch product {
        case .postgreSQL, .yugabyteDB, .tiDB: return ServerVersion(rest)
        case .cockroachDB: return number(in: rest, behind: " v")
        case .sqlServer: return number(in: rest, behind: " - ")
        case .oracle: return number(in: rest, behind: "\nVersion ") ?? number(in: rest, behind: "Release ")
        case .mariaDB, .mySQL:
            // 5.5.5- stands before it where old clients must be told a number they know.
            let numbers = text.hasPrefix("5.5.5-") ? text.dropFirst(6) : text[...]
            return ServerVersion(numbers)
        }
    }

    private static func number(in text: Substring, behind mark: String) -> ServerVersion? {
        text.firstRange(of: mark).flatMap { ServerVersion(text[$0.upperBound...]) }
    }
}

extension ServerFlavour {
    /// The oldest version that has all that this program says to it.
    package var oldest: ServerVersion {
        switch product {
        case .postgreSQL: ServerVersion(12)
        case .cockroachDB: ServerVersion(24, 1)
        case .yugabyteDB: ServerVersion(2, 20)
        case .mariaDB: ServerVersion(10, 6)
        // EXCEPT
        case .mySQL: ServerVersion(8, 0, 31)
        // Foreign keys
        case .tiDB: ServerVersion(8, 5)
        // DATEDIFF_BIG came with 13; the one in Azure has stayed at 12 and is newer than all of them.
        case .sqlServer: ServerVersion(12, 0, 2000)
        case .oracle: ServerVersion(19)
        }
    }

    package var isSupported: Bool { version >= oldest }

    package var dialect: any ServerDialect {
        switch product {
        case .postgreSQL: PostgreSQLDialect(flavour: .postgreSQL)
        case .cockroachDB: PostgreSQLDialect(flavour: .cockroachDB)
        case .yugabyteDB: PostgreSQLDialect(flavour: .yugabyteDB)
        case .mariaDB: MySQLDialect(flavour: .mariaDB)
        case .mySQL: MySQLDialect(flavour: .mySQL)
        case .tiDB: MySQLDialect(flavour: .tiDB)
        case .sqlServer: SQLServerDialect()
        case .oracle: OracleDialect()
        }
    }
}
