import Storage
import StorageODBC

/// Places without tables on an Oracle server, where a database is not made by a statement: each is a user of its own where the
/// one in the address may make users; else its own, of which all tables are dropped, for one test after the other.
actor OracleSchemas {
    static let shared = OracleSchemas()

    /// The last test that was given the only place, as long as it runs.
    private weak var inUse: TemporaryFolder?

    struct OnlyOnePlace: Error, CustomStringConvertible {
        let description =
            "This test needs two databases at once; name an Oracle user in ETIME_TEST_ORACLE_URL who may make users."
    }

    /// - Parameter folder: lives as long as the test.
    func empty(_ server: ServerAddress, _ folder: TemporaryFolder) async throws -> DatabaseURL {
        let database = try await openDatabase(DatabaseURL(.server(server)), drivers: allDatabaseDrivers)
        var own = server
        if try await database.read({ try $0.integer(Self.rights) }) == 2 {
            let name = TestServer.newName()
            try await run(Self.newUser(name), on: database)
            (own.user, own.password) = (name, Secret(name))
        } else {
            if inUse != nil { throw OnlyOnePlace() }
            inUse = folder
            let tables = try await database.read { db in try db.all(db.dialect.listTables) { $0.text(0) } }
            let views = try await database.read { db in try db.all(Self.views) { $0.text(0) } }
            try await run(tables.map(Self.drop) + views.map { "DROP VIEW \($0)" }, on: database)
        }
        try await database.close()
        return DatabaseURL(.server(own))
    }

    private func run(_ statements: [String], on database: any Database) async throws {
        try await database.alter { db in for statement in statements { try db.execute(statement) } }
    }

    static let rights =
        "SELECT COUNT(*) FROM session_privs WHERE privilege IN ('CREATE USER', 'GRANT ANY PRIVILEGE')"
    static let views = "SELECT LOWER(view_name) FROM user_views ORDER BY view_name"

    /// A column that counts itself up is a sequence underneath, which its owner must be allowed to make.
    static func newUser(_ name: String) -> [String] {
        [
            "CREATE USER \(name) IDENTIFIED BY \"\(name)\"",
            "GRANT CREATE SESSION, CREATE TABLE, CREATE VIEW, CREATE SEQUENCE, UNLIMITED TABLESPACE TO \(name)",
        ]
    }

    /// With the keys of other tables that refer to it.
    static func drop(_ table: String) -> String { "DROP TABLE \(table) CASCADE CONSTRAINTS PURGE" }
}
