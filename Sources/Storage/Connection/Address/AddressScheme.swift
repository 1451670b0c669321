/// What stands before `://`, with the drivers that SQLAlchemy writes after a plus sign: they say nothing here, for the
/// program has its own way to each server.
enum AddressScheme: Equatable {
    case sqlite
    case server(DatabaseProduct)

    /// `name` is in lower case; nil where the program does not know it.
    init?(_ name: String) {
        let parts = name.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let entry = Self.known.first(where: { $0.names.contains(parts[0]) }) else { return nil }
        if parts.count == 2, !entry.drivers.contains(parts[1]) { return nil }
        self = entry.scheme
    }

    /// Letters, digits, `+`, `-`, `.` and `_`: anything else before `://` is a mistake that may hold a password.
    static func isWellFormed(_ name: some StringProtocol) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy { PercentCoding.isLetterOrDigit($0) || "+-._".utf8.contains($0) }
    }

    /// What an address may begin with, without the drivers.
    static var names: [String] { known.flatMap(\.names) + ["odbc"] }

    private static let known: [(scheme: AddressScheme, names: [String], drivers: [String])] = [
        (.sqlite, ["sqlite"], ["pysqlite", "aiosqlite"]),
        (
            .server(.postgresql), ["postgresql", "postgres"],
            ["psycopg2", "psycopg", "psycopg2cffi", "asyncpg", "pg8000", "pyodbc"]
        ),
        (
            .server(.mysql), ["mysql", "mariadb"],
            [
                "pymysql", "mysqldb", "mysqlconnector", "mariadbconnector", "aiomysql", "asyncmy", "cymysql", "pyodbc",
            ]
        ),
        (.server(.sqlServer), ["mssql", "sqlserver"], ["pyodbc", "pymssql", "aioodbc"]),
        (.server(.oracle), ["oracle"], ["cx_oracle", "oracledb"]),
    ]
}
