/// Microsoft SQL Server 2016 and later, and Azure SQL.
struct SQLServerDialect: ServerDialect {
    let name = "SQL Server"
    // 2100 is refused: the driver adds some of its own.
    let maximumParameters = 2_000
    let versionQuery = "SELECT CAST(SERVERPROPERTY('ProductVersion') AS VARCHAR(60))"

    let identity = "BIGINT IDENTITY PRIMARY KEY"
    let integer = "BIGINT"
    let longText = "NVARCHAR(MAX)"
    let blob = "VARBINARY(MAX)"
    let serverClock = "DATEDIFF_BIG(SECOND, '19700101', SYSUTCDATETIME())"
    let listTables = "SELECT LOWER(t.name) FROM sys.tables t WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name"

    func text(_ length: Int) -> String { "NVARCHAR(\(length)) COLLATE Latin1_General_100_BIN2" }
    // A primary key is clustered by itself.
    func tableOptions(clustered: Bool) -> String { "" }
    func quoted(_ identifier: String) -> String { identifier.quoted("[", "]") }
    func page(limit: Int, offset: Int) -> String { "OFFSET \(offset) ROWS FETCH NEXT \(limit) ROWS ONLY" }

    func adapted(_ sql: String) -> String {
        let tokens = [SQLToken](of: sql)
        return (TableDefinition(tokens)?.withTableRules ?? tokens).quoting(ReservedWords.sqlServer, quoted).sql
    }

    func renameTable(_ table: String, to name: String) -> [String] { ["EXEC sp_rename '\(table)', '\(name)'"] }

    // The default of a column is an object of its own, with a name that the server made up.
    func dropColumn(_ column: String, of table: String) -> [String] {
        [
            """
            DECLARE @sql NVARCHAR(MAX) = (
                SELECT N'ALTER TABLE \(table) DROP CONSTRAINT ' + QUOTENAME(d.name) FROM sys.default_constraints d
                JOIN sys.columns c ON c.object_id = d.parent_object_id AND c.column_id = d.parent_column_id
                WHERE d.parent_object_id = OBJECT_ID(N'\(table)') AND c.name = N'\(column)');
            IF @sql IS NOT NULL EXEC sp_executesql @sql
            """,
            "ALTER TABLE \(table) DROP COLUMN \(column)",
        ]
    }

    func insertIgnoring(into table: String, _ columns: [String], key: [String]) -> String {
        merge(into: table, columns, key: key, whenMatched: "")
    }

    func upsert(into table: String, _ columns: [String], key: [String]) -> String {
        let others = columns.filter { !key.contains($0) }.map { "\($0) = given.\($0)" }.joined(separator: ", ")
        return merge(into: table, columns, key: key, whenMatched: "WHEN MATCHED THEN UPDATE SET \(others) ")
    }

    // Without HOLDLOCK two of them could both find no row and both insert one. The semicolon is part of the statement.
    private func merge(into table: String, _ columns: [String], key: [String], whenMatched: String) -> String {
        let given = columns.map { "? AS \($0)" }.joined(separator: ", ")
        let same = key.map { "stored.\($0) = given.\($0)" }.joined(separator: " AND ")
        return "MERGE INTO \(table) WITH (HOLDLOCK) AS stored USING (SELECT \(given)) AS given "
            + "ON (\(same)) \(whenMatched)WHEN NOT MATCHED THEN INSERT (\(columns.joined(separator: ", "))) "
            + "VALUES (\(columns.map { "given.\($0)" }.joined(separator: ", ")));"
    }
}

extension SQLServerDialect {
    var bulkForm: BulkForm { .parameterArrays }
    var hasTransactionalDDL: Bool { true }

    func returnedID(of insert: String) -> ReturnedID {
        // OUTPUT stands between the columns and the values.
        guard let values = insert.firstRange(of: " VALUES ") else { return .following(query: "SELECT @@IDENTITY") }
        return .row(sql: insert[..<values.lowerBound] + " OUTPUT INSERTED.id" + insert[values.lowerBound...])
    }

    // One unchanging view, and no waiting between readers and the writer: SNAPSHOT alone gives both. REPEATABLE READ and
    // SERIALIZABLE give the first by locks that the writer waits for, and READ_COMMITTED_SNAPSHOT gives each statement a view
    // of its own. A write needs no snapshot, which would have it fail where it could wait: one writes at a time.
    var beginRead: [String] { ["SET TRANSACTION ISOLATION LEVEL SNAPSHOT", "BEGIN TRANSACTION"] }
    var beginWrite: [String] { ["SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "BEGIN TRANSACTION"] }
    var sessionSettings: [String] {
        [
            "SET LOCK_TIMEOUT 10000", "SET XACT_ABORT OFF", "SET ANSI_NULLS ON", "SET ANSI_PADDING ON",
            "SET ANSI_WARNINGS ON", "SET QUOTED_IDENTIFIER ON", "SET IMPLICIT_TRANSACTIONS OFF", "SET NOCOUNT OFF",
        ]
    }
    func savepoint(_ name: String) -> String { "SAVE TRANSACTION \(name)" }
    func rollback(to savepoint: String) -> String { "ROLLBACK TRANSACTION \(savepoint)" }
    func release(_ savepoint: String) -> String? { nil }

    var isWritable: String {
        """
        SELECT CASE WHEN CAST(DATABASEPROPERTYEX(DB_NAME(), 'Updateability') AS NVARCHAR(128)) = N'READ_WRITE'
            THEN 1 ELSE 0 END
        """
    }

    var requirements: [DatabaseRequirement] {
        [
            DatabaseRequirement(
                query: """
                    SELECT CASE WHEN snapshot_isolation_state = 1 THEN 1 ELSE 0 END FROM sys.databases
                    WHERE database_id = DB_ID()
                    """,
                lack: "it allows no snapshots, without which a report would change while it is read",
                remedy: "have its administrator run “\(Self.allowingSnapshots)” in it")
        ]
    }

    /// Said inside the database that is to allow them.
    static let allowingSnapshots = "ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON"

    func permissionToGiveIDs(in table: String) -> IDPermission? {
        IDPermission(grant: "SET IDENTITY_INSERT \(table) ON", revoke: "SET IDENTITY_INSERT \(table) OFF")
    }

    func continueIdentity(of table: String) -> [String] { ["DBCC CHECKIDENT ('\(table)', RESEED)"] }
    func refreshStatistics(of table: String) -> String? { "UPDATE STATISTICS \(table)" }

    var listColumns: String {
        """
        SELECT LOWER(t.name), LOWER(c.name), LOWER(TYPE_NAME(c.user_type_id)) + CASE
                WHEN TYPE_NAME(c.user_type_id) NOT IN ('nvarchar', 'varbinary') THEN '' WHEN c.max_length < 0 THEN '(max)'
                ELSE '(' + CAST(CASE WHEN TYPE_NAME(c.user_type_id) = 'nvarchar' THEN c.max_length / 2
                    ELSE c.max_length END AS VARCHAR(10)) + ')' END, CAST(c.is_nullable AS INT)
        FROM sys.columns c JOIN sys.tables t ON t.object_id = c.object_id
        WHERE t.schema_id = SCHEMA_ID() ORDER BY t.name, c.name
        """
    }

    var listIndexes: String {
        """
        SELECT LOWER(t.name), LOWER(i.name), LOWER(c.name), CAST(x.key_ordinal AS INT), CAST(i.is_unique AS INT)
        FROM sys.index_columns x JOIN sys.indexes i ON i.object_id = x.object_id AND i.index_id = x.index_id
            JOIN sys.columns c ON c.object_id = x.object_id AND c.column_id = x.column_id
            JOIN sys.tables t ON t.object_id = x.object_id
        WHERE t.schema_id = SCHEMA_ID() AND x.key_ordinal > 0 ORDER BY t.name, i.name, x.key_ordinal
        """
    }
}
