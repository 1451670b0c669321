import Storage

/// Makes a database on a server, by way of one that every server has.
struct ServerCreation {
    private let address: ServerAddress
    private let url: DatabaseURL

    init(_ address: ServerAddress, url: DatabaseURL) {
        self.address = address
        self.url = url
    }

    /// - Returns: false where it was there already.
    /// - Throws: ``StorageError``
    func run() async throws -> Bool {
        guard let (neighbour, statements) = plan else { throw StorageError.notCreatable(database: url.description) }
        var other = address
        other.database = neighbour
        let session = try await ServerConnector(DatabaseURL(.server(other))).connect()
        do {
            try await session.withoutTransaction { db in for statement in statements { try db.execute(statement) } }
            await session.close()
            return true
        } catch StorageError.server(let error) where Self.saysThere(error) {
            return false
        } catch StorageError.server(let error) where error.kind == .noRights {
            throw StorageError.notCreatable(database: url.description)
        }
    }

    /// A database that is there, and what is to be run in it; nil: a database is not made by a statement.
    private var plan: (neighbour: String, statements: [String])? {
        let name = address.database
        return switch address.product {
        case .postgresql:
            ("postgres", ["CREATE DATABASE \(name.quoted("\"", "\"")) ENCODING 'UTF8' TEMPLATE template0"])
        case .mysql: ("information_schema", ["CREATE DATABASE \(name.quoted("`", "`")) CHARACTER SET utf8mb4"])
        // As its dialect requires; nobody works in it yet who could keep the second statement waiting.
        case .sqlServer:
            (
                "master",
                [
                    "CREATE DATABASE \(name.quoted("[", "]"))",
                    "ALTER DATABASE \(name.quoted("[", "]")) SET ALLOW_SNAPSHOT_ISOLATION ON",
                ]
            )
        case .oracle: nil
        }
    }

    // PostgreSQL's 42P04; MySQL's 1007; SQL Server's 1801.
    private static func saysThere(_ error: ServerError) -> Bool {
        error.sqlState == "42P04" || error.code == 1007 || error.code == 1801
    }
}
