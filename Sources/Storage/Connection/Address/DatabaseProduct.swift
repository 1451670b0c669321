/// Whose server it is. MariaDB and MySQL are one product here: which of them answers is asked of the server.
package enum DatabaseProduct: String, Hashable, Sendable, CaseIterable {
    case postgresql, mysql, sqlServer, oracle

    package var defaultPort: Int {
        switch self {
        case .postgresql: 5432
        case .mysql: 3306
        case .sqlServer: 1433
        case .oracle: 1521
        }
    }

    /// What an address of the product begins with.
    package var scheme: String {
        switch self {
        case .postgresql: "postgresql"
        case .mysql: "mysql"
        case .sqlServer: "mssql"
        case .oracle: "oracle"
        }
    }

    /// Its name in a sentence.
    package var name: String {
        switch self {
        case .postgresql: "PostgreSQL"
        case .mysql: "MySQL or MariaDB"
        case .sqlServer: "SQL Server"
        case .oracle: "Oracle"
        }
    }
}
