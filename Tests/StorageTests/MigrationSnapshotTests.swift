import Testing

@testable import Storage

/// What the migrations say to each database, as it stands in `Snapshots`. A released step must never say anything else.
struct MigrationSnapshotTests {
    @Test func sqlite() throws { try check("sqlite", SQLiteDialect()) }

    @Test(arguments: serverDialects.map(\.name)) func server(_ name: String) throws {
        let dialect = try #require(serverDialects.first { $0.name == name }).dialect
        try check(name, dialect)
    }

    private func check(_ name: String, _ dialect: any Dialect) throws {
        var text = ""
        for migration in Migration.all {
            let connection = RecordingConnection(dialect)
            try migration.apply(connection)
            text += "-- \(migration.number) \(migration.name)\n"
            text += connection.statements.map { "\($0)\n;\n" }.joined()
        }
        try Snapshot("\(name).sql").check(text)
    }
}
