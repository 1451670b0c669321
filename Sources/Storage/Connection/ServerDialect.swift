/// What a database on a server needs to be told beyond ``Dialect``.
package protocol ServerDialect: Dialect {
    /// How ``SQLConnection/bulk(_:_:)`` is carried out.
    var bulkForm: BulkForm { get }
    /// How an INSERT of one row tells the `id` that it was given.
    func returnedID(of insert: String) -> ReturnedID
    /// The one statement for ``BulkForm/columnArrays``: it takes one array for each column that has a kind, in order.
    /// - Parameter kinds: of each column; nil where all of its values are NULL. One of them must have a kind.
    func columnArrays(_ statement: BulkStatement, kinds: [ColumnKind?]) -> String
    /// Whether CREATE, ALTER and DROP roll back with their transaction.
    var hasTransactionalDDL: Bool { get }

    /// Whether a transaction begins with its first statement, whatever that is: there is no BEGIN, and autocommit must be
    /// off. The statements of begin… are then the first ones of the transaction.
    var beginsImplicitly: Bool { get }
    // Each a list of statements to be run in order; the last of begin… opens the transaction.
    /// A transaction on one unchanging view that writes nothing.
    var beginRead: [String] { get }
    /// A transaction in which each statement sees all that is committed.
    var beginWrite: [String] { get }
    /// In effect until the connection ends: waiting for locks ends with an error, and texts and numbers are read as meant.
    var sessionSettings: [String] { get }
    func savepoint(_ name: String) -> String
    func rollback(to savepoint: String) -> String
    /// Nil where there is no such statement; the savepoint is then forgotten with the transaction.
    func release(_ savepoint: String) -> String?

    /// One row, one column: 1 where the server takes changes, 0 where it is a standby or read only.
    var isWritable: String { get }
    /// Run before and after rows are copied into a table with the ids that they have, on the same connection.
    func beforeCopy(into table: String) -> [String]
    func afterCopy(into table: String) -> [String]
    /// What is stored for an empty text where the database takes that for NULL; read back as empty. Nil: it stores it.
    var storedEmptyText: String? { get }
    /// Has identities go on after the greatest `id` of the table; run once after rows were copied with their ids.
    func continueIdentity(of table: String) -> [String]
    /// After many rows were loaded, or nil.
    func refreshStatistics(of table: String) -> String?
}

extension ServerDialect {
    package func columnArrays(_ statement: BulkStatement, kinds: [ColumnKind?]) -> String { statement.rowSQL(self) }
    package var beginsImplicitly: Bool { false }
    package func beforeCopy(into table: String) -> [String] { [] }
    package func afterCopy(into table: String) -> [String] { [] }
    package var storedEmptyText: String? { nil }
}

/// How many rows reach a server.
package enum BulkForm: Hashable, Sendable {
    /// One statement with an array for each column: `unnest`.
    case columnArrays
    /// The driver takes arrays of parameters for the statement of one row.
    case parameterArrays
    /// The statement of one row is run again and again.
    case rowByRow
}

package enum ReturnedID: Hashable, Sendable {
    /// The statement returns a row with it.
    case row(sql: String)
    /// This query, run next on the same connection, returns it.
    case following(query: String)
    /// The last parameter of the statement is written to.
    case outputParameter(sql: String)
}
