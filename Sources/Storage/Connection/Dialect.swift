/// Where databases differ. Everything else that a store says is SQL they all understand.
///
/// House rule of that SQL: keywords are upper case, names lower case. So a name that is a reserved word somewhere can be
/// told apart and quoted by ``adapted(_:)``.
package protocol Dialect: Sendable {
    /// For people: `SQLite`.
    var name: String { get }
    /// How many arguments one statement can take.
    var maximumParameters: Int { get }
    /// A query for its version, which may stand behind its name and before how it was built.
    var versionQuery: String { get }
    /// Whether a text that is longer than its column allows, or holds a zero byte, is refused.
    var refusesUnfitTexts: Bool { get }

    // Column types, as they stand in CREATE TABLE.
    /// A primary key that the database counts up; it may be given as well.
    var identity: String { get }
    /// 64 bits, signed: ids, seconds, days and every other number.
    var integer: String { get }
    /// Text of at most `length` characters, compared byte for byte; can be part of a key.
    func text(_ length: Int) -> String
    /// Text of any length; never part of a key.
    var longText: String { get }
    var blob: String { get }
    /// What follows the closing parenthesis of CREATE TABLE. Clustered: rows lie in the order of the primary key.
    func tableOptions(clustered: Bool) -> String
    /// One or more statements.
    func renameTable(_ table: String, to name: String) -> [String]
    /// Of a column that no key, index or foreign key needs. One or more statements.
    func dropColumn(_ column: String, of table: String) -> [String]

    func quoted(_ identifier: String) -> String
    /// A statement of this project in the words of the database: names that are reserved there are quoted.
    func adapted(_ sql: String) -> String
    /// The names of the tables there are in the company's schema, lower case, one a row.
    var listTables: String { get }
    /// The columns of the company's tables, for comparing schemas: table, column, type, nullable as 0 or 1; lower case.
    var listColumns: String { get }
    /// The indexes and keys: table, index, column, position from 1, unique as 0 or 1; lower case.
    var listIndexes: String { get }
    /// The foreign keys: table, name, column, position from 1, table and column referred to; lower case.
    var listReferences: String { get }
    /// Table (lower case), and a text with one or more `CHECK (…)`, as the database writes them. Nil: it does not tell.
    var listChecks: String? { get }
    /// The names of the views, lower case.
    var listViews: String { get }
    /// The columns of one view in their order, lower case. Takes its name.
    var listViewColumns: String { get }
    /// Follows ORDER BY.
    func page(limit: Int, offset: Int) -> String
    /// An INSERT that leaves a row with the same `key` as it is; any other broken constraint is still an error.
    /// One argument for each column, in order.
    func insertIgnoring(into table: String, _ columns: [String], key: [String]) -> String
    /// Whether the count of such an INSERT takes in the rows that were left as they are.
    var countsIgnoredRows: Bool { get }
    /// An INSERT that overwrites the other columns of a row with the same `key`. One argument for each column, in order.
    func upsert(into table: String, _ columns: [String], key: [String]) -> String

    /// Seconds since 1970 in UTC by the clock of the database, as an integer expression.
    var serverClock: String { get }
    /// True where both conditions hold, and where neither does. They must not be NULL.
    func equivalence(_ left: String, _ right: String) -> String
}

extension Dialect {
    package func insert(into table: String, _ columns: [String]) -> String {
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        return "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(marks))"
    }

    /// How many rows of `columns` values fit one statement's arguments.
    package func rowsPerStatement(columns: Int) -> Int { max(1, maximumParameters / columns) }

    package func renameTable(_ table: String, to name: String) -> [String] {
        ["ALTER TABLE \(table) RENAME TO \(name)"]
    }

    package func dropColumn(_ column: String, of table: String) -> [String] {
        ["ALTER TABLE \(table) DROP COLUMN \(column)"]
    }

    package var versionQuery: String { "SELECT version()" }

    package var refusesUnfitTexts: Bool { true }

    package func adapted(_ sql: String) -> String { sql }

    package var countsIgnoredRows: Bool { false }

    // A condition is not a value everywhere, so that two of them cannot be compared.
    package func equivalence(_ left: String, _ right: String) -> String {
        "((\(left)) AND (\(right))) OR (NOT (\(left)) AND NOT (\(right)))"
    }
}
