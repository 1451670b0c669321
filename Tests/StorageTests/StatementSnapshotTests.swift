import Foundation
import Testing

@testable import Storage

/// What the stores say, on each database.
struct StatementSnapshotTests {
    @Test(arguments: serverDialects.map(\.name)) func server(_ name: String) throws {
        let dialect = try #require(serverDialects.first { $0.name == name }).dialect
        let statements = try KnownStatements.all.map { try KnownStatements.translated($0, dialect) }
        try Snapshot("\(name)-statements.sql").check(statements.map { "\($0)\n;\n" }.joined())
    }

    @Test(arguments: serverDialects.map(\.name)) func catalogue(_ name: String) throws {
        let dialect = try #require(serverDialects.first { $0.name == name }).dialect
        let queries =
            [
                dialect.listTables, dialect.listColumns, dialect.listIndexes, dialect.listReferences,
                dialect.listChecks, dialect.listViews, dialect.listViewColumns, dialect.suspendableReferences,
                dialect.isWritable, "SELECT \(dialect.serverClock)", dialect.versionQuery,
            ].compactMap { $0 } + dialect.requirements.map(\.query)
        try Snapshot("\(name)-catalogue.sql").check(queries.map { "\(dialect.adapted($0))\n;\n" }.joined())
    }

    /// What the tests say to make places for themselves.
    @Test func placesOnOracle() throws {
        let statements =
            [OracleSchemas.rights, OracleSchemas.views] + OracleSchemas.newUser("etime_test_a")
            + [OracleSchemas.drop("setting"), OracleSchemas.drop("level")]
        let dialect = OracleDialect()
        try Snapshot("oracle-testing.sql").check(statements.map { "\(dialect.adapted($0))\n;\n" }.joined())
    }

    @Test func arraysOfPostgreSQL() throws {
        let dialect = PostgreSQLDialect(flavour: .postgreSQL)
        let statements: [(BulkStatement, [ColumnKind?])] = [
            (.insert(into: "approval_waiting", ["employee_id", "request_id"]), [.integer, .integer]),
            (
                .insertIgnoring(
                    into: "punch", PunchLedger.columns, key: PunchLedger.key),
                PunchLedger.columns.map { $0 == "device_user" ? .text : $0 == "quarantine" ? nil : .integer }
            ),
            (
                .upsert(into: "day_result", DayResultStore.columns, key: ["employee_id", "day"]),
                DayResultStore.columns.map { $0 == "shift_id" ? nil : .integer }
            ),
            (.upsert(into: "chain_head", ["chain", "length", "hash"], key: ["chain"]), [.text, .integer, .blob]),
            (
                .update("device_user", set: ["first_punch_at", "last_punch_at"], key: ["device_id", "device_user"]),
                [.integer, nil, .integer, .text]
            ),
            (.delete(from: "pending_day", key: ["employee_id", "day", "revision"]), [.integer, .integer, .integer]),
        ]
        let text = statements.map { dialect.adapted(dialect.columnArrays($0.0, kinds: $0.1)) + "\n;\n" }
        try Snapshot("postgresql-arrays.sql").check(text.joined())
    }

    /// A statement that is not in the snapshot has been tried on no server.
    @Test func everyStatementOfTheStoresIsKnown() throws {
        let known = try KnownStatements.all.map(words).joined(separator: " ; ")
        let sources = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/Storage")
        let files = try #require(FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil))
        var seen = 0
        for case let file as URL in files where file.pathExtension == "swift" && isOfStores(file) {
            for literal in SwiftLiterals(try String(contentsOf: file, encoding: .utf8)).all where isSQL(literal) {
                for text in literal.map(words) where !text.isEmpty {
                    let isKnown = known.contains(text)
                    #expect(isKnown, "\(file.lastPathComponent): “\(text)” is not in statements.sql.")
                    seen += 1
                }
            }
        }
        #expect(seen > 100)
    }

    private func isOfStores(_ file: URL) -> Bool {
        ["Connection", "Copy", "Dialects", "Migrations", "SQLite", "Schema"].allSatisfy {
            !file.path().contains("Storage/\($0)/")
        }
    }

    private func isSQL(_ literal: [String]) -> Bool {
        literal.contains { $0.contains(#/\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|WHERE|ORDER BY)\s/#) }
    }

    private func words(_ sql: String) -> String { sql.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
