/// MariaDB, MySQL, and what speaks their language.
struct MySQLDialect: ServerDialect {
    enum Flavour: String, Hashable, Sendable, CaseIterable {
        case mariaDB = "MariaDB"
        case mySQL = "MySQL"
        case tiDB = "TiDB"
    }

    let flavour: Flavour
    var name: String { flavour.rawValue }
    // The protocol counts them in 16 bits.
    let maximumParameters = 65_535

    let identity = "BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY"
    let integer = "BIGINT"
    // 16 MB. Drivers make room for the longest text that a column can hold; LONGTEXT's 4 GB have them read it in pieces.
    let longText = "MEDIUMTEXT"
    let blob = "LONGBLOB"
    let serverClock = "UNIX_TIMESTAMP()"
    let listTables =
        """
        SELECT LOWER(table_name) FROM information_schema.tables
        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' ORDER BY table_name
        """
    let countsIgnoredRows = true

    /// Byte for byte, trailing blanks included.
    private var collation: String {
        switch flavour {
        case .mariaDB: "utf8mb4_nopad_bin"
        case .mySQL: "utf8mb4_0900_bin"
        case .tiDB: "utf8mb4_bin"
        }
    }

    func text(_ length: Int) -> String { "VARCHAR(\(length))" }

    // Rows always lie in the order of the primary key. TiDB hands out blocks of ids to its nodes unless told not to.
    func tableOptions(clustered: Bool) -> String {
        "ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE \(collation)"
            + (flavour == .tiDB ? " AUTO_ID_CACHE 1" : "")
    }

    func quoted(_ identifier: String) -> String { identifier.quoted("`", "`") }
    func page(limit: Int, offset: Int) -> String { "LIMIT \(limit) OFFSET \(offset)" }

    func adapted(_ sql: String) -> String {
        let tokens = [SQLToken](of: sql)
        let table = TableDefinition(tokens)?.withTableRules ?? Self.withForeignKey(tokens)
        // CROSS JOIN means that order, which servers without statistics get wrong: punches that just came in are none yet.
        let joined = table.replacing(["CROSS", "JOIN"], with: [.word("STRAIGHT_JOIN")])
        return joined.quoting(ReservedWords.mySQL, quoted).sql
    }

    // ALTER TABLE t ADD c … REFERENCES …: what stands behind the column would be read and forgotten.
    private static func withForeignKey(_ tokens: [SQLToken]) -> [SQLToken] {
        guard tokens.match(["ALTER", "TABLE"], at: 0) != nil, tokens.contains(.word("REFERENCES")),
            let add = tokens.firstIndex(of: .word("ADD"))
        else { return tokens }
        let parts = ColumnRules(Array(tokens[(add + 1)...]).trimmed())
        let rules = parts.rules.flatMap { [SQLToken](of: ", ADD ") + $0 }
        return tokens[...add] + [.space(" ")] + parts.column + rules
    }

    // IGNORE would swallow every other error as well. Any unique key of the table counts as `key`.
    func insertIgnoring(into table: String, _ columns: [String], key: [String]) -> String {
        "\(insert(into: table, columns)) ON DUPLICATE KEY UPDATE \(key[0]) = \(table).\(key[0])"
    }

    func upsert(into table: String, _ columns: [String], key: [String]) -> String {
        let others = columns.filter { !key.contains($0) }.map { "\($0) = VALUES(\($0))" }
        return "\(insert(into: table, columns)) ON DUPLICATE KEY UPDATE \(others.joined(separator: ", "))"
    }
}

extension MySQLDialect {
    var bulkForm: BulkForm { .parameterArrays }
    var hasTransactionalDDL: Bool { false }

    // Not by MariaDB's INSERT … RETURNING: where such a statement breaks a CHECK, its driver (3.1.15) waits for ever for rows.
    func returnedID(of insert: String) -> ReturnedID { .following(query: "SELECT LAST_INSERT_ID()") }

    // The snapshot is one of REPEATABLE READ alone.
    var beginRead: [String] {
        [
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ",
            flavour == .tiDB
                ? "START TRANSACTION READ ONLY" : "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
        ]
    }
    var beginWrite: [String] { ["SET TRANSACTION ISOLATION LEVEL READ COMMITTED", "START TRANSACTION"] }
    var sessionSettings: [String] {
        [
            "SET SESSION sql_mode = 'STRICT_ALL_TABLES,ONLY_FULL_GROUP_BY,NO_ENGINE_SUBSTITUTION,NO_BACKSLASH_ESCAPES'",
            "SET SESSION innodb_lock_wait_timeout = 10",
            "SET SESSION lock_wait_timeout = 10",
        ]
    }
    func savepoint(_ name: String) -> String { "SAVEPOINT \(name)" }
    func rollback(to savepoint: String) -> String { "ROLLBACK TO SAVEPOINT \(savepoint)" }
    func release(_ savepoint: String) -> String? { "RELEASE SAVEPOINT \(savepoint)" }
    // When another node of a Galera cluster overtakes one.
    var mayLoseTransactionsUnsaid: Bool { flavour != .tiDB }

    // As a text, because servers differ in whether it is a number or a word.
    var isWritable: String { "SELECT CASE WHEN CONCAT(@@GLOBAL.read_only) IN ('0', 'OFF') THEN 1 ELSE 0 END" }
    func continueIdentity(of table: String) -> [String] { [] }
    /// Commits the transaction it is run in, and returns rows.
    func refreshStatistics(of table: String) -> String? { "ANALYZE TABLE \(table)" }

    var listColumns: String {
        """
        SELECT LOWER(table_name), LOWER(column_name), CASE WHEN data_type NOT IN ('tinytext', 'text') THEN LOWER(column_type)
                ELSE CONCAT(data_type, '(', character_octet_length, ')') END,
            CASE WHEN is_nullable = 'YES' THEN 1 ELSE 0 END
        FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name IN (
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE')
        ORDER BY table_name, column_name
        """
    }

    var listIndexes: String {
        """
        SELECT LOWER(table_name), LOWER(index_name), LOWER(column_name), seq_in_index,
            CASE WHEN non_unique = 0 THEN 1 ELSE 0 END
        FROM information_schema.statistics WHERE table_schema = DATABASE()
        ORDER BY table_name, index_name, seq_in_index
        """
    }
}
