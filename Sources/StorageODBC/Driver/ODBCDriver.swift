package import Storage

/// An ODBC driver: how the driver manager calls it, and which attributes it understands.
package struct ODBCDriver: Hashable, Sendable {
    /// Whose driver it is: each has its own names for the same things.
    package enum Kind: Hashable, Sendable, CaseIterable {
        case psqlodbc
        /// MariaDB Connector/ODBC.
        case mariaDB
        /// MySQL Connector/ODBC.
        case mySQL
        case freeTDS
        /// Microsoft's ODBC Driver for SQL Server.
        case microsoft
        case oracle
    }

    /// The name in odbcinst.ini, or the path of the library.
    package var reference: String
    package var kind: Kind

    package init(reference: String, kind: Kind) {
        self.reference = reference
        self.kind = kind
    }
}

extension ODBCDriver.Kind {
    /// By the name of the library, else by the name it is registered under; nil: nobody's that is known here.
    init?(library: String, name: String = "") {
        let file = library.split(separator: "/").last?.lowercased() ?? ""
        if let kind = Self.allCases.first(where: { $0.libraries.contains(where: file.hasPrefix) }) {
            self = kind
        } else if name.lowercased().contains("oracle") {
            self = .oracle
        } else {
            return nil
        }
    }

    private var libraries: [String] {
        switch self {
        case .psqlodbc: ["psqlodbc"]
        case .mariaDB: ["libmaodbc"]
        case .mySQL: ["libmyodbc"]
        case .freeTDS: ["libtdsodbc"]
        case .microsoft: ["libmsodbcsql"]
        case .oracle: ["libsqora"]
        }
    }

    package var product: DatabaseProduct {
        switch self {
        case .psqlodbc: .postgresql
        case .mariaDB, .mySQL: .mysql
        case .freeTDS, .microsoft: .sqlServer
        case .oracle: .oracle
        }
    }

    /// Whose attributes a driver is given that nobody here knows, where somebody named it.
    static func assumed(for product: DatabaseProduct) -> Self {
        switch product {
        case .postgresql: .psqlodbc
        case .mysql: .mySQL
        case .sqlServer: .microsoft
        case .oracle: .oracle
        }
    }
}
