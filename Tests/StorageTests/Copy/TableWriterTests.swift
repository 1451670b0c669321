import Testing

@testable import Storage

struct TableWriterTests {
    /// Some databases must be told so; tables without an identity of their own would be refused there.
    @Test func rowsKeepTheirIDsWhereTheTableCountsThemUp() throws {
        let tables = try CopyPlan(.expected()).tables
        for table in tables {
            let connection = RecordingConnection(SQLServerDialect())
            try TableWriter(table, dialect: connection.dialect).insert(RowBytes(), connection)
            let expected: BulkStatement =
                table.hasIdentity
                ? .insertKeepingIDs(into: table.name, table.columnNames) : .insert(into: table.name, table.columnNames)
            #expect(connection.bulks == [expected])
        }
        #expect(tables.contains { $0.name == "employee" && $0.hasIdentity })
        #expect(tables.contains { $0.name == "punch_owner" && !$0.hasIdentity })
    }

    /// The identity of the plan is that of what the migrations make on SQL Server.
    @Test func theServerHasTheSameIdentities() throws {
        let text = try Snapshot("sqlserver.sql").text
        let counted = text.matches(of: #/CREATE TABLE (\w+) \(\s+id BIGINT IDENTITY/#).map { String($0.output.1) }
        let planned = try CopyPlan(.expected()).tables.filter(\.hasIdentity).map(\.name)
        // A table may be made anew under another name.
        #expect(Set(planned).subtracting(counted).isEmpty)
        #expect(planned.count > 10)
    }
}
