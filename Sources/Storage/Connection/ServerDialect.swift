/// What a database on a server needs to be told beyond ``Dialect``.
package protocol ServerDialect: Dialect {
    /// How ``SQLConnection/bulk(_:_:)`` is carried out.
    var bulkForm: BulkForm { get }
    /// How an INSERT of one row tells the `id` that it was given.
    func returnedID(of insert: String) -> ReturnedID
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
    /// Whether a transaction that the server gave up may go unsaid: an array of parameters is then answered as if it had
    /// changed nothing, and what follows is kept statement by statement.
    var mayLoseTransactionsUnsaid: Bool { get }

    /// One row, one column: 1 where the server takes changes, 0 where it is a standby or read only.
    var isWritable: String { get }
    /// Without these the company's data would not be safe in a database; looked at when it is opened.
    var requirements: [DatabaseRequirement] { get }
    /// What is stored for an empty text where the database takes that for NULL; read back as empty. Nil: it stores it.
    var storedEmptyText: String? { get }

    /// Lets rows bring their own `id` to a table that counts them up; nil: they always may.
    func permissionToGiveIDs(in table: String) -> IDPermission?
    /// The foreign keys that are worth leaving off while many rows come in, and can be: number, table, name, and what stands
    /// behind ADD CONSTRAINT with its name. Leaving them off must roll back with its transaction. Nil: none.
    var suspendableReferences: String? { get }
    /// Has identities go on after the greatest `id` of the table; run once after rows were copied with their ids.
    func continueIdentity(of table: String) -> [String]
    /// After many rows were loaded, or nil.
    func refreshStatistics(of table: String) -> String?
}

extension ServerDialect {
    package var beginsImplicitly: Bool { false }
    package var mayLoseTransactionsUnsaid: Bool { false }
    package var requirements: [DatabaseRequirement] { [] }
    package var storedEmptyText: String? { nil }
    package func permissionToGiveIDs(in table: String) -> IDPermission? { nil }
    package var suspendableReferences: String? { nil }
}

/// How many rows reach a server.
package enum BulkForm: Sendable {
    /// One statement with an array for each column: `unnest`. `statement` makes it, given the kind of each column, nil where
    /// all of its values are NULL; one of them has a kind. It takes the arrays of those that have one, in order.
    case columnArrays(statement: @Sendable (BulkStatement, [ColumnKind?]) -> String)
    /// The driver takes arrays of parameters for the statement of one row.
    case parameterArrays
}

package enum ReturnedID: Hashable, Sendable {
    /// The statement returns a row with it.
    case row(sql: String)
    /// This query, run next on the same connection, returns it.
    case following(query: String)
    /// The last parameter of the statement is written to.
    case outputParameter(sql: String)
}

/// A setting of the connection, not of the transaction, that one table at a time can have. Its statements must be run
/// unprepared: what a prepared statement sets ends with it.
package struct IDPermission: Hashable, Sendable {
    package var grant: String
    package var revoke: String
}

/// What must be so in a database before it is worked with.
package struct DatabaseRequirement: Hashable, Sendable {
    /// Gives 1 where it is so.
    package var query: String
    /// What is wrong where it is not, within a sentence.
    package var lack: String
    /// What to do then, within a sentence.
    package var remedy: String
}
