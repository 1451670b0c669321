@testable import Storage

/// Each dialect by the name of its snapshot.
let serverDialects: [(name: String, dialect: any ServerDialect)] = [
    ("postgresql", PostgreSQLDialect(flavour: .postgreSQL)),
    ("mariadb", MySQLDialect(flavour: .mariaDB, version: ServerVersion(10, 11))),
    ("mysql", MySQLDialect(flavour: .mySQL, version: ServerVersion(8, 4))),
    ("sqlserver", SQLServerDialect()),
    ("oracle", OracleDialect()),
]
