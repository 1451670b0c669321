@testable import Storage

/// Each dialect by the name of its snapshot.
let serverDialects: [(name: String, dialect: any ServerDialect)] = [
    ("postgresql", PostgreSQLDialect(flavour: .postgreSQL)),
    ("mariadb", MySQLDialect(flavour: .mariaDB)),
    ("mysql", MySQLDialect(flavour: .mySQL)),
    ("sqlserver", SQLServerDialect()),
    ("oracle", OracleDialect()),
]
