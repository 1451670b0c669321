import Storage
import Testing

@testable import StorageODBC

/// What reaches a SQL Server, in which order and as what: seen on the wire, with the driver FreeTDS.
struct SQLServerSpeechTests {
    private let server: FakeSQLServer

    init() throws { server = try FakeSQLServer() }

    /// - Parameter body: done in one transaction.
    /// - Returns: what the server heard of it.
    private func heard(_ body: @escaping @Sendable (any SQLConnection) throws -> Void) async throws -> [String] {
        let session = try await ServerConnector(server.url()).connect()
        let before = try await server.heard().count
        do { try await session.write({ _ in }) { try body($0) } } catch is StorageError {}
        await session.close()
        // The connection that asks begins with a question of its own.
        return Array(try await server.heard()[before...].prefix { !$0.contains("@@version") })
    }

    /// - Parameter expected: words of each statement.
    private func expect(_ heard: [String], _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
        let same = heard.count == expected.count && zip(heard, expected).allSatisfy { $0.contains($1) }
        #expect(same, "\(heard.map { $0.prefix { $0 != "#" } })", sourceLocation: location)
    }

    @Test func idsAreAllowedAroundTheirRowsAlone() async throws {
        let heard = try await heard { db in
            for table in ["employee", "shift"] {
                try db.bulk(.insertKeepingIDs(into: table, ["id", "name"])) { rows in
                    for id in Int64(1)...3 {
                        rows.bind(id, 0)
                        rows.bind("Asha", 1)
                        try rows.send()
                    }
                }
            }
            try db.bulk(.insert(into: "setting", ["name"])) { rows in
                rows.bind("zone", 0)
                try rows.send()
            }
        }
        let (calls, batches) = (heard.filter { $0.contains("#") }, heard.filter { !$0.contains("#") })
        #expect(calls.count { $0.contains("INSERT INTO") } == 3)
        // What a prepared statement sets ends with it, so the permission must come in a batch.
        expect(
            batches,
            [
                "ISOLATION LEVEL READ COMMITTED", "BEGIN TRANSACTION", "SET IDENTITY_INSERT employee ON",
                "SET IDENTITY_INSERT employee OFF", "SET IDENTITY_INSERT shift ON", "SET IDENTITY_INSERT shift OFF",
                "COMMIT",
            ])
        for (index, line) in heard.enumerated() where line.contains("#") {
            let before = heard[..<index].last { !$0.contains("#") } ?? ""
            let isOfSetting = line.contains("setting") || line.contains("zone")
            #expect(before.hasSuffix(" ON") == !isOfSetting, "\(before)")
        }
    }

    @Test func idsAreForbiddenAgainWhereARowIsRefused() async throws {
        let heard = try await heard { db in
            try db.bulk(.insertKeepingIDs(into: "employee", ["id", "fake_failure 2627"])) { rows in
                rows.bind(Int64(1), 0)
                rows.bind("Asha", 1)
                try rows.send()
            }
        }
        #expect(heard.contains { $0.contains("INSERT INTO") })
        expect(
            heard.filter { !$0.contains("#") },
            [
                "ISOLATION LEVEL READ COMMITTED", "BEGIN TRANSACTION", "SET IDENTITY_INSERT employee ON",
                "SET IDENTITY_INSERT employee OFF", "ROLLBACK",
            ])
    }

    /// A NULL that is declared a text is refused for a column of bytes, a text that is not declared in Unicode loses letters.
    @Test func parametersAreDeclaredAsTheServerNeedsThem() async throws {
        let name = "आशा 👩🏽‍🔧"
        let heard = try await heard { db in
            try db.execute("UPDATE t SET a = ?, b = ?, c = ?, d = ?", [.null, .text(name), .blob([1, 255]), 7])
            try db.bulk(.insert(into: "t", ["a", "b", "c", "d"])) { rows in
                rows.bindNull(0)
                rows.bind(name, 1)
                rows.bind([1, 255], 2)
                rows.bind(Int64(7), 3)
                try rows.send()
                rows.bindNull(2)
                try rows.send()
            }
        }
        let units = name.utf16.flatMap { [$0 & 255, $0 >> 8] }.map { String($0 + 256, radix: 16).dropFirst() }.joined()
        for start in ["UPDATE t", "INSERT INTO t"] {
            let place = try #require(heard.firstIndex { $0.contains(start) })
            #expect(
                heard[place].hasPrefix("@P1 VARBINARY(8000),@P2 NVARCHAR(4000),@P3 VARBINARY(8000),@P4 BIGINT |"),
                "\(heard[place].prefix { $0 != "#" })")
            // Rows may come in a call of their own.
            #expect(heard[place...].prefix(2).contains { $0.contains(units) })
        }
    }

    @Test func longTextsAndFilesAreDeclaredSo() async throws {
        let heard = try await heard { db in
            try db.execute(
                "UPDATE t SET a = ?, b = ?",
                [.text(String(repeating: "ढ", count: 2_000)), .blob(Array(repeating: 7, count: 9_000))])
        }
        let line = try #require(heard.first { $0.contains("UPDATE t") })
        #expect(line.hasPrefix("@P1 NVARCHAR(MAX),@P2 VARBINARY(MAX) |"), "\(line.prefix { $0 != "#" })")
    }

    @Test func aNewDatabaseAllowsSnapshots() async throws {
        #expect(try await createDatabase(server.url(), drivers: allDatabaseDrivers))
        let heard = try await server.heard()
        let made = try #require(heard.firstIndex { $0.contains("CREATE DATABASE [etime]") })
        let allowed = heard.firstIndex { $0.contains("ALTER DATABASE [etime] SET ALLOW_SNAPSHOT_ISOLATION ON") }
        #expect(try made < #require(allowed))
    }

    @Test func aReaderSeesOneSnapshot() async throws {
        let database = try await server.open()
        _ = try await database.read { try $0.all("SELECT fake_rows 1") { $0.integer(0) } }
        let heard = try await server.heard()
        let level = try #require(heard.firstIndex { $0.contains("ISOLATION LEVEL SNAPSHOT") })
        expect(Array(heard[level...].prefix(4)), ["SNAPSHOT", "BEGIN TRANSACTION", "fake_rows 1", "ROLLBACK"])
        try await database.close()
    }

    /// Where the address names only an ODBC driver, it is asked what it is.
    @Test func aRawConnectionStringIsSpokenToAlike() async throws {
        let string = "Driver=FreeTDS;Server=127.0.0.1;Port=\(server.port);UID=etime;PWD=plain;TDS_Version=7.4"
        let database = try await ServerDatabase(DatabaseURL("odbc:\(string)"))
        #expect(database.dialect.name == "SQL Server")
        _ = try await database.read { try $0.execute("UPDATE t SET a = ?, b = ?", [.null, "x"]) }
        try await database.close()
        let line = try #require(try await server.heard().first { $0.contains("UPDATE t") })
        #expect(line.hasPrefix("@P1 VARBINARY(8000),@P2 NVARCHAR(4000) |"), "\(line.prefix { $0 != "#" })")
    }
}
