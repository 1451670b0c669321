extension DatabaseProduct {
    /// What holds of every server of the product, before one has answered and said which flavour it is.
    package var dialect: any ServerDialect {
        switch self {
        case .postgresql: PostgreSQLDialect(flavour: .postgreSQL)
        case .mysql: MySQLDialect(flavour: .mariaDB)
        case .sqlServer: SQLServerDialect()
        case .oracle: OracleDialect()
        }
    }
}
